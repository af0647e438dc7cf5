import type { RunCommand } from "../cli/command-spec.ts"
import { readConnection, readToken } from "../input/connection.ts"
import { readWrapData } from "../input/wrap-data.ts"
import { printResponse, readOutputOptions } from "../output/print-response.ts"
import { wrapInfoFields } from "../output/rows.ts"
import { connect } from "../wrapping/wrapping-calls.ts"

/** Wraps data and prints the wrapping token. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io, wrapInfoFields)
  const calls = connect({ ...readConnection(input, io), token: readToken(input, io) }, io.env)
  const data = await readWrapData(input.operands, io)
  printResponse(await calls.wrap(data, input.flag("ttl")), output, io)
  return 0
}
