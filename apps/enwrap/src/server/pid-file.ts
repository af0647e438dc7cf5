import { readFileSync, rmSync, writeFileSync } from "node:fs"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { Failure } from "../cli/failure.ts"
import { isPidFile } from "../config/process-id.ts"
import { readProblem } from "../config/surroundings.ts"

/** The file may have changed since the configuration was checked. */
const mayReplace = (path: string): boolean => {
  try {
    return isPidFile(readFileSync(path))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT"
  }
}

const write = (path: string): void => {
  if (!mayReplace(path)) throw new Failure(`the pid file ${path} contains something else than the id of a process.`)
  writeFileSync(path, String(process.pid), { mode: 0o644 })
}

/**
 * Writes the id of this process into a file, and removes the file when the scope ends. A file that contains something else is not
 * overwritten.
 */
export const writePidFile = (path: string): Effect.Effect<void, Failure, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.try({
      try: () => write(path),
      catch: (error) =>
        error instanceof Failure ? error : new Failure(`cannot write the pid file ${path}: ${readProblem(error)}.`)
    }),
    () => Effect.sync(() => removeOwn(path))
  )

/** Another server may have replaced the file. */
const removeOwn = (path: string): void => {
  try {
    if (readFileSync(path, "utf8") === String(process.pid)) rmSync(path)
  } catch {
    // Nobody needs the file any more.
  }
}
