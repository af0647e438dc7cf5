import * as http from "node:http"
import * as https from "node:https"
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from "node:zlib"

/** `X-VAULT-TOKEN`, or `X-Vault-Token`. Names are in lower case otherwise. */
export type HeaderSpelling = "upper case" | "capitalized"

/** An HTTP request. `path` is below `/v1/`, and includes the query. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  /** Header names are in lower case, but see `spelling`. */
  readonly headers: Readonly<Record<string, string>>
  /** How the names of headers are sent. */
  readonly spelling?: HeaderSpelling
  /** Headers that are sent a second time, with these values. */
  readonly duplicateHeaders?: Readonly<Record<string, string>>
  readonly body?: string
  /** Whether 429, or 503 with `Retry-After`, is the answer, and not a reason to wait. */
  readonly noRetry?: boolean
}

/** An HTTP response. The body is decompressed, decoded as UTF-8, and otherwise unchanged. */
export interface WireResponse {
  readonly status: number
  /** The text beside the status, if the transport knows it. */
  readonly reason?: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Earlier attempts, to which the server answered that it had no time. */
  readonly earlier?: ReadonlyArray<{ readonly request: WireRequest; readonly response: WireResponse }>
}

/** One connection, which is kept alive between requests if the server permits it. */
export interface Connection {
  readonly send: (request: WireRequest) => Promise<WireResponse>
  readonly close: () => void
}

/** Sends requests to the server under test: without retries or redirects, and with a new connection for each. */
export interface Transport {
  readonly send: (request: WireRequest) => Promise<WireResponse>
  /** Sends requests as concurrently as possible: completes the first one only when all have a connection. */
  readonly sendTogether: (requests: ReadonlyArray<WireRequest>) => Promise<ReadonlyArray<WireResponse>>
  /** Opens a connection for several requests, one after the other. Cases that need it are skipped without it. */
  readonly connect?: () => Connection
}

/** There is no response that can be read: connection refused or reset, not HTTP, or timed out. `code` is Node's, such as `ECONNREFUSED`. */
export class NoResponse extends Error {
  override readonly name = "NoResponse"
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Whether the server did respond, but with something that is not HTTP, or cannot be decoded. */
export const isUnreadable = (code: string): boolean => /^(HPE_|EMSGSIZE|EBADCODING)/.test(code)

/** Codes that mean that the server is not running. They say nothing about its conformance. */
export const UNREACHABLE: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN"
])

/** How to check the certificate of the server, and the client's own certificate: options of `node:tls`. */
export interface TlsOptions {
  /** The certificates of the authorities that the server's certificate may be from, in PEM; those of Node.js if absent. */
  readonly ca?: string | ReadonlyArray<string> | undefined
  /** The client's certificate, in PEM. */
  readonly cert?: string | undefined
  /** The key of the client's certificate, in PEM. */
  readonly key?: string | undefined
  /** The name that the server's certificate must have, if it is not the host of the address. */
  readonly servername?: string | undefined
  /** `false` accepts any certificate. */
  readonly rejectUnauthorized?: boolean | undefined
}

/** How requests reach the server. */
export interface HttpOptions {
  readonly tls?: TlsOptions | undefined
  /** The namespace of each request that names none. */
  readonly namespace?: string | undefined
  readonly timeoutMs?: number | undefined
}

/** How long to wait for a response, unless the caller says otherwise. */
export const TIMEOUT_MS = 20_000

/** The largest body that is read. No response of the protocol to a request of the suite is nearly as large. */
const MAX_BODY_BYTES = 16 * 1024 * 1024

/**
 * Sends HTTP/1.1 requests to a server such as `http://127.0.0.1:8200`. A path in the URL is a prefix of all paths.
 */
export function httpTransport(base: URL, options: HttpOptions = {}): Transport {
  const start = (request: WireRequest): Started => startRequest(base, options, request)
  return {
    async send(request) {
      const started = start(request)
      started.finish()
      return started.response
    },
    async sendTogether(requests) {
      const all = requests.map(start)
      const responses = Promise.allSettled(all.map((one) => one.response))
      await Promise.allSettled(all.map((one) => one.connected))
      for (const one of all) one.finish()
      return (await responses).map((outcome) => {
        if (outcome.status === "rejected") throw outcome.reason
        return outcome.value
      })
    },
    connect() {
      const agent = new (base.protocol === "https:" ? https : http).Agent({ keepAlive: true, maxSockets: 1 })
      return {
        async send(request) {
          // A server that closes the connection after its response gets the time to do so.
          await new Promise((resolve) => setTimeout(resolve, REST_MS))
          const started = startRequest(base, options, request, agent)
          started.finish()
          return started.response
        },
        close: () => agent.destroy()
      }
    }
  }
}

