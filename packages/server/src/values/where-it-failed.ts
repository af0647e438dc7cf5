import * as Cause from "effect/Cause"

/** The frames of a stack. The lines before them are the message. */
const FRAME = /^ {4}at /

/**
 * What a log may say of a failure: the kind of error and the frames of its stack, and of the errors that caused it. Their
 * messages are left out: they may quote what a request carried.
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
  const own = [failure.constructor.name, ...frames].join("\n")
  return failure.cause === undefined || most === 0 ? own : `${own}\ncaused by ${kindsOf(failure.cause, most - 1)}`
}
