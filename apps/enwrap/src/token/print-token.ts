import type { RunCommand } from "../cli/command-spec.ts"
import { readToken } from "../input/connection.ts"

/** Prints the token that the next command would use. */
export const run: RunCommand = async (input, io) => {
  io.write(`${readToken(input, io)}\n`)
  return 0
}
