import { randomBytes, randomInt } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { CommandIo } from "../command-io.ts"
import { allowOnly, numberWithin, oneOf, runOptionsOf, selectionOf } from "../command-options.ts"
import type { ConformanceArguments } from "../conformance-arguments.ts"
import { CONNECTION_FLAGS } from "../flags.ts"
import { abortOnSignals } from "../interrupt.ts"
import { preflight } from "../preflight.ts"
import { RunError } from "../run-error.ts"
import { nameOfTarget, targetOf } from "../target.ts"
import { httpTransport } from "../transport.ts"
import { findAbilities } from "./abilities.ts"
import { renderTraces } from "./render.ts"
import { runTraces } from "./run-traces.ts"

/** The output of `enwrap conformance --traces 1 --help`. */
export const TRACES_HELP = `Plays random traces (sequences of requests) against a server, and compares every response with the model spec/wrapping.qnt.

Usage: enwrap conformance [URL] --traces N [--token TOKEN] [options]

  URL             Address of the server, such as http://127.0.0.1:8200 (or VAULT_ADDR, BAO_ADDR)
  --token TOKEN   Token that can wrap responses (or VAULT_TOKEN, BAO_TOKEN)
  --ca-cert FILE  And the other flags of a connection: see enwrap conformance --help
  --traces N      How many traces to play
  --seed N        Repeat the traces of an earlier run, which printed its seed (default: random)
  --jobs N        Traces that are played at the same time (default: 8)
  --profile NAME  With strict, also compare what only the profile strict requires
  --no-slow       Play no traces that wait for a TTL to elapse
  --format FORMAT What to print: text or json (default: text)
  --help          Show this help

Several traces are played at the same time. Some send several requests for one token in parallel: the responses must be
those of some order of the requests. If a trace fails, the shortest part of it that still fails is printed. The output
contains no tokens.

Exit code:
  0  every response matches the model
  1  a trace failed
  2  the suite could not run, or was interrupted: a usage error, no server

Examples:
  enwrap conformance http://127.0.0.1:8200 --token root --traces 300
  enwrap conformance http://127.0.0.1:8200 --token root --traces 300 --seed 5 --no-slow
`

/** Runs `enwrap conformance --traces`. Throws a RunError if it cannot run. */
export async function tracesCommand(given: ConformanceArguments, io: CommandIo): Promise<0 | 1 | 2> {
  if (given.has("help")) {
    io.stdout.write(TRACES_HELP)
    return 0
  }
  allowOnly(
    given,
    ["traces", ...CONNECTION_FLAGS, "seed", "jobs", "profile", "no-slow", "format"],
    "conformance --traces"
  )
  const traces = numberWithin("--traces", given.value("traces") ?? "", 1, 1_000_000)
  const seed =
    given.value("seed") === undefined
      ? randomInt(2 ** 31)
      : numberWithin("--seed", given.value("seed") ?? "", 0, 2 ** 31 - 1)
  const jobs = numberWithin("--jobs", given.value("jobs") ?? "8", 1, 256)
  const format = oneOf("--format", given.value("format") ?? "text", ["text", "json"])
  const { profiles = [] } = selectionOf(given)
  const { namespace, tls, token, tokenSource, url: address } = await runOptionsOf(given, io.env, io.defaults)
  io.stderr.write(`token: ${tokenSource}\n`)

  const url = targetOf(address)
  const transport = httpTransport(url, { tls, namespace })
  const { operator } = await preflight(nameOfTarget(url), transport, token, namespace)
  const abilities = await findAbilities(transport, operator)
  const { signal, release } = abortOnSignals(io.signals ?? process, {
    first: (name) => io.stderr.write(`enwrap conformance: ${name}: ending the traces that are being played\n`),
    second: () => io.stderr.write("enwrap conformance: ended\n")
  })
  const report = await runTraces({
    transport,
    operator,
    prefix: `enwrap-conformance-${randomBytes(4).toString("hex")}`,
    traces,
    seed,
    jobs,
    abilities,
    strict: profiles.includes("strict"),
    slow: !given.has("no-slow"),
    wait: (milliseconds) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
    signal
  }).finally(release)
  if (signal.aborted) throw new RunError("interrupted", "interrupted")
  io.stdout.write(format === "json" ? `${JSON.stringify(report, null, 2)}\n` : renderTraces(report, url.origin))
  return report.failure === undefined ? 0 : 1
}
