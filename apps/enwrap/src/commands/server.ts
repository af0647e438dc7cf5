import type { RunCommand } from "../cli/command-spec.ts"
import { readDevOptions } from "../dev/dev-options.ts"
import { usageFailure } from "../cli/failure.ts"

/** Runs a server until a signal stops it. */
export const run: RunCommand = async (input, io) => {
  if (!input.has("dev")) {
    throw usageFailure(
      "only development mode is supported, and it must be requested with --dev.",
      "Run `enwrap server --dev`. It keeps all data in memory."
    )
  }
  const options = readDevOptions(input, io)
  const { runDevServer } = await import("../dev/dev-server.ts")
  return runDevServer(options, io)
}
