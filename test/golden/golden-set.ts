import { existsSync, readFileSync } from "node:fs"
import { differences, type Deviation } from "./differences.ts"

/** A step of the recordings: a request, or a table of requests, and the answer. */
interface Step {
  readonly step: string
  readonly request: unknown
  readonly answer: unknown
}

interface Played {
  readonly id: string
  readonly steps: ReadonlyArray<Step>
  /** Why the scenario could not be played to its end. */
  readonly error?: string
}

/** A sequence of requests about one question. */
export interface Scenario {
  readonly id: string
  readonly title: string
}

/** The part of lib.mjs that is used here. */
interface Library {
  readonly fixtures: (address: string, rootToken: string) => Promise<void>
  readonly runAll: (
    scenarios: ReadonlyArray<Scenario>,
    address: string,
    rootToken: string
  ) => Promise<ReadonlyArray<Played>>
}

/** A set of scenarios, and the answers of an OpenBao server. */
export interface GoldenSet {
  readonly scenarios: ReadonlyArray<Scenario>
  readonly recorded: ReadonlyMap<string, ReadonlyArray<Step>>
  readonly deviations: Readonly<Record<string, Deviation>>
}

/** The server that is tested. */
interface Server {
  readonly address: string
  readonly rootToken: string
}

/** How answers differ, by `scenario/step`, or by scenario if it could not be played at all. */
export type Differences = ReadonlyMap<string, ReadonlyArray<string>>

const fixtures = new URL("fixtures/", import.meta.url)

// The name is an expression, because the fixtures are JavaScript without types and must not be changed.
const load = async <Module>(file: string): Promise<Module> => (await import(new URL(file, fixtures).href)) as Module

const json = <Value>(file: string, otherwise: Value): Value => {
  const path = new URL(file, fixtures)
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Value) : otherwise
}

const library = await load<Library>("lib.mjs")

/**
 * Reads a set: `""` is the set about wrapping, `"neighbourhood/"` the one about everything around it, and `"../own/"` what was
 * found to differ later; `own/scenarios.mjs` says how to record it.
 */
export const goldenSet = async (folder: string): Promise<GoldenSet> => ({
  scenarios: (await load<{ readonly scenarios: ReadonlyArray<Scenario> }>(`${folder}scenarios.mjs`)).scenarios,
  recorded: new Map(json<ReadonlyArray<Played>>(`${folder}recorded.json`, []).map(({ id, steps }) => [id, steps])),
  deviations: json(`${folder}deviations.json`, {})
})

/** Sets up the engines, policies and users that the scenarios use. Returns the failures as steps `fixtures/…`. */
export const makeFixtures = async ({ address, rootToken }: Server): Promise<Differences> => {
  const notMade = new Map<string, ReadonlyArray<string>>()
  const print = console.error
  console.error = (line: string) => {
    const [, request = line, answer = ""] = /^fixture not made: (\S+ \S+): (.*)$/s.exec(line) ?? []
    notMade.set(`fixtures/${request}`, [answer])
  }
  try {
    await library.fixtures(address, rootToken)
  } finally {
    console.error = print
  }
  return notMade
}

/** Plays one scenario of a set and compares the answer of each step with the recorded one. */
export const play = async (scenario: Scenario, set: GoldenSet, server: Server): Promise<Differences> => {
  const { id } = scenario
  const wanted = set.recorded.get(id)
  if (wanted === undefined) return new Map([[id, ["it is not recorded"]]])
  const [played] = await library.runAll([scenario], server.address, server.rootToken)
  if (played === undefined || played.error !== undefined)
    return new Map([[id, [`it could not be played: ${played?.error}`]]])
  const differing = wanted.map((want, index) => {
    const key = `${id}/${want.step}`
    const got = played.steps[index]
    return [key, got ? differences(want.answer, got.answer, set.deviations[key]) : ["it was not played"]] as const
  })
  return new Map(differing.filter(([, found]) => found.length > 0))
}
