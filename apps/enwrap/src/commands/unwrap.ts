import type { RunCommand } from "../cli/command-spec.ts"
import { readConnection } from "../input/connection.ts"
import { readWrappingTokenOrEnvironment } from "../input/wrapping-token.ts"
import { printResponse, readOutputOptions } from "../output/print-response.ts"
import { connect } from "../wrapping/wrapping-calls.ts"

/** Unwraps a wrapping token and prints its contents. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io)
  const calls = connect(readConnection(input, io), io.env)
  printResponse(await calls.unwrap(await readWrappingTokenOrEnvironment(input, io)), output, io)
  return 0
}
