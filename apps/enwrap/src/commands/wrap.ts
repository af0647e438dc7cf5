import type { RunCommand } from "../cli/command-spec.ts"
import { readCallerConnection } from "../input/connection.ts"
import { readShownData, readWrapData } from "../input/wrap-data.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { printResponse } from "../output/print-response.ts"
import { wrapInfoFields } from "../output/rows.ts"
import { connect } from "../wrapping/wrapping-calls.ts"

/** Wraps data and prints the wrapping token. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io, wrapInfoFields)
  const connection = readCallerConnection(input, io)
  const { data, shown } = connection.curl
    ? await readShownData(input.operands, io)
    : { data: await readWrapData(input.operands, io), shown: {} }
  const calls = connect({ ...connection, shownBody: shown }, io)
  printResponse(await calls.wrap(data, input.flag("ttl")), output, io)
  return 0
}
