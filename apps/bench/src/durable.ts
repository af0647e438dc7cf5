import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type CompareOptions, play } from "./compare.ts"
import { Connection } from "./load/connection.ts"
import { type Latency, runPacedLoad } from "./load/paced-load.ts"
import { runLoad } from "./load/run-load.ts"
import { wrapAndUnwrap } from "./load/scenarios.ts"
import { ServerProcess } from "./servers/server-process.ts"

/** Something that was measured on the durable server: our server on SQLite, with an audit file. */
export interface Finding {
  readonly name: string
  readonly value: string
}

type Report = (name: string, value: string) => void

/** Called with each finding, as soon as there is one: a million responses take minutes. */
export type OnFinding = (finding: Finding) => void

const HEALTH = "GET /v1/sys/health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
const MEGABYTE = 1024 * 1024
/** Latencies take this many times as long as a round. */
const LATENCY_ROUNDS = 10
const MINUTE_SECONDS = 60
/** Responses are added at least this fast. */
const LEAST_FILL_RATE = 2000

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`
const latencyText = ({ p50, p99 }: Latency): string =>
  `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}, p99/p50 ${(p99 / p50).toFixed(1)}`

/** Starts the process of a server, and waits for its first response: milliseconds. */
const firstResponse = async (folder: string): Promise<readonly [ServerProcess, number]> => {
  const begin = performance.now()
  const server = await ServerProcess.start("enwrap-durable", { folder })
  const connection = await Connection.open(server.port)
  await connection.send(HEALTH)
  const took = performance.now() - begin
  connection.close()
  return [server, took]
}

const databaseBytes = (folder: string): number =>
  readdirSync(folder)
    .filter((name) => name.startsWith("enwrap.db"))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

const paced = (server: ServerProcess, { connections }: CompareOptions, rate: number, seconds: number) =>
  runPacedLoad(server, wrapAndUnwrap, connections, rate, seconds)

/** The latency at a number of steps per second, after some seconds of them: after a full load, the first ones take much longer. */
const latencyAt = async (server: ServerProcess, options: CompareOptions, rate: number): Promise<Latency> => {
  await paced(server, options, rate, options.warmUp)
  return paced(server, options, rate, LATENCY_ROUNDS * options.seconds)
}

/** What many waiting responses change, and what happens when all of them expire in one minute. */
const withPending = async (options: CompareOptions, pending: number, folder: string, report: Report): Promise<void> => {
  const { connections, rounds, seconds, warmUp } = options
  const latencySeconds = LATENCY_ROUNDS * seconds
  const measured = 2 * (warmUp + rounds * seconds + latencySeconds) + warmUp + MINUTE_SECONDS
  const expireFromMs = Date.now() + (pending / LEAST_FILL_RATE + measured) * 1000
  const beginFill = performance.now()
  const filler = await ServerProcess.start("enwrap-durable", { folder, pending, expireFromMs })
  report(`${pending} pending: added`, `${Math.round((pending * 1000) / (performance.now() - beginFill))}/s`)
  await filler.stop()
  report(`${pending} pending: disk for each`, `${Math.round(databaseBytes(folder) / pending)} bytes`)
  const [server, took] = await firstResponse(folder)
  const none = await ServerProcess.start("enwrap-durable")
  try {
    report(`${pending} pending: start of the process to the first response`, milliseconds(took))
    const contest = {
      name: wrapAndUnwrap.name,
      against: "none",
      scenario: wrapAndUnwrap,
      reference: none,
      enwrap: server
    }
    const { cpuRatio, ratio } = await play(contest, options)
    report(`${pending} pending: wrap+unwrap against none`, `${ratio.toFixed(2)}, CPU ${cpuRatio.toFixed(2)}`)
    const { rate } = await runLoad(server, wrapAndUnwrap, connections, latencySeconds)
    report(`${pending} pending: resident memory under load`, `${Math.round((await server.resident()) / MEGABYTE)} MB`)
    const usual = await latencyAt(server, options, rate / 2)
    report(`${pending} pending: at half of the rate`, latencyText(usual))
    await sleep(Math.max(0, expireFromMs - Date.now() - warmUp * 1000))
    // After seconds without requests, V8 has discarded compiled code. That has nothing to do with what expires.
    await paced(server, options, rate / 2, warmUp)
    const expiring = await paced(server, options, rate / 2, MINUTE_SECONDS)
    report(
      `${pending} expire within a minute`,
      `${latencyText(expiring)}, ${(expiring.p99 / usual.p99).toFixed(1)} of the usual p99`
    )
  } finally {
    await server.stop()
    await none.stop()
  }
}

/** Measures the durable server: its rate against the limit, its latency, and with `pending` what many waiting responses change. */
export const measureDurable = async (
  options: CompareOptions,
  pending: number,
  onFinding: OnFinding = () => {}
): Promise<ReadonlyArray<Finding>> => {
  const findings: Array<Finding> = []
  const report: Report = (name, value) => {
    const finding = { name, value }
    findings.push(finding)
    onFinding(finding)
  }
  const folder = mkdtempSync(join(tmpdir(), "enwrap-bench-"))
  try {
    const limit = await ServerProcess.start("limit")
    const durable = await ServerProcess.start("enwrap-durable")
    try {
      const contest = {
        name: wrapAndUnwrap.name,
        against: "limit",
        scenario: wrapAndUnwrap,
        reference: limit,
        enwrap: durable
      }
      const { cpuRatio, enwrap, ratio } = await play(contest, options)
      report(
        "wrap+unwrap against the limit",
        `${ratio.toFixed(2)}, CPU ${cpuRatio.toFixed(2)}, ${enwrap.rate.toFixed(0)}/s`
      )
      const half = enwrap.rate / 2
      report("at half of the rate", latencyText(await latencyAt(durable, options, half)))
      // It shows what the machine itself adds: a virtual processor may stop for some milliseconds every second.
      report("the limit at the same rate", latencyText(await latencyAt(limit, options, half)))
    } finally {
      await durable.stop()
      await limit.stop()
    }
    if (pending > 0) {
      const data = join(folder, "data")
      mkdirSync(data)
      await withPending(options, pending, data, report)
    }
    return findings
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
