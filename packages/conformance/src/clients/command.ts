import { readFile } from "node:fs/promises"
import type { CommandIo } from "../command-io.ts"
import { allowOnly, numberWithin, oneOf } from "../command-options.ts"
import type { ConformanceArguments } from "../conformance-arguments.ts"
import { parseKnownFailures, type KnownFailures } from "../known-failures.ts"
import { plainLine } from "../plain-text.ts"
import { RunError } from "../run-error.ts"
import { judge, type Judgement } from "./judge.ts"
import { CONTRACT } from "./receiver.ts"
import { scenarios } from "./scenarios.ts"

const HELP = `Judges a client: starts hostile and faulty servers on loopback, and gives the command wrapping tokens to receive.

Usage: enwrap conformance client [options] -- COMMAND [ARGUMENT…]

  --scenario ID          Scenarios to play; a list with commas, or several times (default: all)
  --timeout SECONDS      How long a request of the client may take (default: 2)
  --jobs N               Scenarios that are played at the same time (default: 4)
  --known-failures FILE  Scenarios that are known to fail: one per line, the id and the reason
  --format FORMAT        What to print: text or json (default: text)
  --list                 List the scenarios without playing them
  --help                 Show this help

A good client sends an unwrap once, sends the token nowhere else, reports tampering as such, times out, and prints
no secrets. What the command has to do:

${CONTRACT.replaceAll(/^/gm, "  ")}

Exit code:
  0  the client did all of this
  1  it did not
  2  usage error

Examples:
  enwrap conformance client -- python3 receive.py
  enwrap conformance client --scenario CL-07,CL-12 -- node receive.mjs
`

/** Extra time for the start of the command, and for its own clean-up. */
const GRACE_MS = 8000

interface Result extends Judgement {
  readonly knownFailure?: string
}

/** Runs `enwrap conformance client`. Throws a RunError if it cannot run. */
export async function clientCommand(given: ConformanceArguments, { stdout }: CommandIo): Promise<0 | 1 | 2> {
  const [, ...command] = given.positionals
  if (given.has("help")) {
    stdout.write(HELP)
    return 0
  }
  allowOnly(given, ["scenario", "timeout", "jobs", "known-failures", "format", "list"], "conformance client")
  const ids = given
    .values("scenario")
    .flatMap((list) => list.split(","))
    .map((id) => id.trim())
  const unknown = ids.find((id) => !scenarios.some((one) => one.id === id))
  if (unknown !== undefined) throw new RunError("usage", `there is no scenario ${plainLine(unknown)}`)
  const chosen = scenarios.filter(({ id }) => ids.length === 0 || ids.includes(id))
  const format = oneOf("--format", given.value("format") ?? "text", ["text", "json"])
  if (given.has("list")) {
    for (const { id, title } of chosen) stdout.write(`${id}  ${title}\n`)
    return 0
  }
  if (command.length === 0)
    throw new RunError(
      "usage",
      "no command: pass one after --, such as `enwrap conformance client -- python3 receive.py`"
    )
  const timeoutSeconds = numberWithin("--timeout", given.value("timeout") ?? "2", 1, 600)
  const jobs = numberWithin("--jobs", given.value("jobs") ?? "4", 1, 600)
  const known = await readKnown(given.value("known-failures"))

  const queue = [...chosen]
  const judged = new Map<string, Judgement>()
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      judged.set(next.id, await judge(next, { command, timeoutSeconds, graceMs: GRACE_MS }))
  }
  await Promise.all(Array.from({ length: jobs }, work)).catch((cause: unknown) => {
    const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined
    throw code === undefined ? cause : new RunError("usage", `cannot run ${command[0]} (${code})`)
  })
  const results = chosen.flatMap(({ id }): ReadonlyArray<Result> => {
    const one = judged.get(id)
    const knownFailure = known.get(id)
    return one === undefined ? [] : [{ ...one, ...(knownFailure === undefined ? {} : { knownFailure }) }]
  })
  stdout.write(format === "json" ? `${JSON.stringify({ results }, null, 2)}\n` : render(results))
  return results.every(isAsKnown) ? 0 : 1
}

/** A known failure that does not fail any more must be removed from the list. */
const isAsKnown = ({ deviations, knownFailure }: Result): boolean =>
  deviations.length === 0 ? knownFailure === undefined : knownFailure !== undefined

function render(results: ReadonlyArray<Result>): string {
  const lines = results.flatMap(({ id, title, deviations, knownFailure }) => {
    const failed = deviations.length > 0
    const mark = !failed ? "passed" : knownFailure === undefined ? "FAILED" : "known "
    return [
      `${mark}  ${id}  ${title}`,
      ...deviations.map((deviation) => `               ${deviation}`),
      ...(knownFailure === undefined
        ? []
        : [`               ${failed ? `known: ${knownFailure}` : "passes: remove it from the known failures"}`])
    ]
  })
  const failed = results.filter((one) => !isAsKnown(one)).length
  const known = results.filter((one) => isAsKnown(one) && one.knownFailure !== undefined).length
  const passed = results.length - failed - known
  return `${lines.join("\n")}\n\n${passed} passed, ${failed} failed, ${known} known to fail\n`
}

async function readKnown(file: string | undefined): Promise<KnownFailures> {
  if (file === undefined) return new Map()
  const text = await readFile(file, "utf8").catch(() => {
    throw new RunError("usage", `cannot read the known failures from ${file}`)
  })
  return parseKnownFailures(text)
}
