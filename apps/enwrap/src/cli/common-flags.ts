import type { FlagSpec } from "./command-spec.ts"

/** Flags of commands that send requests. */
export const connection: ReadonlyArray<FlagSpec> = [
  {
    name: "address",
    value: "URL",
    description: "Address of the server (env: BAO_ADDR, VAULT_ADDR; default: http://127.0.0.1:8200)"
  },
  {
    name: "namespace",
    aliases: ["ns"],
    value: "NAMESPACE",
    description: "Namespace of the request; alias: --ns (env: BAO_NAMESPACE, VAULT_NAMESPACE)"
  },
  {
    name: "ca-cert",
    value: "FILE",
    description: "CA certificate of the server (env: BAO_CACERT, VAULT_CACERT)"
  },
  {
    name: "ca-path",
    value: "FOLDER",
    description: "Folder with CA certificates of the server (env: BAO_CAPATH, VAULT_CAPATH)"
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
  {
    name: "allow-insecure-http",
    description: "Allow tokens to be sent over unencrypted HTTP to another machine, or through a proxy there"
  }
]

export const format: FlagSpec = {
  name: "format",
  value: "FORMAT",
  choices: ["table", "json", "yaml"],
  description: "Output format: table, json or yaml (env: BAO_FORMAT, VAULT_FORMAT; default: table)"
}

/** Flags of commands that print a response. */
export const output: ReadonlyArray<FlagSpec> = [
  format,
  {
    name: "field",
    value: "NAME",
    description: "Print only the value of this field; a dot leads to a nested one: --field=data.password"
  },
  {
    name: "output-curl",
    aliases: ["output-curl-string"],
    description: "Send nothing, and print the request as a curl command, without secrets; alias: --output-curl-string"
  }
]

export const caller: FlagSpec = {
  name: "token",
  value: "TOKEN",
  description:
    "Token to authenticate with (env: BAO_TOKEN, VAULT_TOKEN; default: the one that `enwrap login` or `vault login` stored)"
}

/** For commands whose response can be wrapped. */
export const wrapTtl: FlagSpec = {
  name: "wrap-ttl",
  value: "TTL",
  description:
    "Wrap the response in a wrapping token that is valid for this time: 90s, 5m, 24h; 0 does not wrap (env: BAO_WRAP_TTL, VAULT_WRAP_TTL)"
}
