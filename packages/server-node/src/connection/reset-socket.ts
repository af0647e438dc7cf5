import type { Socket } from "node:net"
import { acceptedSocket } from "./accepted-socket.ts"

/**
 * Closes a connection with a reset: after an ordinary close, the kernel would keep responses until the client reads them.
 *
 * While a socket is being shut down, it cannot be reset. Node would report EINVAL, and would keep the handle open forever. Such a
 * connection is closed in the ordinary way.
 */
export const resetSocket = (socket: Socket): void => {
  const accepted = acceptedSocket(socket)
  // Other sockets than those of TCP cannot be reset.
  if (accepted.remoteAddress !== undefined && !isShuttingDown(socket) && !isShuttingDown(accepted))
    accepted.resetAndDestroy()
  socket.destroy()
}

const isShuttingDown = ({ writableEnded, writableFinished }: Socket): boolean => writableEnded && !writableFinished
