import type { RunCommand } from "../cli/command-spec.ts"
import { requireOutput, whenOutputIsLost } from "../cli/lost-output.ts"
import { readCallerConnection } from "../input/connection.ts"
import { readWrappingToken } from "../input/wrapping-token.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { printResponse } from "../output/print-response.ts"
import { wrapInfoFields } from "../output/rows.ts"
import { connect } from "../wrapping/wrapping-calls.ts"

/** Exchanges a wrapping token for a new one, and prints the new one. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io, wrapInfoFields)
  requireOutput(io)
  const calls = connect(readCallerConnection(input, io), io)
  const response = await calls.rewrap(await readWrappingToken(input, io), input.flag("ttl"))
  whenOutputIsLost(
    io,
    "The old wrapping token is used up, and the new one may be lost: ask for the secret to be wrapped again."
  )
  printResponse(response, output, io, { isOnlyCopy: true })
  return 0
}
