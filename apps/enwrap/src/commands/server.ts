import type { RunCommand } from "../command-spec.ts"
import { readDevOptions } from "../dev/dev-options.ts"
import { usageFailure } from "../failure.ts"

/** Runs a server until it is told to end. */
export const run: RunCommand = async (input, io) => {
  if (!input.has("dev")) {
    throw usageFailure(
      "a server needs to be told how to run.",
      "Try `enwrap server --dev`, which keeps everything in memory only."
    )
  }
  const options = readDevOptions(input, io)
  const { runDevServer } = await import("../dev/dev-server.ts")
  return runDevServer(options, io)
}
