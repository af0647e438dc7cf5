import * as Cause from "effect/Cause"

/** The frames of a stack trace, without the message before them. */
const FRAME = /^ {4}at /

/**
 * What can be logged about a failure: the kind and the stack frames of the error and of its causes. Messages are left out, since
 * they may quote a request.
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
