import type { EnwrapServer, WireRequest, WireResponse } from "@enwrap/server"
import * as Cause from "effect/Cause"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { internalError } from "./answer.ts"

/** The frames of a stack: where it happened, but not the message, which may quote what the request carried. */
const whereItDied = (defect: unknown): string =>
  defect instanceof Error
    ? [defect.name, ...(defect.stack ?? "").split("\n").filter((line) => line.startsWith("    at "))].join("\n")
    : typeof defect

/**
 * Runs each request in one fiber of its own, from end to end: nothing interrupts it, and a client that goes away doesn't
 * end it.
 */
export class RequestRunner {
  readonly #server: EnwrapServer
  readonly #fork: ReturnType<typeof Effect.runForkWith<never>>
  #running = 0
  #whenQuiet: (() => void) | undefined

  constructor(server: EnwrapServer, services: Context.Context<never>) {
    this.#server = server
    this.#fork = Effect.runForkWith(services)
  }

  /** Calls `done` with the answer, at once if the request needed to wait for nothing. */
  run(request: WireRequest, done: (answer: WireResponse) => void): void {
    this.#running++
    const fiber = this.#fork(Effect.suspend(() => this.#server.handle(request)))
    const exit = fiber.pollUnsafe()
    if (exit === undefined) fiber.addObserver((exit) => this.#finish(exit, done))
    else this.#finish(exit, done)
  }

  #finish(exit: Exit.Exit<WireResponse>, done: (answer: WireResponse) => void): void {
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
