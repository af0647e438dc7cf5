import { parseDuration } from "@enwrap/protocol"
import { AuditSinkFailure } from "@enwrap/server/audit"
import * as Result from "effect/Result"

const NANOSECONDS_PER_MILLISECOND = 1_000_000

/** Reads the option `write_timeout`: milliseconds, 0 for no limit. */
export const readWriteTimeout = (text: string): Result.Result<number, AuditSinkFailure> => {
  const duration = parseDuration(text)
  return duration.ok && duration.nanoseconds >= 0n
    ? Result.succeed(Math.ceil(Number(duration.nanoseconds) / NANOSECONDS_PER_MILLISECOND))
    : Result.fail(
        new AuditSinkFailure({ problem: "write_timeout must be a duration such as 2s", option: "write_timeout" })
      )
}
