import { parseArgs } from "node:util"
import type { CompareOptions } from "./compare.ts"

export const HELP = `Compares the server with a bare node:http server that parses and answers the same JSON (the limit),
and its answers to a token of 100 policies with 100 paths each with those to the root token.

Usage: npm run bench -- [options]

  --connections N  connections at the same time (64)
  --rounds N       rounds of each scenario (5)
  --seconds S      of each side in each round (1)
  --warm-up S      of each side before the rounds of a scenario (8)
  --before DIR     compare with the server of another checkout instead, built there: an earlier commit
  --profile DIR    leave a CPU profile of our server there
  --json           print JSON in the place of a table
  --help           print this
`

export interface BenchOptions extends CompareOptions {
  readonly json: boolean
}

const positive = (name: string, text: string, whole: boolean): number => {
  const value = Number(text)
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0 || (whole && !Number.isInteger(value))) {
    throw new TypeError(`--${name} must be a ${whole ? "whole " : ""}number above 0`)
  }
  return value
}

/**
 * What the command line asks for; `"help"` where it asks for that.
 *
 * @throws TypeError where it makes no sense
 */
export const parseOptions = (words: ReadonlyArray<string>): BenchOptions | "help" => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      connections: { type: "string", default: "64" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "1" },
      "warm-up": { type: "string", default: "8" },
      before: { type: "string" },
      profile: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false }
    }
  })
  if (values.help) return "help"
  return {
    connections: positive("connections", values.connections, true),
    rounds: positive("rounds", values.rounds, true),
    seconds: positive("seconds", values.seconds, false),
    warmUp: positive("warm-up", values["warm-up"], false),
    before: values.before,
    profile: values.profile,
    json: values.json
  }
}
