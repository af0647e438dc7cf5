import { randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { exitWithParent, serveParent } from "./parent.ts"

interface Wrapped {
  readonly accessor: string
  readonly ttl: number
  readonly time: string
  readonly data: unknown
}

const wrappedByToken = new Map<string, Wrapped>()

const envelope = (requestId: string, data: unknown, wrapInfo: unknown): string =>
  JSON.stringify({
    request_id: requestId,
    lease_id: "",
    renewable: false,
    lease_duration: 0,
    data,
    wrap_info: wrapInfo,
    warnings: null,
    auth: null
  })

const CREATION_PATH = "sys/wrapping/wrap"

const wrap = (ttl: number, data: unknown): string => {
  const token = `s.${randomUUID().slice(4)}`
  const accessor = randomUUID().slice(0, 24)
  const time = new Date().toISOString()
  wrappedByToken.set(token, { accessor, ttl, time, data })
  return `${envelope("", null, { token, accessor, ttl, creation_time: time, creation_path: CREATION_PATH })}\n`
}

const unwrap = (token: string): string | undefined => {
  const wrapped = wrappedByToken.get(token)
  return wrapped !== undefined && wrappedByToken.delete(token) ? envelope(randomUUID(), wrapped.data, null) : undefined
}

const lookup = (token: string): string | undefined => {
  const wrapped = wrappedByToken.get(token)
  if (wrapped === undefined) return undefined
  const { time, ttl } = wrapped
  return `${envelope(randomUUID(), { creation_path: CREATION_PATH, creation_time: time, creation_ttl: ttl }, null)}\n`
}

const bodyFor = ({ headers, url }: IncomingMessage, body: Record<string, unknown>): string | undefined => {
  switch (url) {
    case "/v1/sys/wrapping/wrap":
      return wrap(Number(headers["x-vault-wrap-ttl"]), body)
    case "/v1/sys/wrapping/unwrap":
      return unwrap(headers["x-vault-token"] as string)
    case "/v1/sys/wrapping/lookup":
      return lookup(body["token"] as string)
    default:
      return undefined
  }
}

const send = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, {
    "content-type": "application/json",
    "cache-control": "no-store",
    "content-length": Buffer.byteLength(text)
  })
  response.end(text)
}

/** Handles a request, and returns the function that sends the response. */
export type Handle = () => () => void

/**
 * The limit: the cost of `node:http` and `JSON` alone. It parses the same requests and sends responses of the same shape
 * and size as our server, with random ids, from a `Map`. It has no encryption, no checks and no expiry.
 *
 * @param begin called for each request that has arrived
 */
export const serveLimit = (begin: (handle: Handle) => void): void => {
  exitWithParent()
  const server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () =>
      begin(() => {
        const text = Buffer.concat(chunks).toString()
        const found = bodyFor(request, text === "" ? {} : (JSON.parse(text) as Record<string, unknown>))
        return () => (found === undefined ? send(response, 404, `{"errors":[]}\n`) : send(response, 200, found))
      })
    )
  })
  server.listen(0, "127.0.0.1", () => serveParent((server.address() as AddressInfo).port, "root"))
}
