import {
  type Admission,
  type EnwrapServer,
  internalErrorResponse,
  type RequestHead,
  whereItFailed,
  type WireRequest,
  type WireResponse
} from "@enwrap/server"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import { Fifo } from "./fifo.ts"

/** A request that has arrived, and what is to be called. */
interface Waiting {
  readonly request: WireRequest
  readonly begun: () => void
  readonly done: (answer: WireResponse) => void
}

/** So many requests, or requests for so long, are carried out before the answers of the first are written. */
const BATCH = 16
const BATCH_MILLISECONDS = 8
/** Bytes of a body above which a request is likely to take longer than others. */
const HEAVY_BYTES = 4096

/**
 * Runs each request in one fiber of its own, from end to end: nothing interrupts it, and a client that goes away doesn't
 * end it.
 *
 * Requests that arrive in the same turn of the event loop are carried out one right after the other, and only then are their
 * answers written: between reads and writes of sockets, each of which leaves the processor's caches to the kernel, a request
 * takes twice the time. A single request waits for nothing but the end of the turn. Requests with a large body wait for those
 * without, but for one in each turn.
 */
export class RequestRunner {
  readonly #server: EnwrapServer
  readonly #fork: ReturnType<typeof Effect.runForkWith<never>>
  readonly #light = new Fifo<Waiting>()
  readonly #heavy = new Fifo<Waiting>()
  #scheduled = false
  #running = 0
  #whenQuiet: (() => void) | undefined

  constructor(server: EnwrapServer, services: Context.Context<never>) {
    this.#server = server
    this.#fork = Effect.runForkWith(services)
  }

  /** Calls `begun` and then `done` with the answer, both later. Requests begin in the order in which they are given. */
  run(request: WireRequest, begun: () => void, done: (answer: WireResponse) => void): void {
    this.#running++
    const queue = request.body.length > HEAVY_BYTES ? this.#heavy : this.#light
    queue.push({ request, begun, done })
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(this.#runArrived)
  }

  readonly #runArrived = (): void => {
    const end = performance.now() + BATCH_MILLISECONDS
    const begun: Array<readonly [fiber: Fiber.Fiber<WireResponse>, done: Waiting["done"]]> = []
    const first = this.#heavy.shift()
    for (
      let next = first ?? this.#next();
      next !== undefined;
      next = begun.length < BATCH && performance.now() < end ? this.#next() : undefined
    ) {
      const { done, request } = next
      // The next of the same connection takes its place behind those of others.
      next.begun()
      begun.push([this.#fork(Effect.suspend(() => this.#server.handle(request))), done])
    }
    this.#scheduled = false
    // The others' turn is the next: in between sockets are read and written.
    if (this.#light.length + this.#heavy.length > 0) this.#schedule()
    for (const [fiber, done] of begun) this.#whenDone(fiber, done)
  }

  #next(): Waiting | undefined {
    return this.#light.shift() ?? this.#heavy.shift()
  }

  #whenDone(fiber: Fiber.Fiber<WireResponse>, done: Waiting["done"]): void {
    const exit = fiber.pollUnsafe()
    if (exit === undefined) fiber.addObserver((exit) => this.#finish(exit, done))
    else this.#finish(exit, done)
  }

  #finish(exit: Exit.Exit<WireResponse>, done: Waiting["done"]): void {
    this.#running--
    if (Exit.isSuccess(exit)) done(exit.value)
    else {
      this.#fork(Effect.logError("A request died", whereItFailed(exit.cause)))
      done(internalErrorResponse)
    }
    if (this.#running === 0) this.#whenQuiet?.()
  }

  /** Asks how much of a request's body may be read. */
  admit(head: RequestHead, done: (admission: Admission) => void): void {
    const fiber = this.#fork(this.#server.admit(head))
    fiber.addObserver((exit) =>
      done(Exit.isSuccess(exit) ? exit.value : { maxBytes: 0, beyond: internalErrorResponse })
    )
  }

  /** Calls back once no request runs. */
  whenQuiet(then: () => void): void {
    if (this.#running === 0) then()
    else this.#whenQuiet = then
  }
}
