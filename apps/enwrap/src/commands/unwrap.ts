import type { RunCommand } from "../command-spec.ts"
import { readConnection } from "../input/connection.ts"
import { readWrappingTokenOrEnvironment } from "../input/wrapping-token.ts"
import { printAnswer, readOutputOptions } from "../output/print-answer.ts"
import { connect } from "../wrapping-calls.ts"

/** Opens a wrapping token, once, and prints what was in it. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io)
  const calls = connect(readConnection(input, io), io.env)
  printAnswer(await calls.unwrap(await readWrappingTokenOrEnvironment(input, io)), output, io)
  return 0
}
