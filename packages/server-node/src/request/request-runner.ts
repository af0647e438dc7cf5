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
import { Fifo } from "../collections/fifo.ts"
import type { Progress } from "../connection/request-queue.ts"
import { overloaded } from "../response/protocol-violation.ts"
import { StayAwake } from "./stay-awake.ts"

/** A complete request, and its callbacks. */
interface Job {
  readonly request: WireRequest
  readonly progress: Progress
  readonly done: (response: WireResponse) => void
}

type Ended = readonly [job: Job, exit: Exit.Exit<WireResponse>]

/** The number of requests that are carried out, and the time, before the response to the first is written. */
const BATCH = 64
const BATCH_MILLISECONDS = 8
/** A request with a body above this size probably takes longer than others. */
const HEAVY_BYTES = 4096
/** From this number of unfinished requests on, the server counts as busy. */
const MANY = 8
/** A busy server gathers requests for this many milliseconds, or until so many wait. */
const GATHERED_FOR = 0.5
const ENOUGH = 24
/** Requests are finished in any case. To say so here spares each of them a step. */
const UNINTERRUPTIBLE = { uninterruptible: true } as const
/** The connection of the request has ended with a 503. */
const notWanted = Effect.succeed(overloaded)

/**
 * Runs each request in one fiber, from start to end. Nothing interrupts it, not even a client that leaves.
 *
 * Requests that arrive in the same turn of the event loop are carried out one after the other before any response is written.
 * Between reads and writes of sockets, after which the processor's caches hold the kernel's data, a request would take twice
 * the time. A single request waits only for the end of the turn. On a busy server, requests wait as long as each turn brings
 * more, until the first turn that ends after half a millisecond. Requests with a large body wait for the others, except for one in
 * each turn.
 */
export class RequestRunner {
  readonly #server: EnwrapServer
  readonly #fork: ReturnType<typeof Effect.runForkWith<never>>
  readonly #light = new Fifo<Job>()
  readonly #heavy = new Fifo<Job>()
  #ended: Array<Ended> = []
  #scheduled = false
  #running = 0
  readonly #awake = new StayAwake(() => this.#running >= MANY)
  #whenQuiet: (() => void) | undefined

  constructor(server: EnwrapServer, services: Context.Context<never>) {
    this.#server = server
    this.#fork = Effect.runForkWith(services)
  }

  /**
   * Reports the progress of the request, and calls `done` with the response, asynchronously. Requests begin in the order of the
   * calls. One that is no longer wanted is not carried out.
   */
  run(request: WireRequest, progress: Progress, done: (response: WireResponse) => void): void {
    this.#running++
    const queue = request.body.length > HEAVY_BYTES ? this.#heavy : this.#light
    queue.push({ request, progress, done })
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    if (this.#running < MANY) setImmediate(this.#runArrived)
    else this.#gather()
  }

  /**
   * Waits for a turn that brings no more requests, or until there are enough. The more requests a busy server carries out together, the
   * less often it wakes its threads.
   */
  #gather(): void {
    const until = performance.now() + GATHERED_FOR
    let before = 0
    const next = (): void => {
      const waiting = this.#light.length + this.#heavy.length
      const isGrowing = waiting > before && waiting < ENOUGH
      before = waiting
      if (isGrowing && performance.now() < until) setImmediate(next)
      else this.#runArrived()
    }
    setImmediate(next)
  }

  readonly #runArrived = (): void => {
    const end = performance.now() + BATCH_MILLISECONDS
    const endedAtOnce: Array<Ended> = []
    let job = this.#heavy.shift() ?? this.#next()
    for (let begun = 1; job !== undefined; begun++) {
      this.#begin(job, endedAtOnce)
      job = begun < BATCH && performance.now() < end ? this.#next() : undefined
    }
    this.#scheduled = false
    // The rest runs in the next turn; between the turns, sockets are read and written.
    if (this.#light.length + this.#heavy.length > 0) this.#schedule()
    for (const ended of endedAtOnce) this.#respond(ended)
    this.#awake.extend()
  }

  #next(): Job | undefined {
    return this.#light.shift() ?? this.#heavy.shift()
  }

  #begin(job: Job, endedAtOnce: Array<Ended>): void {
    const { progress, request } = job
    const fiber = this.#fork(
      Effect.suspend(() => (progress.begins() ? this.#server.handle(request) : notWanted)),
      UNINTERRUPTIBLE
    )
    const exit = fiber.pollUnsafe()
    if (exit === undefined) fiber.addObserver((exit) => this.#endSoon([job, exit]))
    else {
      endedAtOnce.push([job, exit])
      // The next request of the same connection is queued after those of other connections.
      progress.ended()
    }
  }

  /** Requests that waited for the same write continue one after the other. Their responses are written after all of them. */
  #endSoon(ended: Ended): void {
    if (this.#ended.push(ended) === 1) queueMicrotask(this.#endAll)
  }

  readonly #endAll = (): void => {
    const all = this.#ended
    this.#ended = []
    for (const ended of all) {
      this.#respond(ended)
      ended[0].progress.ended()
    }
    this.#awake.extend()
  }

  #respond([{ done }, exit]: Ended): void {
    if (Exit.isFailure(exit)) this.#fork(Effect.logError("A request died", whereItFailed(exit.cause)))
    this.#running--
    done(Exit.isSuccess(exit) ? exit.value : internalErrorResponse)
    if (this.#running === 0) this.#whenQuiet?.()
  }

  /** Asks the core how much of a request's body may be read. */
  admit(head: RequestHead, done: (admission: Admission) => void): void {
    const fiber = this.#fork(Effect.suspend(() => this.#server.admit(head)))
    fiber.addObserver((exit) =>
      done(Exit.isSuccess(exit) ? exit.value : { maxBytes: 0, beyond: internalErrorResponse })
    )
  }

  /** Logs something that no request is the reason of. */
  readonly log = (message: Effect.Effect<void>): void => void this.#fork(message)

  /** Calls back when no request is running. */
  whenQuiet(then: () => void): void {
    if (this.#running === 0) then()
    else this.#whenQuiet = then
  }
}
