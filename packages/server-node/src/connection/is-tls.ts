import type { Socket } from "node:net"
import type { TLSSocket } from "node:tls"

export const isTls = (socket: Socket): boolean => (socket as Partial<TLSSocket>).encrypted === true
