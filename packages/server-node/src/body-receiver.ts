import type { Admission, RequestHead, WireResponse } from "@enwrap/server"
import type { Connection } from "./connection.ts"
import type { Holdings } from "./holdings.ts"
import * as Violation from "./protocol-violation.ts"
import { announcedLength, type BodyEvents, RequestBody } from "./request-body.ts"
import type { Exchange } from "./request-queue.ts"
import { wireRequest } from "./wire-request.ts"

/** A request whose head is there. */
export interface Begun {
  readonly connection: Connection
  readonly exchange: Exchange
  readonly method: string
  readonly target: string
}

/** What a receiver needs of its listener. */
export interface BodyHost {
  /** Bytes that anyone may send, and the most of all. */
  readonly free: number
  readonly max: number
  /** What all connections hold of bodies that are not whole. */
  readonly held: Holdings<Connection>
  readonly admit: (head: RequestHead, done: (admission: Admission) => void) => void
  readonly arrived: (request: Begun, body: Uint8Array) => void
  readonly refuse: (connection: Connection, exchange: Exchange, answer: WireResponse) => void
}

/**
 * Receives a body: a small one whoever sends it, a larger one as far as the core says. One object for each request with a body,
 * with methods in the place of closures: it is on the way of most requests.
 */
export class BodyReceiver implements BodyEvents {
  readonly #host: BodyHost
  readonly #request: Begun
  readonly #goOn: (() => void) | undefined
  readonly #body: RequestBody
  #admission: Admission | undefined

  constructor(host: BodyHost, request: Begun, goOn: (() => void) | undefined) {
    this.#host = host
    this.#request = request
    this.#goOn = goOn
    const { req } = request.exchange
    this.#body = new RequestBody(req, Math.min(host.free, host.max), this)
    request.connection.receiver = this
  }

  /** Takes what comes, or asks first. */
  start(): void {
    const { connection, exchange } = this.#request
    const announced = announcedLength(exchange.req)
    if (announced === undefined || announced > this.#host.free) connection.guard()
    if (announced !== undefined && announced > this.#host.free) this.#admit()
    else this.#goOn?.()
  }

  /** How many bytes may be parsed next. */
  get appetite(): number {
    return this.#body.appetite
  }

  onWhole(bytes: Uint8Array): void {
    this.#forget()
    this.#host.arrived(this.#request, bytes)
  }

  onPart(length: number): void {
    const { held, max } = this.#host
    const { connection } = this.#request
    // A body that is allowed to be as large as any is that of someone who is known.
    if (this.#admission?.maxBytes === max) held.release(connection)
    else if (this.#isCurrent && !connection.hasLeft()) held.set(connection, length)
  }

  onSmallChunks(): void {
    this.#request.connection.alarm()
  }

  onTinyChunks(): void {
    this.refuse(Violation.tinyChunks)
    this.#request.connection.stopParsing()
  }

  onLimit(): void {
    if (this.#request.connection.admitting) return
    if (this.#admission === undefined) this.#admit()
    else this.refuse(this.#admission.beyond)
  }

  /** The next request may have begun before Node tells that this body has ended. */
  get #isCurrent(): boolean {
    return this.#request.connection.receiver === this
  }

  #forget(): void {
    if (!this.#isCurrent) return
    const { connection } = this.#request
    this.#host.held.release(connection)
    connection.receiver = undefined
  }

  refuse(answer: WireResponse): void {
    const { connection, exchange } = this.#request
    this.#body.drop()
    this.#forget()
    this.#host.refuse(connection, exchange, answer)
  }

  #admit(): void {
    const { admit, free, max } = this.#host
    const { connection, exchange, method, target } = this.#request
    if (free >= max) return this.refuse(Violation.bodyTooLarge)
    connection.admitting = true
    const head = wireRequest(exchange.req, method, target, NO_BODY, connection.remoteAddress, connection.hasLeft)
    admit(head, (admission) => {
      connection.admitting = false
      // It may have been refused meanwhile.
      if (this.#isCurrent) this.#admitted(admission)
    })
  }

  #admitted(admission: Admission): void {
    const { connection, exchange } = this.#request
    this.#admission = admission
    if ((announcedLength(exchange.req) ?? 0) > admission.maxBytes) return this.refuse(admission.beyond)
    this.#goOn?.()
    this.#body.raise(admission.maxBytes)
    connection.wake()
  }
}

const NO_BODY = new Uint8Array(0)
