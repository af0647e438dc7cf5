import type { EnwrapServer, WireRequest, WireResponse } from "@enwrap/server"
import * as Cause from "effect/Cause"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import { internalError } from "./answer.ts"

/** A request that has arrived, and who waits for its answer. */
interface Waiting {
  readonly request: WireRequest
  readonly done: (answer: WireResponse) => void
}

/** So many requests are carried out before the answers of the first are written. */
const BATCH = 16

/** The frames of a stack: where it happened, but not the message, which may quote what the request carried. */
const whereItDied = (defect: unknown): string =>
  defect instanceof Error
    ? [defect.name, ...(defect.stack ?? "").split("\n").filter((line) => line.startsWith("    at "))].join("\n")
    : typeof defect

/**
 * Runs each request in one fiber of its own, from end to end: nothing interrupts it, and a client that goes away doesn't
 * end it.
 *
 * Requests that arrive in the same turn of the event loop are carried out one right after the other, and only then are their
 * answers written: between reads and writes of sockets, each of which leaves the processor's caches to the kernel, a request
 * takes twice the time. A single request waits for nothing but the end of the turn.
 */
export class RequestRunner {
  readonly #server: EnwrapServer
  readonly #fork: ReturnType<typeof Effect.runForkWith<never>>
  readonly #arrived: Array<Waiting> = []
  #running = 0
  #whenQuiet: (() => void) | undefined

  constructor(server: EnwrapServer, services: Context.Context<never>) {
    this.#server = server
    this.#fork = Effect.runForkWith(services)
  }

  /** Calls `done` with the answer, later. Requests begin in the order in which they are given. */
  run(request: WireRequest, done: (answer: WireResponse) => void): void {
    this.#running++
    if (this.#arrived.push({ request, done }) === 1) setImmediate(this.#runArrived)
  }

  readonly #runArrived = (): void => {
    const batch = this.#arrived.splice(0, BATCH)
    // The others' turn is the next: in between sockets are read and written.
    if (this.#arrived.length > 0) setImmediate(this.#runArrived)
    this.#runBatch(batch)
  }

  #runBatch(batch: ReadonlyArray<Waiting>): void {
    const fibers = batch.map(({ request }) => this.#fork(Effect.suspend(() => this.#server.handle(request))))
    fibers.forEach((fiber, i) => this.#whenDone(fiber, batch[i]!.done))
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
      this.#fork(Effect.logError("A request died", whereItDied(Cause.squash(exit.cause))))
      done(internalError)
    }
    if (this.#running === 0) this.#whenQuiet?.()
  }

  /** Calls back once no request runs. */
  whenQuiet(then: () => void): void {
    if (this.#running === 0) then()
    else this.#whenQuiet = then
  }
}
