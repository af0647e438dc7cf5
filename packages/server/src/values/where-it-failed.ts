import * as Cause from "effect/Cause"

/** The frames of a stack trace, without the message before them. */
const FRAME = /^ {4}at /

/**
 * What can be logged about a failure: the kind and the stack frames of the error and of its causes. Messages are left out, since
 * they may quote a request. The `problem` of an error never does, and neither does the sentence of a `StoreFailure`.
 *
 * @example
 * ```ts
 * import { whereItFailed } from "@enwrap/server"
 * import * as Effect from "effect/Effect"
 *
 * // Logs where an effect failed.
 * export const logged = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
 *   Effect.tapCause(effect, (cause) => Effect.logError(whereItFailed(cause)))
 * ```
 *
 * @see RW-SEC-1
 */
export const whereItFailed = (cause: Cause.Cause<unknown>): string => kindsOf(Cause.squash(cause), MOST_CAUSES)

const MOST_CAUSES = 5

const kindsOf = (failure: unknown, most: number): string => {
  if (!(failure instanceof Error)) return typeof failure
  const frames = (failure.stack ?? "").split("\n").filter((line) => FRAME.test(line))
  const { cause } = failure
  const sentence = sentenceOf(failure)
  const kind = failure.constructor.name
  const own = [sentence === undefined ? kind : `${kind}: ${sentence}`, ...frames].join("\n")
  return cause === undefined || cause === sentence || most === 0 ? own : `${own}\ncaused by ${kindsOf(cause, most - 1)}`
}

/** What is written for this log: a `problem`, and the sentence of a `StoreFailure`. The class is in a layer above this one. */
const sentenceOf = (failure: Error & { readonly _tag?: unknown; readonly problem?: unknown }): string | undefined => {
  const sentence = failure.problem ?? (failure._tag === "StoreFailure" ? failure.cause : undefined)
  return typeof sentence === "string" ? sentence : undefined
}
