import type { Socket } from "node:net"
import { endSocket } from "../connection/end-socket.ts"

/** The response of Go's `net/http`, and so of the original. */
const RESPONSE = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"

/** What requests begin with. A TLS handshake begins with the byte 22. */
const BEGINNINGS = ["GET ", "HEAD ", "POST ", "PUT ", "PATCH ", "DELETE ", "LIST ", "SCAN ", "OPTIONS "]
const LONGEST_BEGINNING = Math.max(...BEGINNINGS.map((beginning) => beginning.length))

const ignore = (): void => {}

/**
 * Starts TLS on a new connection when its first bytes have arrived. If they are the beginning of an HTTP request, its client
 * has forgotten `https://`: it gets a response that says so, and the connection ends. OpenSSL recognises only some methods, and
 * the connection is closed by the time it reports them.
 *
 * @param whenHttp called if they are
 */
export const beginTls = (
  socket: Socket,
  startTls: (socket: Socket) => void,
  whenHttp: (socket: Socket) => void
): void => {
  // Above the limit of connections.
  if (!socket.writable) return
  let received: Buffer = Buffer.alloc(0)
  const read = (): void => {
    const chunk = socket.read() as Buffer | null
    if (chunk === null) return
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const start = received.toString("latin1", 0, LONGEST_BEGINNING)
    const isHttp = BEGINNINGS.some((beginning) => start.startsWith(beginning))
    if (!isHttp && BEGINNINGS.some((beginning) => beginning.startsWith(start))) return
    socket.removeListener("readable", read)
    socket.removeListener("end", leave)
    if (isHttp) {
      whenHttp(socket)
      return endSocket(socket, RESPONSE)
    }
    socket.unshift(received)
    startTls(socket)
  }
  const leave = (): void => void socket.destroy()
  socket.on("error", ignore)
  socket.on("readable", read)
  socket.on("end", leave)
}
