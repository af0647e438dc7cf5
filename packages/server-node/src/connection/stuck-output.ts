import type { Socket } from "node:net"
import { acceptedSocket } from "./accepted-socket.ts"

/** Where Node keeps the output of a socket. */
interface Handle {
  readonly writeQueueSize?: number
  readonly bytesWritten?: number
}

const handleOf = (socket: Socket): Handle => (socket as unknown as { readonly _handle?: Handle | null })._handle ?? {}

/**
 * Finds TLS connections whose output will never be sent. If a client resets its connection while Node writes what ends the handshake,
 * Node forgets that this write has failed, and waits for it forever. It takes the reset for the end of the client's input, so a
 * response that is owed would keep the connection open until a time limit ends it, and delay a shutdown.
 */
export class StuckOutput {
  /** What looked stuck at the last check, and how many bytes had been written by then. */
  #suspects: ReadonlyMap<Socket, number> = new Map()

  /** Destroys the sockets among these that have sent nothing since the last check, although nothing was in their way. */
  check(sockets: Iterable<Socket>): void {
    const suspects = new Map<Socket, number>()
    for (const socket of sockets) {
      const bytes = bytesBefore(socket)
      if (bytes === undefined) continue
      if (this.#suspects.get(socket) === bytes) socket.destroy()
      else suspects.set(socket, bytes)
    }
    this.#suspects = suspects
  }
}

/** If a socket has output that has not been passed on to the kernel, and none is on its way: how many bytes were written before. */
const bytesBefore = (socket: Socket): number | undefined => {
  if (socket.writableLength === 0) return undefined
  const accepted = handleOf(acceptedSocket(socket))
  const isWaiting = (handleOf(socket).writeQueueSize ?? 0) > 0 && accepted.writeQueueSize === 0
  return isWaiting ? accepted.bytesWritten : undefined
}
