// MSW intercepts requests only through the default imports.
import http from "node:http"
import https from "node:https"
import { DEFAULT_MAX_RESPONSE_BYTES, UnexpectedResponseError, type Fetch } from "@enwrap/client"
import { isBodiless } from "@enwrap/protocol"
import { proxyFor, type ProxyRules } from "./proxy.ts"
import { rejectUnknown } from "./reject-unknown.ts"
import { isRepeatable } from "./retrying-fetch.ts"
import type { TlsOptions } from "./tls-files.ts"

/** How to connect to the server. */
export interface NodeFetchOptions {
  /** The path of a unix socket to connect to, instead of the host of the URL. */
  readonly socketPath?: string | undefined
  /** The URL of an HTTP proxy, or the rules for one. It needs Node.js 24.5 or newer. */
  readonly proxy?: string | ProxyRules | undefined
  /**
   * Allows plain `http:` through a proxy on another machine, which can then read every token.
   *
   * @default false
   */
  readonly allowInsecureHttp?: boolean | undefined
  /** Certificates in PEM and checks, for https. */
  readonly tls?: TlsOptions | undefined
  /**
   * The longest body of a response that is read, in bytes. A longer one is an `UnexpectedResponseError`.
   *
   * @default 67_108_864
   */
  readonly maxResponseBytes?: number | undefined
}

/** The codes of a connection that was not established. With a proxy, that is the one to the proxy. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "ETIMEDOUT"
])

/**
 * A request of {@link createNodeFetch} got no response. `sent` is false if it is certain that no server has received it; `code`
 * is the error code of Node, such as `ECONNRESET`, or `TLS_EXPECTED` if the address begins with `http:` and the server expects
 * TLS.
 *
 * @example
 * ```ts
 * import { createNodeFetch, NodeFetchError } from "@enwrap/client-node"
 *
 * const fetch = createNodeFetch()
 * await fetch("http://127.0.0.1:8200/v1/sys/health", {}).catch((error: unknown) => {
 *   if (error instanceof NodeFetchError) console.error(error.code, error.sent ? "may have arrived" : "was not sent")
 * })
 * ```
 */
export class NodeFetchError extends Error {
  override readonly name = "NodeFetchError"
  readonly code: string | undefined
  readonly sent: boolean

  /** @param proxy the host and port of the proxy */
  constructor(cause: Error & { readonly code?: unknown }, sent: boolean, proxy?: string) {
    const code = typeof cause.code === "string" ? cause.code : undefined
    const isOfProxy = proxy !== undefined && code !== undefined && UNREACHABLE.has(code)
    super(isOfProxy ? `cannot reach the proxy ${proxy}: ${cause.message}` : cause.message, { cause })
    this.code = code
    this.sent = sent
  }
}

/**
 * Creates a `fetch` over `node:http` and `node:https` that sends every request once. `createNodeClient` uses it; use it
 * directly to wrap it in a `fetch` of your own.
 *
 * Node's `fetch` may send a request again if the server has closed a kept-alive connection. For an unwrap that would be a
 * second use. Here no request is sent again. A request that must be sent at most once gets a new connection, or one that was in
 * use less than a quarter of a second ago: a connection that the server has just closed would leave its outcome unknown. Under
 * Deno, it always gets a new one: Deno's `node:http` sends again what a kept connection has lost. Redirects are returned, and
 * never followed.
 *
 * The function that it returns rejects with a {@link NodeFetchError}, with an `UnexpectedResponseError` if the body is too
 * long, or with an `InsecureAddressError` if a proxy on another machine would get a plain `http:` request. Bodies are not
 * decompressed, and none is asked for.
 *
 * @example
 * ```ts
 * import { createNodeClient, createNodeFetch } from "@enwrap/client-node"
 *
 * const send = createNodeFetch({ socketPath: "/run/vault.sock" })
 * const client = createNodeClient({
 *   address: "http://localhost",
 *   fetch: async (url, init) => {
 *     const response = await send(url, init)
 *     console.log(init.method, response.status)
 *     return response
 *   }
 * })
 * await client.operations.sysHealthRead()
 * ```
 *
 * @see RW-SEC-6
 */
