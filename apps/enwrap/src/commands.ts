import { caller, connection, output } from "./cli/common-flags.ts"
import type { CommandSpec, GroupSpec, OperandSpec } from "./cli/command-spec.ts"
import { operatorCommands } from "./operator/operator-commands.ts"

const wrappingToken: OperandSpec = {
  name: "token",
  description: "Wrapping token; `-` reads it from standard input"
}

const tokenFromArgumentOrInput =
  "The token is read from the argument or, without one, from standard input. Other users can see arguments in the process list, but not standard input."

const tokenFromEnvironmentToo = `${tokenFromArgumentOrInput} With neither, BAO_TOKEN or VAULT_TOKEN is used as the wrapping token.

If one of these variables is set and standard input is a pipe or a file, the input must look like a token. Use \`-\` to accept any input, or </dev/null to use the variable.`

export const groups: ReadonlyArray<GroupSpec> = [
  { name: "operator", summary: "Initialize, unseal, seal, rekey and back up a server" }
]

/** All commands. The code of a command is loaded only when the command runs. */
export const commands: ReadonlyArray<CommandSpec> = [
  {
    name: "server",
    summary: "Start a server",
    description: `Start a server with a configuration (--config), a server with its data in a folder (--data-dir), or a server for development (--dev).

A configuration is a file in HCL or JSON, or a folder with such files, as for \`vault server\` and \`bao server\`. The server is sealed until it is unsealed with key shares, unless the configuration has a seal "static".

A server for development is unsealed, has a key-value engine (version 2) at secret/, and keeps all data in memory. Data is lost when the server stops. Do not use it in production.

The OpenAPI document of a server is at /openapi.json, and an edition for code generators at /openapi.generators.json.`,
    operands: [],
    flags: [
      {
        name: "config",
        value: "PATH",
        repeatable: true,
        description:
          "File in HCL or JSON, or a folder with files that end with .hcl or .json; can be repeated (also read: the text in ENWRAP_LOCAL_CONFIG, BAO_LOCAL_CONFIG or VAULT_LOCAL_CONFIG)"
      },
      { name: "check", description: "Only check the configuration, and print all problems" },
      {
        name: "log-level",
        value: "LEVEL",
        description: "Log level: trace, debug, info, warn or error (env: BAO_LOG_LEVEL, VAULT_LOG_LEVEL)"
      },
      {
        name: "log-format",
        value: "FORMAT",
        description: "Log format: standard or json (env: BAO_LOG_FORMAT, VAULT_LOG_FORMAT)"
      },
      {
        name: "data-dir",
        value: "FOLDER",
        description:
          "Start a server that keeps its data, its key and its root token in a folder, and unseals itself (this is what `npm start` does)"
      },
      { name: "dev", description: "Start a server for development, without a configuration" },
      {
        name: "dev-root-token-id",
        value: "ID",
        description: "Root token (env: BAO_DEV_ROOT_TOKEN_ID, VAULT_DEV_ROOT_TOKEN_ID; default: random)"
      },
      {
        name: "dev-listen-address",
        aliases: ["listen-address"],
        value: "HOST:PORT",
        description:
          "Address to listen on, with --dev or --data-dir; alias: --listen-address; port 0 selects a free port (env: BAO_DEV_LISTEN_ADDRESS, VAULT_DEV_LISTEN_ADDRESS; default: 127.0.0.1:8200)"
      },
      {
        name: "dev-allowed-origin",
        value: "ORIGIN",
        repeatable: true,
        description: "Allow pages of this origin to call the server (CORS); `*` allows all; can be repeated"
      },
      {
        name: "max-wrap-ttl",
        value: "TTL",
        description: "Maximum wrap TTL; requests with a longer one are rejected (default: 768h)"
      }
    ],
    examples: [
      { does: "Start a server with a configuration", run: "enwrap server --config=/etc/enwrap/server.hcl" },
      { does: "Check a configuration", run: "enwrap server --config=/etc/enwrap --check" },
      { does: "For development: listen on 127.0.0.1:8200, with a random root token", run: "enwrap server --dev" },
      {
        does: "Choose the root token and the port, for scripts and tests",
        run: "enwrap server --dev --dev-root-token-id=root --dev-listen-address=127.0.0.1:8300"
      },
      {
        does: "Allow requests from a web page under development",
        run: "enwrap server --dev --dev-allowed-origin=http://localhost:5173"
      }
    ],
    load: () => import("./commands/server.ts")
  },
  {
    name: "wrap",
    summary: "Wrap data in a single-use wrapping token",
    description: `Wrap data in a single-use wrapping token, and print the token with its TTL and creation path.

Values are strings. To wrap numbers, lists or nested objects, pass a JSON object with @FILE or \`-\`.`,
    operands: [
      {
        name: "data",
        variadic: true,
        description:
          "key=value, key=@FILE (contents of a file), key=- (standard input), @FILE or - (a JSON object). Write \\@ for a value that starts with @"
      }
    ],
    flags: [
      {
        name: "ttl",
        value: "TTL",
        aliases: ["wrap-ttl"],
        description:
          "TTL of the token: 90s, 5m, 24h; alias: --wrap-ttl (env: BAO_WRAP_TTL, VAULT_WRAP_TTL; default: 5m)"
      },
      ...connection,
      caller,
      ...output
    ],
    examples: [
      { does: "Wrap a password for five minutes", run: "enwrap wrap password=hunter2" },
      {
        does: "Wrap a file for an hour, and print only the token",
        run: "enwrap wrap --ttl=1h --field=token key=@id_ed25519"
      },
      { does: "Wrap a JSON object", run: 'echo \'{"user":"ada","pin":1234}\' | enwrap wrap -' },
      {
        does: "Keep the password out of the process list and the shell history",
        run: 'read -rs password; printf %s "$password" | enwrap wrap password=-'
      }
    ],
    load: () => import("./commands/wrap.ts")
  },
  {
    name: "unwrap",
    summary: "Unwrap a wrapping token and print its contents",
    description: `Unwrap a wrapping token and print its contents.

A token can be unwrapped only once. Enwrap sends the request once and never retries it.

${tokenFromEnvironmentToo}`,
    operands: [wrappingToken],
    flags: [...connection, ...output],
    examples: [
      { does: "Pass the token on standard input", run: 'echo "$token" | enwrap unwrap' },
      { does: "Pass the token as an argument", run: 'enwrap unwrap "$token"' },
      {
        does: "Pass the token in VAULT_TOKEN, as for `vault unwrap`, and print one field",
        run: 'VAULT_TOKEN="$token" enwrap unwrap --field=password'
      }
    ],
    outputLost: "The wrapping token is used up: ask for its contents to be wrapped again.",
    load: () => import("./commands/unwrap.ts")
  },
  {
    name: "lookup",
    summary: "Show where a wrapping token was created, without using it up",
    description: `Print the creation path, creation time and TTL of a wrapping token. The token stays valid.

Check the creation path before you unwrap a token: if it is not the path you expect, the token was not created by the party you expect.

${tokenFromEnvironmentToo}`,
    operands: [wrappingToken],
    flags: [...connection, ...output],
    examples: [
      { does: "Look up a token", run: 'echo "$token" | enwrap lookup' },
      { does: "Print only the creation path", run: 'enwrap lookup --field=creation_path "$token"' }
    ],
    load: () => import("./commands/lookup.ts")
  },
  {
    name: "rewrap",
    summary: "Exchange a wrapping token for a new one with the same contents",
    description: `Exchange a wrapping token for a new one with the same contents and the same TTL, starting now. The old token is used up.

A wrapping token does not permit this itself: you need a token of your own with permission for sys/wrapping/rewrap.

${tokenFromArgumentOrInput}`,
    operands: [wrappingToken],
    flags: [caller, ...connection, ...output],
    examples: [
      { does: "Replace a token that expires soon", run: 'token=$(echo "$token" | enwrap rewrap --field=token)' }
    ],
    outputLost:
      "The old wrapping token is used up, and the new one may be lost: ask for the secret to be wrapped again.",
    load: () => import("./commands/rewrap.ts")
  },
  ...operatorCommands,
  {
    name: "conformance",
    summary: "Test a server against the conformance suite",
    description: "Run the conformance suite against a server over HTTP, and print a verdict for each case.",
    operands: [{ name: "URL", description: "Address of the server" }],
    flags: [],
    passThrough: true,
    examples: [],
    load: () => import("./commands/conformance.ts")
  },
  {
    name: "completion",
    summary: "Print a shell completion script",
    description: "Print a completion script for a shell.",
    operands: [{ name: "shell", required: true, choices: ["bash", "zsh", "fish"], description: "Shell" }],
    flags: [],
    examples: [
      { does: "Bash, for the current session", run: "source <(enwrap completion bash)" },
      { does: "Zsh, permanently", run: 'enwrap completion zsh > "${fpath[1]}/_enwrap"' },
      { does: "Fish, permanently", run: "enwrap completion fish > ~/.config/fish/completions/enwrap.fish" }
    ],
    load: async () => ({ run: (await import("./commands/completion.ts")).completion(commands, groups) })
  },
  {
    name: "version",
    summary: "Print the version",
    description: "Print the version of Enwrap and of the Node.js that runs it.",
    operands: [],
    flags: [],
    examples: [],
    load: () => import("./commands/version.ts")
  }
]
