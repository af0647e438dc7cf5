import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A request as the upstream saw it. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** How the upstream answers. */
export type Respond = (seen: Seen, response: ServerResponse) => void

export interface TestUpstream {
  readonly url: string
  readonly seen: Array<Seen>
  /** What is answered from now on. */
  readonly respond: (respond: Respond) => void
  readonly close: () => Promise<void>
}

/** An upstream on a free port of the loopback address; it answers 200 with nothing until it is told otherwise. */
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
