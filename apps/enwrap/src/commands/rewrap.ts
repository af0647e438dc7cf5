import type { RunCommand } from "../command-spec.ts"
import { readConnection, readToken } from "../input/connection.ts"
import { readWrappingToken } from "../input/wrapping-token.ts"
import { printAnswer, readOutputOptions } from "../output/print-answer.ts"
import { wrapInfoFields } from "../output/rows.ts"
import { connect } from "../wrapping-calls.ts"

/** Moves what a wrapping token holds into a new one, and prints what is known about that. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io, wrapInfoFields)
  const calls = connect({ ...readConnection(input, io), token: readToken(input, io) }, io.env)
  printAnswer(await calls.rewrap(await readWrappingToken(input, io)), output, io)
  return 0
}
