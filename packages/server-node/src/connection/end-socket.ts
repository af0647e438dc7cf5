import type { Socket } from "node:net"

/** How long a connection is still read after its last response, so that the client receives that response. */
const LINGER_MILLISECONDS = 1000

/** Input that is read after the last response and ignored, so that the client receives that response. */
export const MAX_DISCARDED_BYTES = 8 * 1024 * 1024

/**
 * Ends a socket that nothing else reads, after one last response if one is given. The client may still be sending; its input is
 * read for a while, because a connection that is closed on unread bytes is reset, and the response is lost.
 */
export const endSocket = (socket: Socket, response?: string): void => {
  discardInput(socket)
  if (response === undefined) socket.end()
  else socket.end(response)
  destroyLater(socket)
}

/** Reads and ignores what arrives, up to a limit. */
export const discardInput = (socket: Socket): void => {
  let discarded = 0
  socket.on("data", (chunk: Uint8Array) => {
    discarded += chunk.length
    if (discarded > MAX_DISCARDED_BYTES) socket.pause()
  })
  socket.resume()
}

const dying = new WeakSet<Socket>()

/** Destroys a socket that the client does not close within a second. */
export const destroyLater = (socket: Socket): void => {
  if (dying.has(socket)) return
  dying.add(socket)
  const timer = setTimeout(() => socket.destroy(), LINGER_MILLISECONDS)
  socket.once("close", () => clearTimeout(timer))
}
