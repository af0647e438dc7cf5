import { randomBytes } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { CommandIo } from "../command-io.ts"
import { runOptionsOf } from "../command-options.ts"
import type { ConformanceArguments } from "../conformance-arguments.ts"
import { abortOnSignals } from "../interrupt.ts"
import { preflight } from "../preflight.ts"
import { RunError } from "../run-error.ts"
import { nameOfTarget, targetOf } from "../target.ts"
import { httpTransport } from "../transport.ts"
import { findAbilities } from "./abilities.ts"
import { tracesOptionsOf } from "./command-options.ts"
import { TRACES_HELP } from "./help.ts"
import { renderTraces } from "./render.ts"
import { runTraces } from "./run-traces.ts"

/** Runs `enwrap conformance --traces`. Throws a RunError if it cannot run. */
export async function tracesCommand(given: ConformanceArguments, io: CommandIo): Promise<0 | 1 | 2> {
  if (asksForHelp(given)) {
    io.stdout.write(TRACES_HELP)
    return 0
  }
  const { format, ...options } = tracesOptionsOf(given)
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
    ...options,
    transport,
    operator,
    prefix: `enwrap-conformance-${randomBytes(4).toString("hex")}`,
    abilities,
    wait: (milliseconds) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
    signal
  }).finally(release)
  if (signal.aborted) throw new RunError("interrupted", "interrupted")
  io.stdout.write(format === "json" ? `${JSON.stringify(report, null, 2)}\n` : renderTraces(report, url.origin))
  return report.failure === undefined ? 0 : 1
}

/** Parsers read the flag after `--traces` as its value: nobody who asks for help should have to give a number first. */
const asksForHelp = (given: ConformanceArguments): boolean =>
  given.has("help") || ["--help", "-help", "-h"].includes(given.value("traces") ?? "")
