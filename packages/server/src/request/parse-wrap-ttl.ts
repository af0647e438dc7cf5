import { errorPrefixes, errorTextFor, errorTexts, formatDuration, parseDuration } from "@enwrap/protocol"
import * as Result from "effect/Result"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"

const NANOSECONDS = 1_000_000_000n
const NANOSECONDS_PER_SECOND = Number(NANOSECONDS)
/** The form that most clients send. */
const FEW_SECONDS = /^\d{1,9}$/

type WrapTtl = Result.Result<number | undefined, ProtocolError>

export const NO_TTL: WrapTtl = Result.succeed(undefined)

const refuse = (problem: string): WrapTtl => Result.fail(plainError(400, `${errorPrefixes.wrapTtl}${problem}`))

/**
 * Reads a wrap TTL header: seconds, with their fraction; `undefined` without a header, 0 for a header that says not to wrap. A
 * TTL below one second is rejected: it would elapse before the token arrives. A TTL above the server's maximum is rejected and
 * not shortened: a client that relied on the longer time would lose a secret.
 *
 * @see RW-TTL-3
 * @see RW-TTL-13
 */
export const parseWrapTtl = (header: string | undefined, maxSeconds: number): WrapTtl => {
  if (header === undefined || header === "") return NO_TTL
  if (FEW_SECONDS.test(header)) return within(Number(header), maxSeconds)
  const duration = parseDuration(header)
  if (!duration.ok) return refuse(duration.problem)
  if (duration.nanoseconds < 0n) return Result.fail(plainError(400, errorTexts.negativeWrapTtl))
  if (duration.nanoseconds > 0n && duration.nanoseconds < NANOSECONDS) return refuse(errorTexts.wrapTtlTooShort)
  return within(Number(duration.nanoseconds) / NANOSECONDS_PER_SECOND, maxSeconds)
}

const within = (seconds: number, maxSeconds: number): WrapTtl =>
  seconds <= maxSeconds ? Result.succeed(seconds) : refuse(errorTextFor.wrapTtlTooLong(formatDuration(maxSeconds)))
