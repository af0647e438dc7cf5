import type { WireResponse } from "@enwrap/server"
import type { Socket } from "node:net"
import type { Bounds } from "../connection/bounds.ts"
import type { Connection } from "../connection/connection.ts"
import type { Faults } from "../connection/faults.ts"
import type { Holdings } from "../connection/holdings.ts"
import type { BegunRequest, Exchange } from "../connection/request-queue.ts"
import { WholeReaders } from "../connection/whole-readers.ts"
import { WholeReader, type WholeReaderHost } from "../connection/whole-reader.ts"
import { fieldIn, type WholeRequest, type WholeRequestBounds } from "../connection/whole-request.ts"
import type { WholeResponse } from "../connection/whole-response.ts"
import type { Limits } from "../limits.ts"
import { isWrappingOfPage, type ReceivedHead } from "../request/wire-request.ts"
import * as Violation from "../response/protocol-violation.ts"
import { rawResponse } from "../response/write-response.ts"

/** What whole requests need from their listener. */
export interface WholeRequestsHost {
  readonly faults: Faults
  /** The listener accepts no new requests. */
  readonly isClosing: () => boolean
  /** The address of the client: a response refuses the request. */
  readonly addressOf: (connection: Connection, forwardedFor: string | undefined) => string | WireResponse
  readonly received: (head: ReceivedHead, body: Uint8Array) => void
  /** Makes Node's HTTP server read a socket. */
  readonly attach: (socket: Socket) => void
}

const COMPLETE: BegunRequest = { complete: true }

/** Begins the requests of a listener that are read whole. It refuses none: what it cannot begin, Node's HTTP server reads. */
export class WholeRequests implements WholeReaderHost {
  readonly readers: WholeReaders
  readonly bounds: WholeRequestBounds
  readonly faults: Faults
  readonly held: Holdings<Socket>
  readonly #host: WholeRequestsHost

  constructor(limits: Limits, bounds: WholeRequestBounds, { heads }: Bounds, host: WholeRequestsHost) {
    this.readers = new WholeReaders(limits)
    this.bounds = bounds
    this.faults = host.faults
    this.held = heads
    this.#host = host
  }

  /** Reads a new connection, or returns `false`. */
  read(connection: Connection): boolean {
    return connection.reader.readWhole(new WholeReader(connection, this))
  }

  begin(connection: Connection, request: WholeRequest, response: WholeResponse): Exchange | undefined {
    const { body, fields, headBytes, method, target } = request
    if (this.#host.isClosing() || isWrappingOfPage(fieldIn(fields, "origin"), target)) return undefined
    const remoteAddress = this.#host.addressOf(connection, fieldIn(fields, "x-forwarded-for"))
    if (typeof remoteAddress !== "string") return undefined
    const exchange = connection.begin(COMPLETE, response, headBytes)
    this.#host.received(
      { connection, exchange, method, target, header: (name) => fieldIn(fields, name), remoteAddress },
      body
    )
    return exchange
  }

  leave(connection: Connection): void {
    connection.noteUnread()
    connection.reader.attach(this.#host.attach)
    connection.socket.resume()
  }

  timedOut(connection: Connection): void {
    connection.reader.detach()
    connection.close(rawResponse(Violation.timedOut))
  }

  stop(): void {
    this.readers.stop()
  }
}
