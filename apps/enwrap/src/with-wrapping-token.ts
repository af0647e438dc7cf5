import type { RunCommand } from "./command-spec.ts"
import { readAddress } from "./input/connection.ts"
import { readWrappingToken } from "./input/wrapping-token.ts"
import { printAnswer, readOutputOptions } from "./output/print-answer.ts"
import { connect, type WrappingCalls } from "./wrapping-calls.ts"

/** A command that sends a wrapping token to the server and prints the answer. The token is its own permission. */
export const withWrappingToken =
  (call: (calls: WrappingCalls, token: string) => Promise<string>): RunCommand =>
  async (input, io) => {
    const output = readOutputOptions(input, io)
    const calls = connect({ address: readAddress(input, io) }, io)
    printAnswer(await call(calls, await readWrappingToken(input, io)), output, io)
    return 0
  }