/** How long a connection rests before its next request. */
const REST_MS = 10

interface Started {
  readonly connected: Promise<void>
  readonly finish: () => void
  readonly response: Promise<WireResponse>
}

function startRequest(
  base: URL,
  { namespace, timeoutMs = TIMEOUT_MS, tls }: HttpOptions,
  { method, path, headers: once, spelling, duplicateHeaders = {}, body }: WireRequest,
  // A new connection for each request: if the server closed one that is kept alive, the response would seem lost.
  agent: http.Agent | false = false
): Started {
  const lowerCase = {
    ...(namespace !== undefined && { "x-vault-namespace": namespace }),
    ...once,
    ...Object.fromEntries(Object.entries(duplicateHeaders).map(([name, value]) => [name, [once[name] ?? value, value]]))
  }
  const headers = Object.fromEntries(Object.entries(lowerCase).map(([name, value]) => [spelled(name, spelling), value]))
  const secure = base.protocol === "https:"
  const payload = body === undefined ? undefined : Buffer.from(body, "utf8")
  const hasLength = payload !== undefined && once["transfer-encoding"] === undefined
  const request = (secure ? https : http).request({
    host: base.hostname.replace(/^\[|\]$/g, ""),
    port: base.port || (secure ? 443 : 80),
    method,
    path: `${base.pathname.replace(/(?<!\/)\/+$/, "")}/v1/${path}`,
    agent,
    ...(secure && tls !== undefined && nodeTls(tls)),
    headers: hasLength ? { ...headers, "content-length": String(payload.length) } : headers
  })
  const response = new Promise<WireResponse>((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException): void => reject(new NoResponse(cause.code ?? "EUNKNOWN", cause.message))
    request.on("error", fail)
    request.on("upgrade", (message, socket) => {
      socket.destroy()
      reject(new NoResponse("EUPGRADE", `the server switched the protocol (${message.statusCode})`))
    })
    request.on("response", (message) => {
      const chunks: Array<Buffer> = []
      let size = 0
      message.on("data", (chunk: Buffer) => {
        size += chunk.length
        if (size <= MAX_BODY_BYTES) chunks.push(chunk)
        else
          request.destroy(
            Object.assign(new Error(`the body has more than ${MAX_BODY_BYTES} bytes`), { code: "EMSGSIZE" })
          )
      })
      message.on("error", fail)
      message.on("end", () => {
        try {
          resolve({
            status: message.statusCode ?? 0,
            reason: message.statusMessage ?? "",
            headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
            text: decompress(Buffer.concat(chunks), message.headers["content-encoding"]).toString("utf8")
          })
        } catch {
          const encoding = message.headers["content-encoding"]
          reject(new NoResponse("EBADCODING", `the body is not ${encoding}, or has more than ${MAX_BODY_BYTES} bytes`))
        }
      })
    })
    const timer = setTimeout(
      () =>
        request.destroy(Object.assign(new Error(`no response within ${timeoutMs / 1000} s`), { code: "ETIMEDOUT" })),
      timeoutMs
    )
    request.on("close", () => clearTimeout(timer))
  })
  const connected = new Promise<void>((resolve) => {
    request.on("close", resolve)
    request.on("socket", (socket) => socket.once(secure ? "secureConnect" : "connect", resolve))
  })
  if (payload !== undefined) request.flushHeaders()
  return { connected, response, finish: () => void request.end(payload) }
}

const spelled = (name: string, spelling: HeaderSpelling | undefined): string =>
  spelling === undefined
    ? name
    : spelling === "upper case"
      ? name.toUpperCase()
      : name.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase())

/** Node.js declares a mutable list. */
const nodeTls = ({ ca, ...rest }: TlsOptions): https.RequestOptions => ({
  ...rest,
  ...(ca !== undefined && { ca: typeof ca === "string" ? ca : [...ca] })
})

/** The suite does not ask for compression, but a proxy may compress all the same. */
function decompress(body: Buffer, encoding = "identity"): Buffer {
  if (body.length === 0) return body
  const limit = { maxOutputLength: MAX_BODY_BYTES }
  switch (encoding.trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
      return gunzipSync(body, limit)
    case "deflate":
      return inflateSync(body, limit)
    case "br":
      return brotliDecompressSync(body, limit)
    case "zstd":
      return zstdDecompressSync(body, limit)
    default:
      return body
  }
}
