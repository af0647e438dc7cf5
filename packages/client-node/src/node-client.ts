import { createClient, InvalidArgumentError, type Client, type ClientOptions, type Fetch } from "@enwrap/client"
import { groupOperations, type GroupedOperations } from "@enwrap/client/grouped"
import * as operations from "@enwrap/client/operations"
import { REQUEST_HEADER } from "@enwrap/protocol"
import { checkWholeNumber } from "./check-number.ts"
import { connectionHint } from "./connection-hint.ts"
import { checkCodec } from "./exact-json.ts"
import { createNodeFetch } from "./node-fetch.ts"
import { proxyFor, type ProxyRules } from "./proxy.ts"
import { rateLimitedFetch, type RateLimit } from "./rate-limited-fetch.ts"
import { rejectUnknown } from "./reject-unknown.ts"
import { retryingFetch } from "./retrying-fetch.ts"
import type { TlsOptions } from "./tls-options.ts"

/** The options of a client for Node. Environment variables are not read: see {@link fromEnv}. */
export interface NodeClientOptions extends Omit<ClientOptions, "fetch" | "operations" | "connectionHint"> {
  /** The address of the server: `https://vault.example:8200`, or `unix:///run/vault.sock`. */
  readonly address: string
  /** Certificates and checks for https. */
  readonly tls?: TlsOptions | undefined
  /**
   * How often a read is sent again after a failed connection, 429 or 503. Writes and unwraps are never sent again.
   *
   * @default 0
   */
  readonly retries?: number | undefined
  /**
   * The URL of an HTTP proxy, or the rules for one. It needs Node.js 24.5 or newer. A proxy on another machine can read plain
   * `http:`, so that needs `allowInsecureHttp`.
   */
  readonly proxy?: string | ProxyRules | undefined
  /** The most requests per second, and how many may be sent at once. Others wait. There is no limit by default. */
  readonly rateLimit?: RateLimit | undefined
  /** Sends the requests instead of `node:http`. It must support `tls` and unix sockets itself if they are needed. */
  readonly fetch?: Fetch | undefined
}

/**
 * A client for Node: `client.kvV2.read`, `client.pki.issue` and every other operation of the spec in groups, any other path
 * with `read`, `write`, `list`, `delete` and `patch`, and wrapping.
 */
export interface NodeClient extends Client, GroupedOperations {}

/**
 * Creates a client over `node:http` and `node:https`, with every operation of the spec. It does not read environment
 * variables; use {@link fromEnv} for that.
 *
 * @throws InsecureAddressError if the address is plain `http:` to another machine, or through a proxy on another machine, and
 * `allowInsecureHttp` is not set
 * @throws InvalidArgumentError if the address or a number is not valid, an option is unknown, or a TLS file cannot be read
 *
 * @example
 * ```ts
 * import { createNodeClient } from "@enwrap/client-node"
 *
 * const client = createNodeClient({ address: "unix:///run/vault.sock", token: "s.the-token", retries: 2 })
 * const { data } = await client.kvV2.read({ mount: "secret", path: "db" })
 * console.log(data.metadata.version)
 * ```
 */
export const createNodeClient = (options: NodeClientOptions): NodeClient => {
  const { tls, retries = 0, fetch, proxy, rateLimit, ...rest } = options
  rejectUnknown("The client", Object.fromEntries(Object.entries(rest).filter(([name]) => !ofCore.includes(name))))
  const { address, socketPath } = splitAddress(options.address)
  checkCodec(rest.json)
  checkWholeNumber("retries", retries)
  const unlimited =
    fetch ??
    createNodeFetch({
      socketPath,
      proxy,
      allowInsecureHttp: rest.allowInsecureHttp,
      maxResponseBytes: rest.maxResponseBytes,
      tls
    })
  const once = rateLimit === undefined ? unlimited : rateLimitedFetch(unlimited, rateLimit)
  const client = createClient({
    ...rest,
    connectionHint,
    address,
    operations,
    // Some servers require it, as a protection against forged requests through a proxy.
    headers: { [REQUEST_HEADER]: "true", ...options.headers },
    fetch: retries > 0 ? retryingFetch(once, { retries }) : once
  })
  // It rejects a proxy here, and not with the first request.
  if (fetch === undefined && socketPath === undefined)
    proxyFor(proxy, rest.allowInsecureHttp ?? false)(new URL(address))
  return Object.assign(client, groupOperations(client))
}

/** The options of the client core. JavaScript may pass others: a misspelt `retries` would never be noticed. */
const ofCore: ReadonlyArray<string> = [
  "address",
  "token",
  "namespace",
  "timeoutMs",
  "maxResponseBytes",
  "headers",
  "wrapTtl",
  "json",
  "allowInsecureHttp"
] satisfies ReadonlyArray<keyof NodeClientOptions>

/** A unix socket does not leave this machine, so requests over it are plain http to localhost. */
const splitAddress = (address: string): { readonly address: string; readonly socketPath: string | undefined } => {
  // JavaScript may pass a value that is not a string: the core rejects it.
  if (typeof address !== "string" || !address.startsWith("unix:")) return { address, socketPath: undefined }
  const socketPath = address.replace(/^unix:(\/\/)?/, "")
  if (!socketPath.startsWith("/"))
    throw new InvalidArgumentError("The address of a unix socket must be unix:///its/full/path")
  return { address: "http://localhost", socketPath }
}
