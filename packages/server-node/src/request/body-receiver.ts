import type { Admission, RequestHead, WireResponse } from "@enwrap/server"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Socket } from "node:net"
import type { Connection } from "../connection/connection.ts"
import type { Faults } from "../connection/faults.ts"
import type { Holdings } from "../connection/holdings.ts"
import type { Receiver } from "../connection/receiver.ts"
import * as Violation from "../response/protocol-violation.ts"
import { announcedLength, type BodyEvents, RequestBody } from "./request-body.ts"
import type { Exchange } from "../connection/request-queue.ts"
import { readLittle } from "../connection/shared-read-buffer.ts"
import { type ReceivedHead, wireRequest } from "./wire-request.ts"

/** A request that Node's HTTP server reads, and its response. */
export type NodeExchange = Exchange<IncomingMessage, ServerResponse>

/** The head of a request that Node's HTTP server reads. */
export interface NodeHead extends ReceivedHead {
  readonly exchange: NodeExchange
}

/** What a receiver needs from its listener. */
export interface BodyHost {
  /** Bytes that anyone may send. */
  readonly free: number
  /** Bytes that no body may exceed. */
  readonly max: number
  /** Bytes that the core allows a sender that is authenticated. */
  readonly authenticated: number
  readonly faults: Faults
  /** What all connections hold of incomplete bodies. */
  readonly held: Holdings<Socket>
  /** Whether there are too many complete requests for another large body without an authenticated sender. */
  readonly isFull: () => boolean
  readonly admit: (head: RequestHead, done: (admission: Admission) => void) => void
  readonly received: (head: ReceivedHead, body: Uint8Array) => void
  readonly refuse: (connection: Connection, exchange: NodeExchange, response: WireResponse) => void
}

/**
 * Receives a body: a small one from anyone, and of a larger one as much as the core allows. One object per request with a
 * body, with methods instead of closures, because most requests have one.
 */
export class BodyReceiver implements BodyEvents, Receiver {
  readonly #host: BodyHost
  readonly #head: NodeHead
  /** Until it has been called. */
  #sendContinue: (() => void) | undefined
  readonly #body: RequestBody
  #admission: Admission | undefined
  /** The core is deciding how much of the body may be received. */
  #isPending = false
  /** The request has been refused. */
  #isRefused = false
  /** Parsing the rest of the body costs far more than its bytes. */
  #isCostly = false

  /** @param sendContinue asks a client that waits for it to send the body */
  constructor(host: BodyHost, head: NodeHead, sendContinue: (() => void) | undefined) {
    this.#host = host
    this.#head = head
    this.#sendContinue = sendContinue
    const { req } = head.exchange
    this.#body = new RequestBody(req, Math.min(host.free, host.max), this, host.faults)
    head.connection.receiver = this
  }

  /** Receives the body, or first asks the core whether it may. */
  start(): void {
    const { connection, exchange } = this.#head
    const announced = announcedLength(exchange.req)
    if (announced === undefined || announced > this.#host.free) connection.reader.guard()
    if (announced !== undefined && announced > this.#host.free) this.#admit()
    else this.#continue()
  }

  #continue(): void {
    this.#sendContinue?.()
    this.#sendContinue = undefined
  }

  get bytesAllowed(): number {
    return this.#body.bytesAllowed
  }

  /** Only an authenticated sender may send a body of the largest size. */
  get isAuthenticated(): boolean {
    return this.#admission?.maxBytes === this.#host.authenticated
  }

  onComplete(bytes: Uint8Array): void {
    this.#release()
    this.#host.received(this.#head, bytes)
  }

  onPart(length: number): void {
    const { held } = this.#host
    const { connection } = this.#head
    if (this.isAuthenticated) held.release(connection.socket)
    else if (this.#isCurrent && !connection.hasLeft()) held.set(connection.socket, length)
  }

  onSmallChunks(): void {
    this.#isCostly = true
    this.#head.connection.alarm()
    readLittle(this.#head.connection.socket)
  }

  onTinyChunks(): void {
    this.#isCostly = true
    this.refuse(Violation.tinyChunks)
  }

  onLimit(): void {
    if (this.#isPending) return
    if (this.#admission === undefined) this.#admit()
    else this.refuse(this.#admission.maxBytes > this.#host.max ? Violation.bodyTooLarge : this.#admission.beyond)
  }

  /** The next request may have begun before Node reports the end of this body, or before its size has been allowed. */
  get #isCurrent(): boolean {
    return this.#head.connection.receiver === this
  }

  #release(): void {
    if (!this.#isCurrent) return
    const { connection } = this.#head
    this.#host.held.release(connection.socket)
    connection.receiver = undefined
  }

  refuse(response: WireResponse): void {
    if (this.#isRefused) return
    const { connection, exchange } = this.#head
    this.#isRefused = true
    this.#body.drop()
    this.#release()
    this.#host.refuse(connection, exchange, response)
    if (this.#isCostly) connection.reader.stopParsing()
  }

  #admit(): void {
    const { admit, faults, free, max } = this.#host
    const { connection } = this.#head
    if (free >= max) return this.refuse(Violation.bodyTooLarge)
    this.#isPending = true
    connection.admissions++
    const head = wireRequest(this.#head, NO_BODY)
    admit(
      head,
      faults.guard(connection.socket, (admission) => this.#admitted(admission))
    )
  }

  #admitted(admission: Admission): void {
    const { connection, exchange } = this.#head
    this.#isPending = false
    connection.admissions--
    // The body may have been refused meanwhile, or its connection given up.
    if (this.#isRefused || connection.queue.isGivenUp || connection.hasLeft()) return connection.reader.wake()
    this.#admission = admission
    const { authenticated, free, isFull } = this.#host
    const { beyond, maxBytes } = admission
    if ((announcedLength(exchange.req) ?? 0) > maxBytes) return this.refuse(beyond)
    if (maxBytes > free && maxBytes !== authenticated && isFull()) return this.refuse(Violation.overloaded)
    this.#continue()
    this.#body.raise(Math.min(maxBytes, this.#host.max))
    connection.reader.wake()
  }
}

const NO_BODY = new Uint8Array(0)
