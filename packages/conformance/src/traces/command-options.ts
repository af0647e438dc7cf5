import { randomInt } from "node:crypto"
import { selectionOf } from "../command-options.ts"
import type { ConformanceArguments } from "../conformance-arguments.ts"
import { numberWithin, oneOf } from "../flag-values.ts"
import { CONNECTION_FLAGS } from "../flags.ts"
import { allowOnly } from "../read-arguments.ts"

/** What the flags of `--traces` say, besides where the server is and how to connect to it. */
export interface TracesCommandOptions {
  readonly traces: number
  readonly seed: number
  readonly jobs: number
  readonly strict: boolean
  readonly slow: boolean
  readonly format: "text" | "json"
}

/** Reads the flags of `--traces`. Throws a RunError with the code `usage` if one is invalid, or of another form of the command. */
export function tracesOptionsOf(given: ConformanceArguments): TracesCommandOptions {
  allowOnly(
    given,
    ["traces", ...CONNECTION_FLAGS, "seed", "jobs", "profile", "no-slow", "format"],
    "conformance --traces"
  )
  const seed = given.value("seed")
  const { profiles = [], slow = true } = selectionOf(given)
  return {
    traces: numberWithin("--traces", given.value("traces") ?? "", 1, 1_000_000),
    seed: seed === undefined ? randomInt(2 ** 31) : numberWithin("--seed", seed, 0, 2 ** 31 - 1),
    jobs: numberWithin("--jobs", given.value("jobs") ?? "8", 1, 256),
    strict: profiles.includes("strict"),
    slow,
    format: oneOf("--format", given.value("format") ?? "text", ["text", "json"])
  }
}
