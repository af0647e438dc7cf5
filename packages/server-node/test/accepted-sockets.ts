import { subscribe } from "node:diagnostics_channel"
import type { Socket } from "node:net"
import { setImmediate } from "node:timers/promises"

/** The sockets that the servers of this process have accepted, by the port of their clients. */
const accepted = new Map<number, Socket>()
subscribe("net.server.socket", (message) => {
  const { socket } = message as { readonly socket: Socket }
  if (socket.remotePort !== undefined) accepted.set(socket.remotePort, socket)
})

/** The socket that a server of this process has accepted from a client at this port. */
export const acceptedFrom = (port: number): Socket | undefined => accepted.get(port)

/** More turns of the event loop than the server needs to parse a few kilobytes, and to begin a request. */
const TURNS = 20

/**
 * Resolves when a server of this process has read and parsed all that a client has sent. It must not be more than what the server
 * reads at once.
 *
 * @param transport the connection below TLS
 */
export const handledBy = async (client: Socket, transport: Socket = client): Promise<void> => {
  const isRead = (): boolean => {
    const socket = accepted.get(transport.localPort!)
    return client.writableLength === 0 && socket !== undefined && socket.bytesRead >= transport.bytesWritten
  }
  while (!isRead() && !client.destroyed) await setImmediate()
  for (let turn = 0; turn < TURNS; turn++) await setImmediate()
}
