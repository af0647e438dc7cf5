import { readFileSync, writeFileSync } from "node:fs"

/**
 * Steps that differ from the recordings because what they need isn't built, and why. A step is `scenario/step`, or the
 * scenario alone where it can't be played to its end.
 */
export interface NotYet {
  readonly why: string
  readonly steps: ReadonlyArray<string>
}

const file = new URL("not-yet.json", import.meta.url)

export const readNotYet = (): ReadonlyArray<NotYet> => JSON.parse(readFileSync(file, "utf8")) as ReadonlyArray<NotYet>

export const writeNotYet = (list: ReadonlyArray<NotYet>): void =>
  writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`)

/** The scenario that a step belongs to; steps called `fixtures/…` belong to what all scenarios share. */
export const scenarioOf = (step: string): string => step.split("/", 1)[0] ?? step
