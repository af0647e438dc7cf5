import type { WireResponse } from "@enwrap/server"
import type { Connection } from "../connection/connection.ts"
import type { Turns } from "../connection/inlet.ts"
import type { Exchange } from "../connection/request-queue.ts"
import { tookTooLong } from "../response/protocol-violation.ts"
import { hasLength } from "../response/write-response.ts"
import { respondWith } from "./large-response.ts"

/** Writes the response to a request, and does what follows from it for the connection. */
export const respondOn = (
  connection: Connection,
  exchange: Exchange,
  response: WireResponse,
  isClosing: boolean,
  turns: Turns
): void => {
  const { queue } = connection
  // Its client has received 503.
  if (queue.isGivenUp) return queue.responded(exchange, 0)
  if (response.headers["retry-after"] !== undefined) queue.pause()
  // A request that takes too long is still carried out. Those behind it must not overtake it, and must not wait for as long as it
  // takes. And without a length, a client of HTTP/1.0 reads the response until the connection ends.
  if (response === tookTooLong || (exchange.req.httpVersionMinor === 0 && !hasLength(response.status))) {
    connection.closeAfter(exchange)
    queue.giveUp()
  }
  respondWith(connection, exchange, response, isLast(connection, exchange, isClosing), turns)
}

/** Whether the connection ends after this response: while the listener closes, if no other response follows it. */
const isLast = (connection: Connection, exchange: Exchange, isClosing: boolean): boolean => {
  if (connection.closesAfter(exchange)) return true
  if (!isClosing || connection.reader.detached || !connection.isLatest(exchange)) return false
  connection.startClosing()
  return true
}
