import type { FlagSpec } from "./command-spec.ts"

/** Flags of commands that send requests. */
export const connection: ReadonlyArray<FlagSpec> = [
  {
    name: "address",
    value: "URL",
    description: "Address of the server (env: BAO_ADDR, VAULT_ADDR; default: http://127.0.0.1:8200)"
  },
  { name: "allow-insecure-http", description: "Allow tokens to be sent over unencrypted HTTP to another machine" }
]

/** Flags of commands that print a response. */
export const output: ReadonlyArray<FlagSpec> = [
  {
    name: "format",
    value: "FORMAT",
    choices: ["table", "json"],
    description: "Output format: table or json (env: BAO_FORMAT, VAULT_FORMAT; default: table)"
  },
  { name: "field", value: "NAME", description: "Print only the value of this field" }
]

export const caller: FlagSpec = {
  name: "token",
  value: "TOKEN",
  description: "Token to authenticate with (env: BAO_TOKEN, VAULT_TOKEN; default: the file ~/.vault-token)"
}
