import type { CommandSpec, FlagSpec, OperandSpec } from "./command-spec.ts"

const connection: ReadonlyArray<FlagSpec> = [
  { name: "address", value: "URL", description: "the server [BAO_ADDR, VAULT_ADDR; else http://127.0.0.1:8200]" },
  { name: "allow-insecure-http", description: "let tokens go to another machine unencrypted" }
]

const output: ReadonlyArray<FlagSpec> = [
  {
    name: "format",
    value: "FORMAT",
    choices: ["table", "json"],
    description: "how to print the answer; table unless told otherwise"
  },
  { name: "field", value: "NAME", description: "print this field's value alone; in a pipe without a newline" }
]

const caller: FlagSpec = {
  name: "token",
  value: "TOKEN",
  description: "who asks [BAO_TOKEN, VAULT_TOKEN; else the file ~/.vault-token]"
}

const wrappingToken: OperandSpec = {
  name: "token",
  description:
    "the wrapping token; `-` or nothing reads it from standard input, where the process list does not show it"
}

const wrappingTokenOrEnvironment: OperandSpec = {
  name: "token",
  description: `${wrappingToken.description}; with neither, VAULT_TOKEN or BAO_TOKEN is the wrapping token. Where one of them is set and standard input is a pipe or file, what comes must look like a token; \`-\` takes it as it is, </dev/null takes the environment's`
}

/** Every command there is. Only the one that is run has its code loaded. */
export const commands: ReadonlyArray<CommandSpec> = [
  {
    name: "server",
    summary: "start a server",
    description:
      "Starts a server. --dev is unsealed, has a key-value engine (version 2) at secret/ and keeps everything in memory only.",
    operands: [],
    flags: [
      { name: "dev", description: "memory only, unsealed, a root token from the start" },
      {
        name: "dev-root-token-id",
        value: "ID",
        description: "the root token [BAO_DEV_ROOT_TOKEN_ID, VAULT_DEV_ROOT_TOKEN_ID; else random]"
      },
      {
        name: "dev-listen-address",
        value: "HOST:PORT",
        description:
          "where to listen; port 0 takes a free one [BAO_DEV_LISTEN_ADDRESS, VAULT_DEV_LISTEN_ADDRESS; else 127.0.0.1:8200]"
      },
      {
        name: "dev-allowed-origin",
        value: "ORIGIN",
        repeatable: true,
        description: "let pages of this origin call the server from a browser, * for all; may be repeated"
      }
    ],
    examples: [
      { does: "A server on 127.0.0.1:8200 with a random root token", run: "enwrap server --dev" },
      {
        does: "The same, as scripts and tests want it",
        run: "enwrap server --dev --dev-root-token-id=root --dev-listen-address=127.0.0.1:8300"
      },
      {
        does: "Let a page that is being developed call it",
        run: "enwrap server --dev --dev-allowed-origin=http://localhost:5173"
      }
    ],
    load: () => import("./commands/server.ts")
  },
  {
    name: "wrap",
    summary: "put data into a single-use wrapping token",
    description: "Puts data into a single-use wrapping token, and prints what is known about it.",
    operands: [
      {
        name: "data",
        variadic: true,
        description:
          "key=value, key=@file (the file's text), key=- (the text of standard input), @file or - (a JSON object); a value that begins with @ is written \\@"
      }
    ],
    flags: [
      {
        name: "ttl",
        value: "TTL",
        aliases: ["wrap-ttl"],
        description: "how long the token lives: 90s, 5m, 24h; also --wrap-ttl [BAO_WRAP_TTL, VAULT_WRAP_TTL; else 5m]"
      },
      ...connection,
      caller,
      ...output
    ],
    examples: [
      { does: "Wrap a password for five minutes", run: "enwrap wrap password=hunter2" },
      {
        does: "Wrap a file for an hour, and print the token alone",
        run: "enwrap wrap --ttl=1h --field=token key=@id_ed25519"
      },
      { does: "Wrap a JSON object", run: 'echo \'{"user":"ada","pin":1234}\' | enwrap wrap -' },
      {
        does: "Wrap a password that neither the process list nor the history shows",
        run: 'read -rs password; printf %s "$password" | enwrap wrap password=-'
      }
    ],
    load: () => import("./commands/wrap.ts")
  },
  {
    name: "unwrap",
    summary: "open a wrapping token, once",
    description:
      "Opens a wrapping token and prints what was in it. That uses it up: it works once, and is never tried again.",
    operands: [wrappingTokenOrEnvironment],
    flags: [...connection, ...output],
    examples: [
      { does: "Unwrap a token that the process list does not show", run: 'echo "$token" | enwrap unwrap' },
      { does: "Unwrap a token given as an argument", run: 'enwrap unwrap "$token"' },
      {
        does: "Unwrap as Vault's command does, and take one field",
        run: 'VAULT_TOKEN="$token" enwrap unwrap --field=password'
      }
    ],
    outputLost: "The wrapping token is used up: have what was in it wrapped anew.",
    load: () => import("./commands/unwrap.ts")
  },
  {
    name: "lookup",
    summary: "see where a wrapping token comes from, without using it up",
    description:
      "Prints a wrapping token's creation path, creation time and TTL. The token stays as it is.\nCheck the creation path before you unwrap: a token made elsewhere was not made by who you think.",
    operands: [wrappingTokenOrEnvironment],
    flags: [...connection, ...output],
    examples: [
      { does: "Look a token up", run: 'echo "$token" | enwrap lookup' },
      { does: "Print the creation path alone", run: 'enwrap lookup --field=creation_path "$token"' }
    ],
    load: () => import("./commands/lookup.ts")
  },
  {
    name: "rewrap",
    summary: "move what a wrapping token holds into a new one",
    description:
      "Moves what a wrapping token holds into a new token with the same TTL, starting now. The old one is used up.\nThis needs a permission that the wrapping token itself does not have: a token of your own.",
    operands: [wrappingToken],
    flags: [caller, ...connection, ...output],
    examples: [
      { does: "Give a token that expires soon a new life", run: 'token=$(echo "$token" | enwrap rewrap --field=token)' }
    ],
    outputLost: "The old wrapping token is used up, and the new one may be lost: have the secret wrapped anew.",
    load: () => import("./commands/rewrap.ts")
  },
  {
    name: "conformance",
    summary: "check any server's response wrapping over HTTP",
    description: "Plays the conformance cases against a server and prints a verdict for each.",
    operands: [{ name: "URL", description: "the server" }],
    flags: [],
    passThrough: true,
    examples: [],
    load: () => import("./commands/conformance.ts")
  },
  {
    name: "completion",
    summary: "print a completion script for your shell",
    description: "Prints a completion script for a shell.",
    operands: [{ name: "shell", required: true, choices: ["bash", "zsh", "fish"], description: "which shell" }],
    flags: [],
    examples: [
      { does: "Bash, for this session", run: "source <(enwrap completion bash)" },
      { does: "Zsh, for good", run: 'enwrap completion zsh > "${fpath[1]}/_enwrap"' },
      { does: "Fish, for good", run: "enwrap completion fish > ~/.config/fish/completions/enwrap.fish" }
    ],
    load: () => import("./commands/completion.ts")
  },
  {
    name: "version",
    summary: "print the version",
    description: "Prints the version of this command and of the Node that runs it.",
    operands: [],
    flags: [],
    examples: [],
    load: () => import("./commands/version.ts")
  }
]
