import { caller, connection, output } from "../cli/common-flags.ts"
import type { CommandSpec, FlagSpec, OperandSpec } from "../cli/command-spec.ts"

const wrappingToken: OperandSpec = {
  name: "token",
  description: "Wrapping token; `-` reads it from standard input"
}

const tokenFromArgumentOrInput =
  "The token is read from the argument or from standard input, which may also be JSON with a wrap_info. At a terminal, you are asked for it. Other users can see arguments in the process list, but not standard input."

const notFromEnvironment =
  "BAO_TOKEN and VAULT_TOKEN are not used as the wrapping token, as `vault unwrap` does, unless you pass --from-env: the token in them is usually your own."

const fromEnvironment: FlagSpec = {
  name: "from-env",
  description: "The wrapping token is in BAO_TOKEN or VAULT_TOKEN"
}

/** The commands for wrapping tokens. */
export const wrappingCommands: ReadonlyArray<CommandSpec> = [
  {
    name: "wrap",
    summary: "Wrap data in a single-use wrapping token",
    description: `Wrap data in a single-use wrapping token, and print the token with its TTL and creation path.

Values are strings. To wrap numbers, lists or nested objects, pass a JSON object with @FILE or \`-\`. To wrap the response of the server, such as a secret that it has, use \`enwrap read --wrap-ttl\`.`,
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
    load: () => import("./wrap.ts")
  },
  {
    name: "unwrap",
    summary: "Unwrap a wrapping token and print its contents",
    description: `Unwrap a wrapping token and print its contents.

A token can be unwrapped only once. Enwrap sends the request once and never retries it.

With --expected-path, the token is looked up first, and is unwrapped only if it was created for this path, with this TTL, and not too long ago: a token that someone has substituted or wrapped again is not. The exit code then says what happened:
  0  received: the contents are printed
  3  intercepted: the token is not valid; someone else may have used it
  4  tampered: the token is not the expected one, and was not unwrapped; or it wrapped another token
  5  unknown: the response was lost; the token may be used up
  6  refused: the server did not unwrap the token, or it wrapped an error
  7  unreachable: the server was not reached; the token was not used

${tokenFromArgumentOrInput}

${notFromEnvironment}`,
    operands: [wrappingToken],
    flags: [
      {
        name: "expected-path",
        value: "PATH",
        repeatable: true,
        description:
          "Creation path that the token must have: secret/data/app; + or * stands for one segment; can be repeated"
      },
      { name: "expected-ttl", value: "TTL", description: "TTL with which it must have been created: 300, 5m" },
      { name: "max-ttl", value: "TTL", description: "Longest TTL with which it may have been created" },
      {
        name: "max-age",
        value: "TIME",
        description: "How long ago it may have been created, by the clock of this machine"
      },
      fromEnvironment,
      ...connection,
      ...output
    ],
    examples: [
      { does: "Pass the token on standard input", run: 'echo "$token" | enwrap unwrap' },
      {
        does: "Unwrap only what you expect",
        run: 'echo "$token" | enwrap unwrap --expected-path=sys/wrapping/wrap --expected-ttl=5m --max-age=10m'
      },
      { does: "Print one field", run: 'echo "$token" | enwrap unwrap --field=password' },
      {
        does: "Pass the token in VAULT_TOKEN, as for `vault unwrap`",
        run: 'VAULT_TOKEN="$token" enwrap unwrap --from-env'
      }
    ],
    load: () => import("./unwrap.ts")
  },
  {
    name: "lookup",
    summary: "Show where a wrapping token was created, without using it up",
    description: `Print the creation path, creation time, TTL and time of expiry of a wrapping token. The token stays valid.

Check the creation path before you unwrap a token: if it is not the path you expect, the token was not created by the party you expect. \`enwrap unwrap --expected-path\` does both.

${tokenFromArgumentOrInput}

${notFromEnvironment}`,
    operands: [wrappingToken],
    flags: [fromEnvironment, ...connection, ...output],
    examples: [
      { does: "Look up a token", run: 'echo "$token" | enwrap lookup' },
      { does: "Print only the creation path", run: 'enwrap lookup --field=creation_path "$token"' },
      { does: "Print only the time of expiry", run: 'enwrap lookup --field=expire_time "$token"' }
    ],
    load: () => import("./lookup.ts")
  },
  {
    name: "rewrap",
    summary: "Exchange a wrapping token for a new one with the same contents",
    description: `Exchange a wrapping token for a new one with the same contents and the same TTL, or a shorter one, starting now. The old token is used up.

A wrapping token does not permit this itself: you need a token of your own with permission for sys/wrapping/rewrap.

${tokenFromArgumentOrInput}`,
    operands: [wrappingToken],
    flags: [
      {
        name: "ttl",
        value: "TTL",
        aliases: ["wrap-ttl"],
        description:
          "TTL of the new token: 90s, 5m; alias: --wrap-ttl. A longer one than that of the old token has no effect (default: that of the old token)"
      },
      caller,
      ...connection,
      ...output
    ],
    examples: [
      { does: "Replace a token that expires soon", run: 'token=$(echo "$token" | enwrap rewrap --field=token)' },
      { does: "With a shorter TTL", run: 'echo "$token" | enwrap rewrap --ttl=1m' }
    ],
    load: () => import("./rewrap.ts")
  }
]
