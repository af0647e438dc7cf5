import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A request that the upstream received. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Writes the upstream's response. */
export type Respond = (seen: Seen, response: ServerResponse) => void

export interface TestUpstream {
  readonly url: string
  readonly seen: Array<Seen>
  /** Sets the response to later requests. */
  readonly respond: (respond: Respond) => void
  readonly close: () => Promise<void>
}

/** An upstream on a free port of the loopback address. By default its responses are 200 without a body. */
export const startUpstream = async (): Promise<TestUpstream> => {
  const seen: Array<Seen> = []
  let respond: Respond = (_, response) => response.end()
  const server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const { headers, method = "", url = "" } = request
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() }
      seen.push(one)
      respond(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    respond: (next) => {
      respond = next
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}
