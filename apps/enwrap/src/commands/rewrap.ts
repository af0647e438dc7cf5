import type { RunCommand } from "../cli/command-spec.ts"
import { readConnection, readToken } from "../input/connection.ts"
import { readWrappingToken } from "../input/wrapping-token.ts"
import { printResponse, readOutputOptions } from "../output/print-response.ts"
import { wrapInfoFields } from "../output/rows.ts"
import { connect } from "../wrapping/wrapping-calls.ts"

/** Exchanges a wrapping token for a new one, and prints the new one. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io, wrapInfoFields)
  const calls = connect({ ...readConnection(input, io), token: readToken(input, io) }, io.env)
  printResponse(await calls.rewrap(await readWrappingToken(input, io)), output, io)
  return 0
}
