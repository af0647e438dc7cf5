import { isClientError, wrappedFrom, type Envelope, type WrappedFrom } from "@enwrap/client-node"
import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import { requireOutput, whenOutputIsLost } from "../cli/lost-output.ts"
import { readConnection } from "../input/connection.ts"
import { checkPath } from "../input/path.ts"
import { readWrappingToken } from "../input/wrapping-token.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { printResponse } from "../output/print-response.ts"
import { receiptFailure } from "../wrapping/receipt-failure.ts"
import { bodyOf, connect } from "../wrapping/wrapping-calls.ts"

const isLost = "The wrapping token is used up: ask for its contents to be wrapped again."

/** Unwraps a wrapping token and prints its contents, if the token is what is expected. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io)
  const expected = readExpectation(input)
  requireOutput(io)
  const calls = connect(readConnection(input, io), io)
  const token = await readWrappingToken(input, io)
  if (expected === undefined) {
    const response = await calls.unwrap(token)
    whenOutputIsLost(io, isLost)
    printResponse(response, output, io, { isOnlyCopy: true })
    return 0
  }
  const { text, value: receipt } = await calls.receive(token, expected)
  whenOutputIsLost(io, isLost)
  if (receipt.verdict === "received") {
    printResponse(bodyOf({ text, value: receipt.response }), output, io, { isOnlyCopy: true })
    return 0
  }
  // The content is an error, and there is nothing else to get.
  if (receipt.verdict === "refused" && receipt.consumed === "yes") printResponse(text, output, io, { isOnlyCopy: true })
  throw receiptFailure(receipt, expected)
}

/** What the flags say about the token; `undefined` without any. */
const readExpectation = (input: CommandInput): WrappedFrom<Envelope> | undefined => {
  const paths = input.flags("expected-path")
  const others = ["expected-ttl", "max-ttl", "max-age"].filter((name) => input.has(name))
  if (paths.length === 0) {
    if (others.length === 0) return undefined
    throw usageFailure(
      `--${others[0]} needs --expected-path: a token for another path can have the same times.`,
      "No request was sent."
    )
  }
  if (paths.includes("")) throw usageFailure("--expected-path needs a path.", "No request was sent.")
  // The client takes `v1` for the beginning of an address, too.
  for (const path of paths) checkPath(/^v1(\/|$)/.test(path) ? `/${path}` : path)
  if (input.has("output-curl"))
    throw usageFailure(
      "--output-curl cannot be used together with --expected-path, which needs two requests.",
      "See `enwrap lookup --output-curl` and `enwrap unwrap --output-curl`."
    )
  try {
    return wrappedFrom({
      path: paths,
      ttl: input.flag("expected-ttl"),
      maxTtl: input.flag("max-ttl"),
      maxAge: input.flag("max-age")
    })
  } catch (error) {
    if (!isClientError(error)) throw error
    throw usageFailure(
      `${others.map((name) => `--${name}`).join(", ")}: not a positive duration.`,
      "Examples: 300, 90s, 5m, 24h. No request was sent."
    )
  }
}
