import { readFile } from "node:fs/promises"
import type { CommandIo } from "../command-io.ts"
import type { ConformanceArguments } from "../conformance-arguments.ts"
import { numberWithin, oneOf } from "../flag-values.ts"
import { parseKnownFailures, type KnownFailures } from "../known-failures.ts"
import { plainLine } from "../plain-text.ts"
import { allowOnly } from "../read-arguments.ts"
import { RunError } from "../run-error.ts"
import { CLIENT_HELP } from "./help.ts"
import { judge, type Judgement } from "./judge.ts"
import { isAsKnown, renderJudgements, type ClientResult } from "./render.ts"
import { scenarios } from "./scenarios.ts"

/** Extra time for the start of the command, and for its own clean-up. */
const GRACE_MS = 8000

/** Runs `enwrap conformance client`. Throws a RunError if it cannot run. */
export async function clientCommand(given: ConformanceArguments, { stdout }: CommandIo): Promise<0 | 1 | 2> {
  const [, ...command] = given.positionals
  if (given.has("help")) {
    stdout.write(CLIENT_HELP)
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
  const results = chosen.flatMap(({ id }): ReadonlyArray<ClientResult> => {
    const one = judged.get(id)
    const knownFailure = known.get(id)
    return one === undefined ? [] : [{ ...one, ...(knownFailure === undefined ? {} : { knownFailure }) }]
  })
  stdout.write(format === "json" ? `${JSON.stringify({ results }, null, 2)}\n` : renderJudgements(results))
  return results.every(isAsKnown) ? 0 : 1
}

async function readKnown(file: string | undefined): Promise<KnownFailures> {
  if (file === undefined) return new Map()
  const text = await readFile(file, "utf8").catch(() => {
    throw new RunError("usage", `cannot read the known failures from ${file}`)
  })
  return parseKnownFailures(text)
}
