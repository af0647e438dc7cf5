import { readFileSync, writeFileSync } from "node:fs"

/**
 * Steps that differ from the recordings because Enwrap does not have what they need, and why. A step is `scenario/step`,
 * or the scenario alone if it cannot be played to its end.
 */
export interface NotYet {
  readonly why: string
  readonly steps: ReadonlyArray<string>
}

const file = new URL("not-yet.json", import.meta.url)

export const readNotYet = (): ReadonlyArray<NotYet> => JSON.parse(readFileSync(file, "utf8")) as ReadonlyArray<NotYet>

export const writeNotYet = (list: ReadonlyArray<NotYet>): void =>
  writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`)

/** The scenario of a step; steps called `fixtures/…` belong to the setup that all scenarios share. */
export const scenarioOf = (step: string): string => step.split("/", 1)[0] ?? step
