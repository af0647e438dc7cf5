// The default imports: what watches requests in tests (MSW) sees only those.
import http from "node:http"
import https from "node:https"
import type { Fetch } from "@enwrap/client"
import { isBodiless } from "@enwrap/protocol"
import type { TlsOptions } from "./tls-files.ts"

/** How to reach the server. */
export interface NodeFetchOptions {
  /** The path of a unix socket to connect to, instead of the host of the URL. */
  readonly socketPath?: string | undefined
  /** PEM texts and checks for https. */
  readonly tls?: TlsOptions | undefined
}

/** A failure to get an answer. `sent` is false where it is sure that nothing went out. */
export class NodeFetchError extends Error {
  override readonly name = "NodeFetchError"
  readonly code: string | undefined
  readonly sent: boolean

  constructor(cause: Error & { readonly code?: unknown }, sent: boolean) {
    super(cause.message, { cause })
    this.code = typeof cause.code === "string" ? cause.code : undefined
    this.sent = sent
  }
}

/**
 * A `fetch` over `node:http` and `node:https` that sends every request exactly once.
 *
 * The `fetch` of Node may send a request again when a kept connection turns out to be closed, which for an unwrap is a
 * second use. Here only reads take a kept connection; whatever counts once gets a fresh one, so that a stale connection
 * cannot leave its outcome in doubt. Redirects are given back, never followed.
 *
 * @see RW-SEC-6
 */
export const createNodeFetch = (options: NodeFetchOptions = {}): Fetch => {
  const plain = agents((keepAlive) => new http.Agent({ keepAlive }))
  const secure = agents((keepAlive) => new https.Agent({ keepAlive, ...options.tls }))
  const connection = options.socketPath === undefined ? {} : { socketPath: options.socketPath }
  return (target, init) =>
    new Promise((resolve, reject) => {
      const url = new URL(target)
      const method = init.method ?? "GET"
      const isSecure = url.protocol === "https:"
      const agent = (isSecure ? secure : plain)(method === "GET" || method === "LIST")
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
      const fail = (error: Error) => reject(new NodeFetchError(error, sent))
      request.on("error", fail)
      request.once("response", (answer) => {
        collect(answer).then((body) => resolve(toResponse(answer, body)), fail)
      })
      request.end(init.body ?? undefined)
    })
}

/** One agent that keeps connections, one that does not; made when first needed. */
const agents = <Agent>(make: (keepAlive: boolean) => Agent): ((keepAlive: boolean) => Agent) => {
  const made = new Map<boolean, Agent>()
  return (keepAlive) => {
    const agent = made.get(keepAlive) ?? make(keepAlive)
    made.set(keepAlive, agent)
    return agent
  }
}

const collect = async (answer: http.IncomingMessage): Promise<Buffer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const toResponse = (answer: http.IncomingMessage, body: Buffer): Response => {
  const headers = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const status = answer.statusCode ?? 0
  return new Response(isBodiless(status) ? null : new Uint8Array(body), { status, headers })
}
