import type { RunCommand } from "../cli/command-spec.ts"
import { requireOutput, whenOutputIsLost } from "../cli/lost-output.ts"
import { readCallerConnection } from "../input/connection.ts"
import { readShownData, readWrapData } from "../input/wrap-data.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { printResponse } from "../output/print-response.ts"
import { wrapInfoFields } from "../output/rows.ts"
import { connect } from "../wrapping/wrapping-calls.ts"

/** Wraps data and prints the wrapping token. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io, wrapInfoFields)
  requireOutput(io)
  const connection = readCallerConnection(input, io)
  const { data, shown } = connection.curl
    ? await readShownData(input.operands, io)
    : { data: await readWrapData(input.operands, io), shown: {} }
  const calls = connect({ ...connection, shownBody: shown }, io)
  const response = await calls.wrap(data, input.flag("ttl"))
  whenOutputIsLost(io, "The data is wrapped, and the wrapping token is lost: wrap the data again.")
  printResponse(response, output, io, { isOnlyCopy: true })
  return 0
}
