import type { Socket } from "node:net"

/** The address of the peer. An IPv4 address that is mapped to IPv6 is given as IPv4. */
export const peerAddress = (socket: Socket): string => (socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/, "")
