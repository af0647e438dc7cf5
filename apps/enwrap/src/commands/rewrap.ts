import type { RunCommand } from "../cli/command-spec.ts"
import { readCallerConnection } from "../input/connection.ts"
import { readWrappingToken } from "../input/wrapping-token.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { printResponse } from "../output/print-response.ts"
import { wrapInfoFields } from "../output/rows.ts"
import { connect } from "../wrapping/wrapping-calls.ts"

/** Exchanges a wrapping token for a new one, and prints the new one. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io, wrapInfoFields)
  const calls = connect(readCallerConnection(input, io), io)
  printResponse(await calls.rewrap(await readWrappingToken(input, io), input.flag("ttl")), output, io)
  return 0
}
