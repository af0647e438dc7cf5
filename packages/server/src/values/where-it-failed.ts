import * as Cause from "effect/Cause"

/** The frames of a stack trace, without the message before them. */
const FRAME = /^ {4}at /

/**
 * What can be logged about a failure: the kind and the stack frames of the error and of its causes. Messages are left out, since
 * they may quote a request; but the sentence of a `StoreFailure` is for this log.
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
  const { cause, constructor } = failure
  if (isStoreFailure(failure) && typeof cause === "string")
    return [`${constructor.name}: ${cause}`, ...frames].join("\n")
  const own = [constructor.name, ...frames].join("\n")
  return cause === undefined || most === 0 ? own : `${own}\ncaused by ${kindsOf(cause, most - 1)}`
}

/** The class is in a layer above this one. */
const isStoreFailure = (failure: Error): boolean => "_tag" in failure && failure._tag === "StoreFailure"
