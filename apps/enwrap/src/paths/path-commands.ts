import type { CommandSpec, Example, OperandSpec } from "../cli/command-spec.ts"
import { caller, connection, output, wrapTtl } from "../cli/common-flags.ts"
import type { PathVerb } from "./path-calls.ts"

const path: OperandSpec = {
  name: "path",
  required: true,
  description: "Path of the API, without a leading slash and without v1/: secret/data/app"
}

const data: OperandSpec = {
  name: "data",
  variadic: true,
  description:
    "key=value, key=@FILE (contents of a file), key=- (standard input), @FILE or - (a JSON object). Write \\@ for a value that starts with @"
}

const query: OperandSpec = { name: "query", variadic: true, description: "key=value for the query of the request" }

const wrapping =
  "With --wrap-ttl, the response stays on the server: you get a single-use wrapping token for it, to hand over."

const load = (verb: PathVerb): CommandSpec["load"] => {
  return async () => ({ run: (await import("./path-command.ts")).pathCommand(verb) })
}

const wrappedExample: Example = {
  does: "Wrap the response for five minutes, and print only the token",
  run: "enwrap read --wrap-ttl=5m --field=token secret/data/app"
}

/** The commands for any path, as in `vault read`. */
export const pathCommands: ReadonlyArray<CommandSpec> = [
  {
    name: "read",
    summary: "Read what is at a path, or wrap it",
    description: `Read what is at a path, and print it.

${wrapping}`,
    operands: [path, query],
    flags: [wrapTtl, caller, ...connection, ...output],
    examples: [
      { does: "Read a secret of the key-value engine, version 2", run: "enwrap read secret/data/app" },
      { does: "Print one value of it", run: "enwrap read --field=data.password secret/data/app" },
      { does: "Read an older version", run: "enwrap read secret/data/app version=1" },
      wrappedExample
    ],
    load: load("read")
  },
  {
    name: "write",
    summary: "Write data to a path, or wrap the response",
    description: `Write data to a path, and print the response, if there is one. The request is sent once and never retried.

Values are strings. To write numbers, lists or nested objects, pass a JSON object with @FILE or \`-\`.

${wrapping}`,
    operands: [path, data],
    flags: [
      { name: "force", short: "f", description: "Send a request without data" },
      wrapTtl,
      caller,
      ...connection,
      ...output
    ],
    examples: [
      {
        does: "Write a secret of the key-value engine, version 2",
        run: `echo '{"data":{"password":"hunter2"}}' | enwrap write secret/data/app -`
      },
      { does: "Write a policy from a file", run: "enwrap write sys/policies/acl/app policy=@app.hcl" },
      {
        does: "Create a secret id that only its recipient sees",
        run: "enwrap write -f --wrap-ttl=5m --field=token auth/approle/role/web/secret-id"
      }
    ],
    load: load("update")
  },
  {
    name: "patch",
    summary: "Change some fields of what is at a path",
    description:
      "Change some fields of what is at a path, and leave the others as they are. A field that is null in JSON is removed (JSON merge patch).",
    operands: [path, data],
    flags: [wrapTtl, caller, ...connection, ...output],
    examples: [
      {
        does: "Change one key of a secret",
        run: `echo '{"data":{"password":"hunter3"}}' | enwrap patch secret/data/app -`
      }
    ],
    load: load("patch")
  },
  {
    name: "list",
    summary: "List the keys below a path",
    description: `Print the keys below a path, one on each line; with --format=json or yaml, as a list. A key that ends in a slash has keys below it.

${wrapping}`,
    operands: [path, query],
    flags: [wrapTtl, caller, ...connection, ...output],
    examples: [
      { does: "List secrets", run: "enwrap list secret/metadata" },
      { does: "List policies for a script", run: "enwrap list --format=json sys/policies/acl | jq -r '.[]'" }
    ],
    load: load("list")
  },
  {
    name: "delete",
    summary: "Delete what is at a path",
    description:
      "Delete what is at a path. It succeeds too if there was nothing. The request is sent once and never retried.",
    operands: [path, query],
    flags: [wrapTtl, caller, ...connection, ...output],
    examples: [{ does: "Delete the newest version of a secret", run: "enwrap delete secret/data/app" }],
    load: load("delete")
  }
]
