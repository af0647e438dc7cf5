import { AuditSinkFailure, type AuditSinkOptions } from "@enwrap/server/audit"
import * as Result from "effect/Result"

/** The options of a file device. */
export interface FileOptions {
  readonly path: string
  /** `undefined`: the mode of the file is not changed. */
  readonly mode: number | undefined
}

const DEFAULT_MODE = 0o600
const OCTAL = /^0?o?[0-7]{1,7}$/
const PERMISSIONS = 0o777
const EXECUTABLE = 0o111

const fail = (problem: string): Result.Result<never, AuditSinkFailure> => Result.fail(new AuditSinkFailure({ problem }))

/**
 * Reads the options of a file device. The file is never executable: a device would otherwise be a way to write programs. `0000` does
 * not change the mode of the file.
 */
export const readFileOptions = ({
  file_path: filePath,
  mode: modeText,
  path = ""
}: AuditSinkOptions): Result.Result<FileOptions, AuditSinkFailure> => {
  const chosen = filePath ?? path
  if (chosen === "") return fail("file_path is required")
  if (modeText === undefined) return Result.succeed({ path: chosen, mode: DEFAULT_MODE })
  if (!OCTAL.test(modeText)) return fail("mode must be an octal number such as 0600")
  const mode = Number.parseInt(modeText.replace("o", ""), 8)
  if (mode > PERMISSIONS) return fail("file mode does not represent a regular file")
  return Result.succeed({ path: chosen, mode: mode === 0 ? undefined : mode & ~EXECUTABLE })
}
