import * as Cause from "effect/Cause"

/** The frames of a stack trace, without the message before them. */
const FRAME = /^ {4}at /

/**
 * What can be logged about a failure: the kind and the stack frames of the error and of its causes. Messages are left out, since
 * they may quote a request. The `problem` of an error never does.
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
  const { problem } = failure as { readonly problem?: unknown }
  const kind = failure.constructor.name
  const own = [typeof problem === "string" ? `${kind}: ${problem}` : kind, ...frames].join("\n")
  return failure.cause === undefined || most === 0 ? own : `${own}\ncaused by ${kindsOf(failure.cause, most - 1)}`
}
