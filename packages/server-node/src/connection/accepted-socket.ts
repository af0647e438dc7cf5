import type { Socket } from "node:net"

/**
 * The socket that the listener accepted: over TLS, the one below that of TLS, otherwise the socket itself. It is the one that knows
 * its peer once the connection is closed, and that can be reset. Node has no public way to it, but its own timers need this property.
 */
export const acceptedSocket = (socket: Socket): Socket =>
  (socket as Socket & { readonly _parent?: Socket | null })._parent ?? socket
