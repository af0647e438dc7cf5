import type { FlagSpec } from "./command-spec.ts"

/** Flags of commands that send requests. */
export const connection: ReadonlyArray<FlagSpec> = [
  {
    name: "address",
    value: "URL",
    description: "Address of the server (env: BAO_ADDR, VAULT_ADDR; default: http://127.0.0.1:8200)"
  },
  {
    name: "ca-cert",
    value: "FILE",
    description: "CA certificate of the server (env: BAO_CACERT, VAULT_CACERT)"
  },
  {
    name: "client-cert",
    value: "FILE",
    description: "Client certificate, which also needs --client-key (env: BAO_CLIENT_CERT, VAULT_CLIENT_CERT)"
  },
  {
    name: "client-key",
    value: "FILE",
    description: "Key of the client certificate (env: BAO_CLIENT_KEY, VAULT_CLIENT_KEY)"
  },
  {
    name: "tls-server-name",
    value: "NAME",
    description: "Name that the server's certificate must have (env: BAO_TLS_SERVER_NAME, VAULT_TLS_SERVER_NAME)"
  },
  {
    name: "tls-skip-verify",
    description: "Accept any certificate, which is insecure (env: BAO_SKIP_VERIFY, VAULT_SKIP_VERIFY)"
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
