import type { Server } from "node:https"
import type { TLSSocket } from "node:tls"

/** Key updates of one connection in a minute. Clients make one after millions of records, if at all. */
const MAX_A_MINUTE = 32
const MINUTE = 60_000

/** What OpenSSL calls the secret of a client that has changed its key. */
const UPDATE = "CLIENT_TRAFFIC_SECRET_N"

/**
 * Closes connections whose clients change their key again and again. In TLS 1.3, a record of 27 bytes is enough for that, and OpenSSL
 * carries out as many as have arrived before it returns: a few megabytes would stop all other clients for seconds. Only the event for
 * debuggers of TLS shows them. It passes on secrets, which are overwritten at once.
 */
export const limitKeyUpdates = (server: Server): void => {
  const counts = new WeakMap<TLSSocket, { readonly since: number; updates: number }>()
  server.on("keylog", (line: Buffer, socket: TLSSocket) => {
    const isUpdate = line.toString("latin1", 0, UPDATE.length) === UPDATE
    line.fill(0)
    if (!isUpdate) return
    const now = performance.now()
    let count = counts.get(socket)
    if (count === undefined || now - count.since > MINUTE) counts.set(socket, (count = { since: now, updates: 0 }))
    if (++count.updates > MAX_A_MINUTE) socket.destroy()
  })
}
