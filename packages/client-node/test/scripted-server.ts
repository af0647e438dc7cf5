import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A server that responds as a test tells it to, and records its requests. */
export interface ScriptedServer {
  readonly address: string
  readonly requests: ReadonlyArray<IncomingMessage>
  /** The number of connections that were opened. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

/** Starts a server on a free port of the loopback address. */
export const startScripted = async (
  respond: (request: IncomingMessage, response: ServerResponse, count: number) => void
): Promise<ScriptedServer> => {
  const requests: Array<IncomingMessage> = []
  let connections = 0
  const server = createServer((request, response) => {
    requests.push(request)
    request.resume()
    request.on("end", () => respond(request, response, requests.length))
  })
  server.on("connection", () => connections++)
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
