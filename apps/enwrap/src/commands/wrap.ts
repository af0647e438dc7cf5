import type { RunCommand } from "../command-spec.ts"
import { readAddress, readToken } from "../input/connection.ts"
import { readWrapData } from "../input/wrap-data.ts"
import { printAnswer, readOutputOptions } from "../output/print-answer.ts"
import { connect } from "../wrapping-calls.ts"

const defaultTtl = "5m"

/** Wraps data, and prints what is known about its token. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io)
  const calls = connect({ address: readAddress(input, io), token: readToken(input, io) }, io)
  const data = await readWrapData(input.operands, io)
  printAnswer(await calls.wrap(data, input.flag("ttl") ?? defaultTtl), output, io)
  return 0
}
