import { version } from "../version.ts"
import type { RunCommand } from "../command-spec.ts"

/** Prints the version. */
export const run: RunCommand = async (_input, io) => {
  io.write(`${version()}\n`)
  return 0
}
