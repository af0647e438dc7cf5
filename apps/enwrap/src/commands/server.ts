import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { type ExitCode, Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { readDevOptions } from "../dev/dev-options.ts"
import { closeDebugger } from "../server/close-debugger.ts"

/** Runs a server until a signal stops it, or only checks its configuration. */
export const run: RunCommand = async (input, io) => {
  checkModes(input)
  await closeDebugger(io)
  const folder = input.flag("data-dir")
  if (folder !== undefined) {
    const options = readDevOptions(input, io)
    const { runLocalServer } = await import("../local/local-server.ts")
    return runLocalServer(folder, options, io)
  }
  if (input.has("dev")) {
    const options = readDevOptions(input, io)
    const { runDevServer } = await import("../dev/dev-server.ts")
    return runDevServer(options, io)
  }
  return runConfigured(input, io)
}

/** The modes of the server exclude each other, and each has flags of its own. */
const checkModes = (input: CommandInput): void => {
  const modes = ["dev", "data-dir", "config"].filter((name) => input.has(name))
  const [first, second] = input.has("check") && !input.has("config") ? [...modes, "check"] : modes
  if (first !== undefined && second !== undefined)
    throw usageFailure(`--${first} cannot be used together with --${second}.`, "See `enwrap server --help`.")
  if (input.flag("data-dir") === "") throw usageFailure("--data-dir must not be empty.")
  if (first === "data-dir" && input.has("dev-root-token-id"))
    throw usageFailure(
      "--dev-root-token-id needs --dev.",
      "The root token of this server is created at the first start."
    )
}

const runConfigured = async (input: CommandInput, io: Io): Promise<ExitCode> => {
  const { loadConfig } = await import("../config/load-config.ts")
  const load = () => loadConfig(input, io)
  const { config, problems } = load()
  const { printProblem } = await import("../config/problem.ts")
  // The lines of a server's log are JSON then, and so are those before it starts.
  const isLogged = config?.logFormat === "json" && !input.has("check")
  if (!isLogged) for (const problem of problems) io.warn(`${printProblem(problem)}\n`)
  if (config === undefined) {
    const errors = problems.filter(({ severity }) => severity === "error").length
    throw new Failure(`the configuration has ${errors === 1 ? "an error" : `${errors} errors`}.`)
  }
  if (input.has("check")) {
    const { traceProblems } = await import("../server/traces.ts")
    for (const problem of await traceProblems(io)) io.warn(`warning: ${problem}\n`)
    io.write("The configuration is valid.\n")
    return 0
  }
  const { runServer } = await import("../server/run-server.ts")
  return runServer(config, isLogged ? problems : [], load, io)
}
