import { AuditSinkFailure, type AuditSinkOptions } from "@enwrap/server/audit"
import * as Result from "effect/Result"
import { readWriteTimeout } from "./write-timeout.ts"

/** The options of a file device. */
export interface FileOptions {
  readonly path: string
  /** `undefined`: the mode of the file is not changed. */
  readonly mode: number | undefined
  /** Milliseconds after which a write has failed; 0 does not limit them. */
  readonly timeout: number
}

const DEFAULT_MODE = 0o600
/** A network disk can be unavailable for a few seconds. After a longer wait, the client has probably given up on the request. */
const DEFAULT_TIMEOUT = "10s"
const OCTAL = /^0?o?[0-7]{1,7}$/
const PERMISSIONS = 0o777
const EXECUTABLE = 0o111

export const fileOptionNames = ["file_path", "path", "mode", "write_timeout"] as const

const fail = (option: (typeof fileOptionNames)[number], problem: string): Result.Result<never, AuditSinkFailure> =>
  Result.fail(new AuditSinkFailure({ problem, option }))

const readMode = (text: string | undefined): Result.Result<number | undefined, AuditSinkFailure> => {
  if (text === undefined) return Result.succeed(DEFAULT_MODE)
  if (!OCTAL.test(text)) return fail("mode", "mode must be an octal number such as 0600")
  const mode = Number.parseInt(text.replace("o", ""), 8)
  if (mode > PERMISSIONS) return fail("mode", "file mode does not represent a regular file")
  return Result.succeed(mode === 0 ? undefined : mode & ~EXECUTABLE)
}

/**
 * Reads the options of a file device. The file is never executable: a device would otherwise be a way to write programs. `0000` does
 * not change the mode of the file.
 */
export const readFileOptions = ({
  file_path: filePath,
  mode: modeText,
  path = "",
  write_timeout: timeoutText = DEFAULT_TIMEOUT
}: AuditSinkOptions): Result.Result<FileOptions, AuditSinkFailure> => {
  const chosen = filePath ?? path
  if (chosen === "") return fail("file_path", "file_path is required")
  const timeout = readWriteTimeout(timeoutText)
  if (Result.isFailure(timeout)) return Result.fail(timeout.failure)
  return Result.map(readMode(modeText), (mode) => ({ path: chosen, mode, timeout: timeout.success }))
}
