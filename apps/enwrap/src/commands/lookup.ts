import type { RunCommand } from "../cli/command-spec.ts"
import { readConnection } from "../input/connection.ts"
import { readWrappingTokenOrEnvironment } from "../input/wrapping-token.ts"
import { printResponse, readOutputOptions } from "../output/print-response.ts"
import { lookupFields } from "../output/rows.ts"
import { connect } from "../wrapping/wrapping-calls.ts"

/** Prints where a wrapping token was created. The token stays valid. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io, lookupFields)
  const calls = connect(readConnection(input, io), io.env)
  printResponse(await calls.lookup(await readWrappingTokenOrEnvironment(input, io)), output, io)
  return 0
}
