import { readFileSync, rmSync, writeFileSync } from "node:fs"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { Failure } from "../cli/failure.ts"
import { readProblem } from "../config/surroundings.ts"

/** Writes the id of this process into a file, and removes the file when the scope ends. */
export const writePidFile = (path: string): Effect.Effect<void, Failure, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.try({
      try: () => writeFileSync(path, String(process.pid), { mode: 0o644 }),
      catch: (error) => new Failure(`cannot write the pid file ${path}: ${readProblem(error)}.`)
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
