import { parseArgs } from "node:util"
import type { CompareOptions } from "./compare.ts"

export const HELP = `Compares the server with the limit: a bare node:http server that parses and sends the same JSON.
Also compares requests with a token that has 100 policies of 100 paths each with requests of the root token.

Usage: npm run bench -- [options]

  --connections N  number of concurrent connections (default: 64)
  --rounds N       rounds of each scenario (default: 5)
  --seconds S      seconds of load on each server in each round (default: 1)
  --warm-up S      seconds of load on each server before the rounds of a scenario (default: 8)
  --durable        measure only the server on SQLite with an audit file: rate, latency
  --pending N      with --durable: also start, memory, rate and latency with N wrapped responses that wait (default: 0)
  --clients        measure only clients: a wrap and its unwrap through our client, with bare fetch, and with the mock
  --before DIR     compare with the server of another built checkout (an earlier commit) instead of the limit
  --profile DIR    write a CPU profile of the server to this directory
  --json           print JSON instead of a table
  --help           show this help
`

export interface BenchOptions extends CompareOptions {
  /** Measure only the durable server. */
  readonly durable: boolean
  /** Measure only the clients. */
  readonly clients: boolean
  /** Wrapped responses that wait on the durable server. */
  readonly pending: number
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
 * Parses the command line. Returns `"help"` for `--help`.
 *
 * @throws TypeError for an invalid option
 */
export const parseOptions = (words: ReadonlyArray<string>): BenchOptions | "help" => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      connections: { type: "string", default: "64" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "1" },
      "warm-up": { type: "string", default: "8" },
      durable: { type: "boolean", default: false },
      clients: { type: "boolean", default: false },
      pending: { type: "string", default: "0" },
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
    durable: values.durable,
    clients: values.clients,
    pending: values.pending === "0" ? 0 : positive("pending", values.pending, true),
    before: values.before,
    profile: values.profile,
    json: values.json
  }
}
