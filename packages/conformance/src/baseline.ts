import type { CaseResult, Changes, ProfileVerdict, Verdict } from "./report.ts"
import { verdicts as allVerdicts } from "./report.ts"
import { RunError } from "./run-error.ts"

/** What a comparison needs of an earlier report. */
export interface Baseline {
  readonly target: string
  readonly startedAt: string
  readonly suite: string
  /** The verdicts on the profiles; undefined if only a part of the cases was selected, and none of them failed. */
  readonly verdicts: ReadonlyMap<string, string | undefined>
  /** The verdicts of the cases, by id. */
  readonly results: ReadonlyMap<string, Verdict>
}

/**
 * Reads an earlier report in JSON, to compare a run with.
 *
 * @param text - The content of a file that `renderJson` wrote.
 * @returns The baseline, for the option `baseline` of `runConformance`.
 * @throws RunError - With the code `usage`, if the text is not such a report.
 *
 * @example
 * ```ts
 * import { parseBaseline, runConformance } from "@enwrap/conformance"
 * import { readFile } from "node:fs/promises"
 *
 * const baseline = parseBaseline(await readFile("yesterday.json", "utf8"))
 * const report = await runConformance({ url: "http://127.0.0.1:8200", token: "s.example", baseline })
 * console.log(report.changes?.broken)
 * ```
 */
export function parseBaseline(text: string): Baseline {
  const report = jsonOf(text)
  const families = listOf(report, "families")
  if (members(report)["format"] !== 2 || families === undefined)
    throw new RunError("usage", "the baseline is not a report of this suite in JSON: write one with --output FILE.json")
  const results = families.flatMap((family) => listOf(family, "results") ?? [])
  return {
    target: textOf(report, "target"),
    startedAt: textOf(report, "startedAt"),
    suite: textOf(report, "suite"),
    verdicts: new Map(
      (listOf(report, "verdicts") ?? []).map((one) => {
        const notSelected = members(members(one)["counts"])["notSelected"]
        const verdict = textOf(one, "verdict")
        return [textOf(one, "profile"), isOfSelection(verdict, notSelected) ? undefined : verdict]
      })
    ),
    results: new Map(
      results.flatMap((result) => {
        const verdict = allVerdicts.find((one) => one === textOf(result, "verdict"))
        return verdict === undefined ? [] : [[textOf(result, "id"), verdict] as const]
      })
    )
  }
}

/** Whether a run could not have come to a verdict on a profile, because only a part of its cases was selected. */
const isOfSelection = (verdict: string, notSelected: unknown): boolean =>
  verdict === "incomplete" && typeof notSelected === "number" && notSelected > 0

/** Compares the results of a run with a baseline. What one of the two did not select is left out. */
export function changesSince(
  { results: before, verdicts: verdictsBefore, ...baseline }: Baseline,
  verdicts: ReadonlyArray<ProfileVerdict>,
  results: ReadonlyArray<CaseResult>
): Changes {
  const pairs = results.flatMap(({ id, verdict: now }) => {
    const earlier = before.get(id)
    return now === "disabled" || earlier === "disabled" ? [] : [{ id, before: earlier, now }]
  })
  const ids = (holds: (pair: (typeof pairs)[number]) => boolean): ReadonlyArray<string> =>
    pairs.filter(holds).map(({ id }) => id)
  return {
    baseline,
    verdicts: verdicts.flatMap(({ counts, profile, verdict }) => {
      const earlier = verdictsBefore.has(profile) ? verdictsBefore.get(profile) : "not claimed"
      if (earlier === undefined || isOfSelection(verdict, counts.notSelected)) return []
      return earlier === verdict ? [] : [{ profile, before: earlier, now: verdict }]
    }),
    broken: ids(({ before, now }) => now === "failed" && before !== "failed" && before !== undefined),
    fixed: ids(({ before, now }) => now === "passed" && before === "failed"),
    stillFailing: ids(({ before, now }) => now === "failed" && before === "failed"),
    other: pairs.flatMap(({ id, before, now }) =>
      before === undefined || before === now || now === "failed" || (now === "passed" && before === "failed")
        ? []
        : [{ id, before, now }]
    ),
    added: ids(({ before }) => before === undefined)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

const textOf = (value: unknown, key: string): string => {
  const member = members(value)[key]
  return typeof member === "string" ? member : ""
}

const listOf = (value: unknown, key: string): ReadonlyArray<unknown> | undefined => {
  const member = members(value)[key]
  return Array.isArray(member) ? member : undefined
}
