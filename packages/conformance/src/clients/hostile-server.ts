import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A request that a client sent, as far as it is judged. */
export interface SeenRequest {
  readonly operation: Operation
  readonly method: string
  readonly url: string
  readonly body: string
}

export type Operation = "lookup" | "unwrap" | "other"

/** What a server does with a request. The body of the request has been read. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A server on loopback that counts what it is asked, and answers as its scenario says. */
export interface HostileServer {
  readonly address: string
  readonly seen: ReadonlyArray<SeenRequest>
  readonly close: () => Promise<void>
}

/** Starts a server on a free port of the loopback address. `onRequest` is called before a request is answered. */
export async function startServer(
  handlerOf: (operation: Operation, place: number) => Handler,
  onRequest: () => void = () => undefined
): Promise<HostileServer> {
  const seen: Array<SeenRequest> = []
  const server: Server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("error", () => undefined)
    response.on("error", () => undefined)
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8")
      const url = request.url ?? ""
      const operation = operationOf(url)
      seen.push({ operation, method: request.method ?? "", url, body: `${JSON.stringify(request.headers)}\n${body}` })
      onRequest()
      const place = seen.filter((one) => one.operation === operation).length
      handlerOf(operation, place)(request, response)
    })
  })
  server.on("clientError", (_, socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

function operationOf(url: string): Operation {
  const path = url.split("?")[0]
  if (path === "/v1/sys/wrapping/lookup") return "lookup"
  return path === "/v1/sys/wrapping/unwrap" || path === "/v1/cubbyhole/response" ? "unwrap" : "other"
}
