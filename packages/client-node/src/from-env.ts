import { InvalidArgumentError, type Client } from "@enwrap/client"
import { parseDuration } from "@enwrap/protocol"
import { createNodeClient, type NodeClientOptions } from "./node-client.ts"
import type { TlsFiles } from "./tls-files.ts"

/** Environment variables by name, like `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The address if no variable sets it, as in Vault's clients. A dev server uses `http:` there. */
export const DEFAULT_ADDRESS = "https://127.0.0.1:8200"

/**
 * Reads the options of a client from the environment variables of the OpenBao and Vault command lines: `BAO_ADDR` or
 * `VAULT_ADDR`, and likewise `_TOKEN`, `_NAMESPACE`, `_CACERT`, `_CLIENT_CERT`, `_CLIENT_KEY`, `_TLS_SERVER_NAME`,
 * `_SKIP_VERIFY`, `_CLIENT_TIMEOUT` (seconds, or a duration) and `_WRAP_TTL`. `BAO_` takes precedence. An empty variable is
 * ignored.
 *
 * Use it if you want to change the options before you create the client; otherwise use {@link fromEnv}.
 *
 * @throws InvalidArgumentError if a value is not valid; the message names the variable and never quotes the value
 *
 * @example
 * ```ts
 * import { createNodeClient, optionsFromEnv } from "@enwrap/client-node"
 *
 * const options = optionsFromEnv()
 * const client = createNodeClient({ ...options, token: undefined, retries: 2 })
 * console.log(options.address, await client.lookup("s.the-wrapping-token"))
 * ```
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
 * Creates a client from the environment variables that {@link optionsFromEnv} reads. The options in `overrides` take
 * precedence.
 *
 * @throws InsecureAddressError if the address is plain `http:` to another machine and `allowInsecureHttp` is not set
 * @throws InvalidArgumentError if a value is not valid
 *
 * @example
 * ```ts
 * import { fromEnv } from "@enwrap/client-node"
 *
 * // Reads VAULT_ADDR and VAULT_TOKEN, among others.
 * const client = fromEnv()
 * const info = await client.wrap({ password: "correct horse" }, { ttl: "5m" })
 * console.log(info.token.reveal())
 * ```
 */
export const fromEnv = (env: Environment = process.env, overrides: Partial<NodeClientOptions> = {}): Client =>
  createNodeClient({ ...optionsFromEnv(env), ...overrides })

interface Variable {
  readonly name: string
  readonly value: string
}

/** Booleans as Go parses them, as in the clients of Vault and OpenBao. */
const flag = (variable: Variable | undefined): boolean => {
  if (variable === undefined || /^(0|f|F|false|FALSE|False)$/.test(variable.value)) return false
  if (/^(1|t|T|true|TRUE|True)$/.test(variable.value)) return true
  throw new InvalidArgumentError(`${variable.name} must be true or false`)
}

const milliseconds = (variable: Variable | undefined): number | undefined => {
  if (variable === undefined) return undefined
  const duration = parseDuration(variable.value)
  if (!duration.ok) throw new InvalidArgumentError(`${variable.name}: ${duration.problem}`)
  if (duration.nanoseconds < 0n) throw new InvalidArgumentError(`${variable.name} must not be negative`)
  return Number(duration.nanoseconds / 1_000_000n)
}
