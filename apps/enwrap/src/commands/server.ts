import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { type ExitCode, Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { readDevOptions } from "../dev/dev-options.ts"

/** Runs a server until a signal stops it, or only checks its configuration. */
export const run: RunCommand = async (input, io) => {
  if (input.has("dev")) {
    if (input.has("config") || input.has("check"))
      throw usageFailure(
        "--dev cannot be used together with --config or --check.",
        "A server for development has no configuration."
      )
    const options = readDevOptions(input, io)
    const { runDevServer } = await import("../dev/dev-server.ts")
    return runDevServer(options, io)
  }
  return runConfigured(input, io)
}

const runConfigured = async (input: CommandInput, io: Io): Promise<ExitCode> => {
  const { loadConfig } = await import("../config/load-config.ts")
  const load = () => loadConfig(input, io)
  const { config, problems } = load()
  const { printProblem } = await import("../config/problem.ts")
  for (const problem of problems) io.warn(`${printProblem(problem)}\n`)
  if (config === undefined) {
    const errors = problems.filter(({ severity }) => severity === "error").length
    throw new Failure(`the configuration has ${errors === 1 ? "an error" : `${errors} errors`}.`)
  }
  if (input.has("check")) {
    io.write("The configuration is valid.\n")
    return 0
  }
  const { runServer } = await import("../server/run-server.ts")
  return runServer(config, load, io)
}
