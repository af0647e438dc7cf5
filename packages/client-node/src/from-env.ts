import { InvalidArgumentError, type Client } from "@enwrap/client"
import { parseDuration } from "@enwrap/protocol"
import { createNodeClient, type NodeClientOptions } from "./node-client.ts"
import type { TlsFiles } from "./tls-files.ts"

/** Variables by their names, as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Where the server is when no variable says so, as for the clients of Vault. One for development speaks `http:` there. */
export const DEFAULT_ADDRESS = "https://127.0.0.1:8200"

/**
 * Reads the variables that the command lines of OpenBao and Vault read: `BAO_ADDR` or `VAULT_ADDR`, and likewise
 * `_TOKEN`, `_NAMESPACE`, `_CACERT`, `_CLIENT_CERT`, `_CLIENT_KEY`, `_TLS_SERVER_NAME`, `_SKIP_VERIFY`,
 * `_CLIENT_TIMEOUT` and `_WRAP_TTL`. `BAO_` wins; an empty variable counts as none.
 *
 * @throws InvalidArgumentError for a value that cannot be read; it names the variable and never quotes the value
 */
export const optionsFromEnv = (env: Environment = process.env): NodeClientOptions => {
  const read = (name: string): Variable | undefined => {
    for (const prefix of ["BAO_", "VAULT_"]) {
      const value = env[prefix + name]
      if (value !== undefined && value !== "") return { name: prefix + name, value }
    }
    return undefined
  }
  const tls: TlsFiles = {
    caFile: read("CACERT")?.value,
    certFile: read("CLIENT_CERT")?.value,
    keyFile: read("CLIENT_KEY")?.value,
    serverName: read("TLS_SERVER_NAME")?.value,
    insecureSkipVerify: flag(read("SKIP_VERIFY"))
  }
  return {
    address: read("ADDR")?.value ?? DEFAULT_ADDRESS,
    token: read("TOKEN")?.value,
    namespace: read("NAMESPACE")?.value,
    timeoutMs: milliseconds(read("CLIENT_TIMEOUT")),
    wrapTtl: read("WRAP_TTL")?.value,
    tls
  }
}

/**
 * Makes a client of the environment, as {@link optionsFromEnv} reads it; what `overrides` has, counts instead.
 *
 * @throws InvalidArgumentError for a value that cannot be read
 */
export const fromEnv = (env: Environment = process.env, overrides: Partial<NodeClientOptions> = {}): Client =>
  createNodeClient({ ...optionsFromEnv(env), ...overrides })

interface Variable {
  readonly name: string
  readonly value: string
}

/** As Go reads booleans, since that is what these variables were made for. */
const flag = (variable: Variable | undefined): boolean => {
  if (variable === undefined || /^(0|f|F|false|FALSE|False)$/.test(variable.value)) return false
  if (/^(1|t|T|true|TRUE|True)$/.test(variable.value)) return true
  throw new InvalidArgumentError(`${variable.name} is neither true nor false`)
}

const milliseconds = (variable: Variable | undefined): number | undefined => {
  if (variable === undefined) return undefined
  const duration = parseDuration(variable.value)
  if (!duration.ok) throw new InvalidArgumentError(`${variable.name}: ${duration.problem}`)
  if (duration.nanoseconds < 0n) throw new InvalidArgumentError(`${variable.name} is negative`)
  return Number(duration.nanoseconds / 1_000_000n)
}
