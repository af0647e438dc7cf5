import { InvalidArgumentError } from "@enwrap/client"
import { parseDuration } from "@enwrap/protocol"
import { createNodeClient, type NodeClient, type NodeClientOptions } from "./node-client.ts"
import { supportsProxies, type ProxyRules } from "./proxy.ts"
import type { RateLimit } from "./rate-limited-fetch.ts"
import { rejectUnknown } from "./reject-unknown.ts"
import { readTokenHelper } from "./token-helper.ts"
import { unknownVariables } from "./unknown-variables.ts"
import type { TlsFiles } from "./tls-files.ts"

/** Environment variables by name, like `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The address if no variable sets it, as in Vault's clients. A dev server uses `http:` there. */
export const DEFAULT_ADDRESS = "https://127.0.0.1:8200"

/** How the environment is read. */
export interface EnvironmentOptions {
  /**
   * Whether a token is read from the token helper of the command line if no variable has one: a helper that is configured
   * in `~/.vault`, or the file `~/.vault-token`.
   *
   * @default true
   */
  readonly tokenHelper?: boolean | undefined
  /** Gets the name of each variable that is set and not understood. By default, Node.js prints a warning. */
  readonly onUnknown?: ((name: string) => void) | undefined
}

/**
 * Reads the options of a client from the environment variables of the OpenBao and Vault command lines: `BAO_ADDR` or
 * `VAULT_ADDR`, and likewise `_TOKEN`, `_NAMESPACE`, `_CACERT`, `_CAPATH`, `_CACERT_BYTES`, `_CLIENT_CERT`, `_CLIENT_KEY`,
 * `_TLS_SERVER_NAME`, `_SKIP_VERIFY`, `_CLIENT_TIMEOUT` (seconds, or a duration), `_MAX_RETRIES`, `_RATE_LIMIT`
 * (`rate` or `rate:burst`), `_PROXY_ADDR` and `_WRAP_TTL`. `BAO_` takes precedence. An empty variable is ignored. Without a
 * token, the token helper is asked. Without a `_PROXY_ADDR`, `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` apply. Any other
 * variable with these prefixes that could concern a client is named in a warning.
 *
 * Use it if you want to change the options before you create the client; otherwise use {@link fromEnv}.
 *
 * @throws InvalidArgumentError if a value is not valid; the message names the variable and never quotes the value
 *
 * @example
 * ```ts
 * import { createNodeClient, optionsFromEnv } from "@enwrap/client-node"
 *
 * const options = optionsFromEnv(process.env, { tokenHelper: false })
 * const client = createNodeClient({ ...options, retries: 2 })
 * console.log(options.address, await client.lookup("s.the-wrapping-token"))
 * ```
 */
export const optionsFromEnv = (
  env: Environment = process.env,
  { onUnknown = warn, tokenHelper = true, ...unread }: EnvironmentOptions = {}
): NodeClientOptions => {
  rejectUnknown("optionsFromEnv", unread)
  const read = (name: string): Variable | undefined => {
    for (const prefix of ["BAO_", "VAULT_"]) {
      const value = env[prefix + name]
      if (value !== undefined && value !== "") return { name: prefix + name, value }
    }
    return undefined
  }
  for (const name of unknownVariables(env)) onUnknown(name)
  const tls: TlsFiles = {
    caFile: read("CACERT")?.value,
    caPath: read("CAPATH")?.value,
    caPem: read("CACERT_BYTES")?.value,
    certFile: read("CLIENT_CERT")?.value,
    keyFile: read("CLIENT_KEY")?.value,
    serverName: read("TLS_SERVER_NAME")?.value,
    insecureSkipVerify: flag(read("SKIP_VERIFY"))
  }
  return {
    address: read("ADDR")?.value ?? DEFAULT_ADDRESS,
    token: read("TOKEN")?.value ?? (tokenHelper ? readTokenHelper(env) : undefined),
    namespace: read("NAMESPACE")?.value,
    timeoutMs: milliseconds(read("CLIENT_TIMEOUT")),
    wrapTtl: read("WRAP_TTL")?.value,
    retries: wholeNumber(read("MAX_RETRIES")),
    rateLimit: rateLimit(read("RATE_LIMIT")),
    proxy: (read("PROXY_ADDR") ?? read("HTTP_PROXY"))?.value ?? proxyOfSystem(env, onUnknown),
    tls
  }
}

/**
 * The proxy that the variables of the system set. On a Node.js that has none, they are named: unlike `VAULT_PROXY_ADDR`, they do
 * not ask for a proxy to this server.
 */
const proxyOfSystem = (env: Environment, onUnknown: (name: string) => void): ProxyRules | undefined => {
  const read = (name: string) => [name, name.toLowerCase()].find((key) => (env[key] ?? "") !== "")
  const names = [read("HTTP_PROXY"), read("HTTPS_PROXY")].filter((name) => name !== undefined)
  if (names.length === 0) return undefined
  if (!supportsProxies()) {
    for (const name of names) onUnknown(name)
    return undefined
  }
  const valueOf = (name: string) => env[read(name) ?? ""]
  return { http: valueOf("HTTP_PROXY"), https: valueOf("HTTPS_PROXY"), except: valueOf("NO_PROXY") }
}

const warn = (name: string): void =>
  process.emitWarning(`${name} is set, but @enwrap/client-node does not understand it`, { code: "ENWRAP_ENVIRONMENT" })

/**
 * Creates a client from the environment variables that {@link optionsFromEnv} reads. The options in `overrides` take
 * precedence.
 *
 * @throws InsecureAddressError if the address is plain `http:` to another machine, or through a proxy on another machine, and
 * `allowInsecureHttp` is not set
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
export const fromEnv = (env: Environment = process.env, overrides: Partial<NodeClientOptions> = {}): NodeClient =>
  createNodeClient({ ...optionsFromEnv(env, { tokenHelper: !("token" in overrides) }), ...overrides })

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

const wholeNumber = (variable: Variable | undefined): number | undefined => {
  if (variable === undefined) return undefined
  if (!/^\d{1,6}$/.test(variable.value)) throw new InvalidArgumentError(`${variable.name} must be a whole number`)
  return Number(variable.value)
}

const rateLimit = (variable: Variable | undefined): RateLimit | undefined => {
  if (variable === undefined) return undefined
  const [, rate, burst] = /^(\d+(?:\.\d+)?)(?::(\d+))?$/.exec(variable.value) ?? []
  if (rate === undefined || Number(rate) === 0) {
    throw new InvalidArgumentError(`${variable.name} must be a rate per second, or rate:burst`)
  }
  return { perSecond: Number(rate), burst: burst === undefined ? undefined : Number(burst) }
}
