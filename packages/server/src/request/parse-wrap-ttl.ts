import { errorPrefixes, errorTextFor, errorTexts, formatDuration, parseDuration } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"

const NANOSECONDS = 1_000_000_000n
const NANOSECONDS_PER_SECOND = Number(NANOSECONDS)

/** What most clients send. */
const FEW_SECONDS = /^\d{1,9}$/

const refuse = (problem: string): ProtocolError => plainError(400, `${errorPrefixes.wrapTtl}${problem}`)

/**
 * Seconds of a wrap TTL header, with their fraction: absent where there is none, 0 where it says not to wrap. Less than one
 * second is refused, since nothing could be unwrapped in it. More than the server's maximum is refused too: whoever relied on a
 * longer time than there is would lose a secret.
 *
 * @see RW-TTL-3
 * @see RW-TTL-13
 */
export const parseWrapTtl = (header: string | undefined, maxSeconds: number): number | undefined | ProtocolError => {
  if (header === undefined || header === "") return undefined
  if (FEW_SECONDS.test(header)) return within(Number(header), maxSeconds)
  const duration = parseDuration(header)
  if (!duration.ok) return refuse(duration.problem)
  if (duration.nanoseconds < 0n) return plainError(400, errorTexts.negativeWrapTtl)
  if (duration.nanoseconds > 0n && duration.nanoseconds < NANOSECONDS) return refuse(errorTexts.wrapTtlTooShort)
  return within(Number(duration.nanoseconds) / NANOSECONDS_PER_SECOND, maxSeconds)
}

const within = (seconds: number, maxSeconds: number): number | ProtocolError =>
  seconds <= maxSeconds ? seconds : refuse(errorTextFor.wrapTtlTooLong(formatDuration(maxSeconds)))