export const createNodeFetch = (options: NodeFetchOptions = {}): Fetch => {
  const {
    socketPath,
    proxy,
    allowInsecureHttp = false,
    tls,
    maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES,
    ...unread
  } = options
  rejectUnknown("createNodeFetch", unread)
  // A unix socket is on this machine.
  const proxyOf = proxyFor(socketPath === undefined ? proxy : undefined, allowInsecureHttp)
  const plain = agents((own) => new http.Agent(own))
  const secure = agents((own) => new https.Agent({ ...own, ...tls }))
  const connection = socketPath === undefined ? {} : { socketPath }
  return (target, init) =>
    new Promise((resolve, reject) => {
      const url = new URL(target)
      const method = init.method ?? "GET"
      const isSecure = url.protocol === "https:"
      const chosenProxy = proxyOf(url)
      const agent = (isSecure ? secure : plain)(isRepeatable(target, { ...init, method }), chosenProxy)
      let sent = false
      const request = (isSecure ? https : http).request(url, {
        ...connection,
        agent,
        method,
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(init.signal && { signal: init.signal })
      })
      request.once("socket", (socket) => {
        if (!socket.connecting) sent = true
        else
          socket.once(isSecure ? "secureConnect" : "connect", () => {
            sent = true
          })
      })
      const fail = (error: Error) =>
        reject(error instanceof UnexpectedResponseError ? error : new NodeFetchError(error, sent, hostOf(chosenProxy)))
      request.on("error", fail)
      request.once("response", (message) => {
        // A status that a `Response` cannot have, such as 999, fails the call.
        collect(message, maxResponseBytes)
          .then((body) => {
            if (isSecure || !expectsTls(message, body)) return toResponse(message, body)
            throw Object.assign(new Error("The server expects TLS"), { code: TLS_EXPECTED })
          })
          .then(resolve, fail)
      })
      request.end(init.body ?? undefined)
    })
}

/** The rest of the URL may contain a password. */
const hostOf = (proxy: string | undefined): string | undefined => proxy && new URL(proxy).host

/** How long a connection may have been idle when a request that must be sent at most once uses it. Servers wait for seconds. */
const FRESH_MS = 250

/** Whether the platform's `node:http` itself sends a request again, whatever it does, if a kept connection closes without a response. */
const resends = (): boolean => "Deno" in globalThis

/**
 * The agents for reads, and for what must be sent at most once, for each proxy. Each is created when it is first needed. The second
 * kind has connections of its own, so that a test of their age does not close those of reads.
 */
const agents = <Agent extends http.Agent>(make: (options: http.AgentOptions) => Agent) => {
  const made = new Map<string, Agent>()
  const keptSince = new WeakMap<object, number>()
  return (isRepeatable: boolean, proxy: string | undefined): Agent => {
    const key = `${isRepeatable} ${proxy ?? ""}`
    let agent = made.get(key)
    if (agent === undefined) {
      agent = make({
        keepAlive: isRepeatable || !resends(),
        ...(proxy !== undefined && { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } })
      })
      const keep = agent.keepSocketAlive.bind(agent)
      agent.keepSocketAlive = (socket) => {
        keptSince.set(socket, performance.now())
        return keep(socket)
      }
      made.set(key, agent)
    }
    if (!isRepeatable) {
      const oldest = performance.now() - FRESH_MS
      for (const sockets of Object.values(agent.freeSockets)) {
        for (const socket of sockets ?? []) if (!(keptSince.get(socket)! > oldest)) socket.destroy()
      }
    }
    return agent
  }
}

const collect = (message: http.IncomingMessage, maxBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Array<Buffer> = []
    let size = 0
    message.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) return void chunks.push(chunk)
      // It closes the connection.
      message.destroy()
      reject(
        new UnexpectedResponseError(`The body of the response is longer than ${maxBytes} bytes`, {
          status: message.statusCode,
          hint: "Check that the address is the server's. A longer body can be allowed with maxResponseBytes."
        })
      )
    })
    message.once("end", () => resolve(Buffer.concat(chunks)))
    message.once("error", reject)
  })

/** The code of the error if a server that expects TLS was sent plain HTTP. */
const TLS_EXPECTED = "TLS_EXPECTED"

/** Whether this is what Go's `net/http`, and so Vault and OpenBao, and Enwrap send without reading a request. */
const expectsTls = ({ httpVersion, statusCode }: http.IncomingMessage, body: Buffer): boolean =>
  httpVersion === "1.0" && statusCode === 400 && body.toString() === "Client sent an HTTP request to an HTTPS server.\n"

const toResponse = (message: http.IncomingMessage, body: Buffer): Response => {
  const headers = new Headers()
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const status = message.statusCode ?? 0
  return new Response(isBodiless(status) ? null : new Uint8Array(body), { status, headers })
}
