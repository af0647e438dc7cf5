import { writeFile } from "node:fs/promises"
import { renderCaseList } from "./case-list.ts"
import { clientCommand } from "./clients/command.ts"
import { codeOf } from "./code-of.ts"
import type { CommandIo } from "./command-io.ts"
import { outputsOf, runOptionsOf, selectionOf } from "./command-options.ts"
import type { ConformanceArguments } from "./conformance-arguments.ts"
import { help } from "./help.ts"
import { abortOnSignals } from "./interrupt.ts"
import { ERASE, makeProgressLine } from "./progress-line.ts"
import { prefixOf, randomSeed } from "./random.ts"
import { readArguments } from "./read-arguments.ts"
import { exitCodeOf } from "./report.ts"
import { render } from "./report/formats.ts"
import { runConformance } from "./run.ts"
import { RunError } from "./run-error.ts"
import { tracesCommand } from "./traces/command.ts"

export type { CommandDefaults, CommandIo } from "./command-io.ts"
export type { ConformanceArguments } from "./conformance-arguments.ts"

/**
 * Runs the command `enwrap conformance`. Never throws.
 *
 * @param given - The arguments after the name of the command, as words, or read with `conformanceFlags`.
 * @param io - The environment and the output streams, such as `process`.
 * @returns The exit code: 0 conformant, 1 not conformant, 2 the suite could not run or was interrupted, 3 incomplete.
 *
 * @example
 * ```ts
 * import { conformanceMain } from "@enwrap/conformance"
 * import process from "node:process"
 *
 * process.exitCode = await conformanceMain(process.argv.slice(2), process)
 * ```
 */
export async function conformanceMain(
  given: ReadonlyArray<string> | ConformanceArguments,
  io: CommandIo
): Promise<0 | 1 | 2 | 3> {
  let form = ""
  try {
    const read = "has" in given ? given : readArguments(given)
    if (read.positionals[0] === "client") {
      form = " client"
      return await clientCommand(read, io)
    }
    if (read.has("traces")) {
      form = " --traces"
      return await tracesCommand(read, io)
    }
    return await runSuite(read, io)
  } catch (cause) {
    io.stderr.write(
      `enwrap conformance: ${cause instanceof RunError ? cause.message : `internal error: ${codeOf(cause)}`}\n`
    )
    if (cause instanceof RunError && cause.code === "usage")
      io.stderr.write(`Run \`enwrap conformance${form} --help\` for usage.\n`)
    return 2
  }
}

async function runSuite(
  given: ConformanceArguments,
  { defaults, env, stdout, stderr, signals = process }: CommandIo
): Promise<0 | 1 | 2 | 3> {
  if (given.has("help")) {
    stdout.write(help())
    return 0
  }
  if (given.has("scenario")) throw new RunError("usage", "--scenario is a flag of `enwrap conformance client`")
  const selection = selectionOf(given)
  const { files, printed } = await outputsOf(given)
  if (given.has("list")) {
    stdout.write(renderCaseList(selection, printed))
    return 0
  }
  const { tokenSource, ...options } = await runOptionsOf(given, env, defaults)
  stderr.write(`token: ${tokenSource}\n`)
  const seed = options.seed ?? randomSeed()
  const prefix = prefixOf(seed)

  const live = stderr.isTTY === true
  const progressLine = makeProgressLine()
  const clearLine = live ? ERASE : ""
  const { signal, release } = abortOnSignals(signals, {
    first: (name) =>
      stderr.write(
        `${clearLine}enwrap conformance: ${name}: cleaning up; a second signal ends the run immediately, without cleaning up\n`
      ),
    second: () =>
      stderr.write(
        `${clearLine}enwrap conformance: ended without cleaning up: policies, mounts, login methods, roles and secrets whose names begin with ${prefix} may remain on the server\n`
      )
  })
  const report = await runConformance({ ...options, ...selection, seed, prefix, signal }, (result, progress) => {
    if (live) stderr.write(progressLine(result, progress))
  }).finally(() => {
    release()
    if (live) stderr.write(clearLine)
  })

  const verbose = given.has("verbose")
  const colour = stdout.isTTY === true && (env["NO_COLOR"] ?? "") === ""
  for (const { file, format } of files) {
    await writeFile(file, render(report, format, { colour: false, verbose })).catch((cause: unknown) => {
      throw new RunError("usage", `cannot write the report to ${file} (${codeOf(cause)})`)
    })
  }
  stdout.write(render(report, printed, { colour, verbose }))
  const told = printed === "text" ? stdout : stderr
  for (const { file } of files) told.write(`report written to ${file}\n`)
  return exitCodeOf(report)
}
