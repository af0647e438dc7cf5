import { internalErrorResponse, type WireResponse } from "@enwrap/server"
import type { Socket } from "node:net"
import type { Connection } from "../connection/connection.ts"
import type { Pump, Turns } from "../connection/inlet.ts"
import type { Exchange } from "../connection/request-queue.ts"
import { bodyOf, PART_BYTES, writeHeadOf, writeResponse } from "../response/write-response.ts"

/**
 * Writes a response in parts, each when the kernel has accepted the one before, and in turns with other connections. So a
 * thousand responses of a megabyte delay nobody, and no part waits in memory for a client that does not read.
 */
class LargeResponse implements Pump {
  readonly #connection: Connection
  readonly #exchange: Exchange
  readonly #response: WireResponse
  readonly #last: boolean
  readonly #turns: Turns
  /** Defined when the head has been written. */
  #body: Uint8Array | undefined
  #written = 0

  constructor(connection: Connection, exchange: Exchange, response: WireResponse, last: boolean, turns: Turns) {
    this.#connection = connection
    this.#exchange = exchange
    this.#response = response
    this.#last = last
    this.#turns = turns
  }

  get socket(): Socket {
    return this.#connection.socket
  }

  /** Writes the next part. */
  pump(): void {
    const { res } = this.#exchange
    if (res.destroyed) return
    try {
      this.#body ??= writeHeadOf(res, this.#response, this.#last)
    } catch {
      return writeResponse(res, internalErrorResponse, this.#last)
    }
    const part = this.#body.subarray(this.#written, this.#written + PART_BYTES)
    this.#written += part.length
    res.write(part, this.#onAccepted)
  }

  readonly #onAccepted = (error?: Error | null): void => {
    const { res } = this.#exchange
    if ((error ?? undefined) !== undefined || res.destroyed) return
    if (this.#written < this.#body!.length) this.#turns.add(this)
    // Node would close the socket now, and the kernel would keep what the client does not read. So the client closes it.
    else if (this.#last || !res.shouldKeepAlive) this.#connection.end()
    else res.end()
  }
}

/**
 * Writes a response.
 *
 * @param last whether the connection ends after it
 */
export const respondWith = (
  connection: Connection,
  exchange: Exchange,
  response: WireResponse,
  last: boolean,
  turns: Turns
): void => {
  const { req, res } = exchange
  const bytes = req.method === "HEAD" ? 0 : bodyOf(response).length
  if (bytes > PART_BYTES) turns.add(new LargeResponse(connection, exchange, response, last, turns))
  else {
    try {
      writeResponse(res, response, last)
    } catch {
      // A header that cannot be sent. Nothing has been written yet.
      writeResponse(res, internalErrorResponse, last)
    }
  }
  connection.responded(exchange, bytes)
}
