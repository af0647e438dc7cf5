import * as http from "node:http"
import * as https from "node:https"

/** A request as it goes over the wire; `path` stands below `/v1/` and holds the query. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Headers that stand there a second time, with this value. */
  readonly duplicateHeaders?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What came back, byte for byte but for the decoding of UTF-8. */
export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** How the suite speaks to the server under test: no retries, no redirects, a connection of its own for each request. */
export interface Transport {
  readonly send: (request: WireRequest) => Promise<WireResponse>
  /** Sends all requests as close to each other as can be: each is held back before its last byte until all are connected. */
  readonly sendTogether: (requests: ReadonlyArray<WireRequest>) => Promise<ReadonlyArray<WireResponse>>
}

/** The server gave no answer: refused, reset, no HTTP, or too late. `code` is Node's, such as `ECONNREFUSED`. */
export class NoResponse extends Error {
  override readonly name = "NoAnswer"
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const TIMEOUT_MS = 20_000

/** Speaks HTTP/1.1 to a server such as `http://127.0.0.1:8200`; a path in the URL is kept as a prefix. */
export function httpTransport(base: URL): Transport {
  const start = (request: WireRequest): Started => startRequest(base, request)
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
    }
  }
}

interface Started {
  readonly connected: Promise<void>
  readonly finish: () => void
  readonly response: Promise<WireResponse>
}

function startRequest(base: URL, { method, path, headers: once, duplicateHeaders = {}, body }: WireRequest): Started {
  const headers = {
    ...once,
    ...Object.fromEntries(Object.entries(duplicateHeaders).map(([name, value]) => [name, [once[name] ?? value, value]]))
  }
  const secure = base.protocol === "https:"
  const payload = body === undefined ? undefined : Buffer.from(body, "utf8")
  const request = (secure ? https : http).request({
    host: base.hostname.replace(/^\[|\]$/g, ""),
    port: base.port || (secure ? 443 : 80),
    method,
    path: `${base.pathname.replace(/\/+$/, "")}/v1/${path}`,
    // One connection for each request: a kept one that the server closes would look like a lost answer.
    agent: false,
    headers: payload === undefined ? headers : { ...headers, "content-length": String(payload.length) }
  })
  const answer = new Promise<WireResponse>((resolve, reject) => {
    const noAnswer = (cause: NodeJS.ErrnoException): void =>
      reject(new NoResponse(cause.code ?? "EUNKNOWN", cause.message))
    request.on("error", noAnswer)
    request.on("response", (response) => {
      const chunks: Array<Buffer> = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("error", noAnswer)
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
          text: Buffer.concat(chunks).toString("utf8")
        })
      )
    })
    request.setTimeout(TIMEOUT_MS, () =>
      request.destroy(Object.assign(new Error(`no response within ${TIMEOUT_MS / 1000} s`), { code: "ETIMEDOUT" }))
    )
  })
  const connected = new Promise<void>((resolve) => {
    request.on("close", resolve)
    request.on("socket", (socket) => socket.once(secure ? "secureConnect" : "connect", resolve))
  })
  if (payload !== undefined) request.flushHeaders()
  return { connected, response: answer, finish: () => void request.end(payload) }
}
