import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
// The simulator of the command `quint`, without a process for each run. The version is pinned.
import { load, parse, runSimulator, runTests, typecheck } from "@informalsystems/quint/dist/src/cliCommands.js"

/** The result of a step of Quint: it succeeded with a value, or failed with a message. */
interface Outcome {
  readonly value: unknown
  readonly isRight: () => boolean
}

const valueOf = (outcome: Outcome): never => {
  if (outcome.isRight()) return outcome.value as never
  const { msg, stage } = outcome.value as { readonly msg: string; readonly stage: { readonly errors?: unknown } }
  throw new Error(`${msg}: ${JSON.stringify(stage.errors)}`)
}

/** A model that has been parsed. */
export type Model = Readonly<Record<string, unknown>>

/** Parses a model. Throws an error with Quint's messages if it is wrong. */
export async function readModel(file: string): Promise<Model> {
  return valueOf(await parse(valueOf(await load({ input: file }))))
}

/** Checks the types of a model. Throws an error with Quint's messages if they are wrong. */
export async function checkTypes(model: Model): Promise<void> {
  valueOf(await typecheck(model as never))
}

/** Writes a changed copy of a model: each text must occur exactly once. */
export function writeChanged(source: string, changes: ReadonlyArray<readonly [string, string]>, to: string): void {
  const changed = changes.reduce(
    (text, [from, into]) => {
      if (text.split(from).length !== 2) throw new Error(`the model does not contain exactly once: ${from}`)
      return text.replace(from, () => into)
    },
    readFileSync(source, "utf8")
  )
  writeFileSync(to, changed)
}

const base = { backend: "typescript", verbosity: 0, init: "init", step: "step", witnesses: [], hide: [], match: "" }

/** Runs the tests of a model, and returns their names. Throws an error if one fails. */
export async function runModelTests(model: Model): Promise<ReadonlyArray<string>> {
  const args = { ...base, maxSamples: 1, seed: 1n }
  const tested = valueOf(await runTests({ ...model, args } as never)) as { readonly passed: ReadonlyArray<string> }
  return tested.passed
}

/** Plays random traces of a model. Returns whether the invariant held in every state. */
export async function holds(
  model: Model,
  invariant: string,
  options: { readonly traces: number; readonly steps: number; readonly seed: number; readonly writeTo?: string }
): Promise<boolean> {
  const args = {
    ...base,
    input: "wrapping.qnt",
    invariant,
    maxSamples: options.traces,
    maxSteps: options.steps,
    seed: BigInt(options.seed),
    nTraces: options.writeTo === undefined ? 1 : options.traces,
    ...(options.writeTo === undefined ? {} : { outItf: join(options.writeTo, "{seq}.itf.json") })
  }
  const outcome: Outcome = await runSimulator({ ...model, args } as never)
  if (outcome.isRight()) return true
  const { msg } = outcome.value as { readonly msg: string }
  if (msg !== "Invariant violated") valueOf(outcome)
  return false
}

/** Reads the states of the traces that `holds` wrote, in Quint's values. */
export function readTraces(folder: string): ReadonlyArray<ReadonlyArray<Readonly<Record<string, unknown>>>> {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".itf.json"))
    .map((name) => {
      const trace = JSON.parse(readFileSync(join(folder, name), "utf8")) as {
        readonly states: ReadonlyArray<Readonly<Record<string, unknown>>>
      }
      return trace.states.map((state) => plain(state) as Readonly<Record<string, unknown>>)
    })
}

/** Converts a value of the format ITF: big integers to numbers, sets and lists to arrays, maps to Maps. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== "object" || value === null) return value
  if ("#bigint" in value) return Number(value["#bigint"])
  if ("#set" in value) return plain(value["#set"])
  if ("#tup" in value) return plain(value["#tup"])
  if ("#map" in value) return new Map(plain(value["#map"]) as ReadonlyArray<readonly [unknown, unknown]>)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}
