import type { Server } from "node:http"
import { Server as NetServer } from "node:net"
import type { Connections } from "../connection/connections.ts"
import type { RequestRunner } from "../request/request-runner.ts"

/**
 * Accepts no more connections, and ends each as soon as it owes no response. Waits until all have ended and all requests are finished,
 * or for this many milliseconds.
 */
export const drain = async (
  server: Server,
  connections: Connections,
  runner: RequestRunner,
  drainTimeout: number
): Promise<void> => {
  const quiet = new Promise<void>((resolve) => {
    // HTTP's own `Server.close` would also cut connections whose response is written but not yet sent.
    NetServer.prototype.close.call(server, () => runner.whenQuiet(resolve))
  })
  connections.forEach((connection) => {
    connection.onIdle = () => connection.closeIfIdle()
    connection.closeIfIdle()
  })
  connections.destroyHandshakes()
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, drainTimeout)
  })
  await Promise.race([quiet, patience])
  clearTimeout(timer)
}
