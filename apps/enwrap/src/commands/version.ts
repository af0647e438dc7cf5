import { version } from "../cli/version.ts"
import type { RunCommand } from "../cli/command-spec.ts"

/** Prints the version. */
export const run: RunCommand = async (_input, io) => {
  io.write(`${version()}\n`)
  return 0
}
