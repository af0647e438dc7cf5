import type { RunCommand } from "../cli/command-spec.ts"
import { readConnection } from "../input/connection.ts"
import { readWrappingToken } from "../input/wrapping-token.ts"
import { timeLeft } from "../output/human-duration.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { printResponse } from "../output/print-response.ts"
import { lookupFields } from "../output/rows.ts"
import { connect } from "../wrapping/wrapping-calls.ts"

/** Prints where a wrapping token was created and when it expires. The token stays valid. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io, lookupFields)
  const calls = connect(readConnection(input, io), io)
  const { text, value } = await calls.lookup(await readWrappingToken(input, io))
  const expireTime = value.expiresAt.toISOString()
  const shown = `${expireTime} (${timeLeft(value.expiresAt)})`
  printResponse(text, output, io, { rows: (rows) => [...rows, { name: "expire_time", value: expireTime, shown }] })
  return 0
}
