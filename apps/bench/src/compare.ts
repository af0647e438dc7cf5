import { tokenWithPolicies } from "./load/policies.ts"
import { type Measurement, runLoad, type Target } from "./load/run-load.ts"
import { type Scenario, scenarios, wrapAndUnwrap } from "./load/scenarios.ts"
import { type ServerName, ServerProcess, type StartOptions } from "./servers/server-process.ts"

export interface CompareOptions {
  readonly connections: number
  readonly rounds: number
  /** Seconds of load on each server in each round. */
  readonly seconds: number
  /** Seconds of load on each server before the rounds of a scenario. */
  readonly warmUp: number
  /** The directory for a CPU profile of our server. */
  readonly profile?: string | undefined
  /** The root of a built checkout of an earlier commit. Our server is compared with its server instead of the limits. */
  readonly before?: string | undefined
}

/** Medians over the rounds. */
export interface Comparison {
  readonly scenario: string
  /** What our server is compared with. */
  readonly against: string
  readonly reference: Measurement
  readonly enwrap: Measurement
  /** Our rate divided by the reference's, in the same round. */
  readonly ratio: number
  /** The reference's CPU time per step divided by ours. Other load on the machine has little effect on it. */
  readonly cpuRatio: number
}

/** Two servers under the same load. */
export interface Contest {
  readonly name: string
  readonly against: string
  readonly scenario: Scenario
  readonly reference: Target
  readonly enwrap: Target
}

interface Round {
  readonly reference: Measurement
  readonly enwrap: Measurement
}

const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const summary = ({ against, name }: Contest, rounds: ReadonlyArray<Round>): Comparison => {
  const medians = (side: keyof Round): Measurement => ({
    rate: median(rounds.map((round) => round[side].rate)),
    cpu: median(rounds.map((round) => round[side].cpu))
  })
  return {
    scenario: name,
    against,
    reference: medians("reference"),
    enwrap: medians("enwrap"),
    ratio: median(rounds.map(({ enwrap, reference }) => enwrap.rate / reference.rate)),
    cpuRatio: median(rounds.map(({ enwrap, reference }) => reference.cpu / enwrap.cpu))
  }
}

/**
 * Measures two servers in alternating short rounds, so that other load on the machine affects both. Both are warmed up
 * first: V8 needs seconds to compile the hot code, and servers run for longer than that.
 */
export const play = async (contest: Contest, options: CompareOptions): Promise<Comparison> => {
  const { connections, rounds, seconds, warmUp } = options
  const load = (side: Target, duration = seconds): Promise<Measurement> =>
    runLoad(side, contest.scenario, connections, duration)
  await load(contest.reference, warmUp)
  await load(contest.enwrap, warmUp)
  const played: Array<Round> = []
  while (played.length < rounds) {
    played.push({ reference: await load(contest.reference), enwrap: await load(contest.enwrap) })
  }
  return summary(contest, played)
}

interface Servers {
  readonly limit: ServerProcess
  readonly limitInBatches: ServerProcess
  readonly enwrap: ServerProcess
  /** Our server on a durable store. */
  readonly onSqlite: ServerProcess
  /** Our server with an audit file. */
  readonly audited: ServerProcess
  /** Our server on a durable store, with an audit file. */
  readonly durable: ServerProcess
}

/** Our server against the limits, in memory and on SQLite; then what many policies cost, and an audit file. */
const contests = async ({
  audited,
  durable,
  enwrap,
  limit,
  limitInBatches,
  onSqlite
}: Servers): Promise<ReadonlyArray<Contest>> => [
  ...scenarios.map((scenario) => ({ name: scenario.name, against: "limit", scenario, reference: limit, enwrap })),
  ...scenarios.map((scenario) => ({
    name: `${scenario.name}, on SQLite`,
    against: "limit",
    scenario,
    reference: limit,
    enwrap: onSqlite
  })),
  {
    name: wrapAndUnwrap.name,
    against: "limit in batches",
    scenario: wrapAndUnwrap,
    reference: limitInBatches,
    enwrap
  },
  {
    name: `${wrapAndUnwrap.name}, 100 policies of 100 paths`,
    against: "root token",
    scenario: wrapAndUnwrap,
    reference: enwrap,
    enwrap: { port: enwrap.port, cpu: enwrap.cpu, token: await tokenWithPolicies(enwrap) }
  },
  {
    name: `${wrapAndUnwrap.name}, audit file`,
    against: "no audit",
    scenario: wrapAndUnwrap,
    reference: enwrap,
    enwrap: audited
  },
  {
    name: `${wrapAndUnwrap.name}, on SQLite, audit file`,
    against: "limit",
    scenario: wrapAndUnwrap,
    reference: limit,
    enwrap: durable
  }
]

/** Our server against an earlier commit of it. */
const contestsBefore = (before: ServerProcess, enwrap: ServerProcess): ReadonlyArray<Contest> =>
  scenarios.map((scenario) => ({ name: scenario.name, against: "before", scenario, reference: before, enwrap }))

/** Runs all comparisons, one after the other. */
export const compare = async (options: CompareOptions): Promise<ReadonlyArray<Comparison>> => {
  const started: Array<ServerProcess> = []
  const start = async (name: ServerName, startOptions?: StartOptions): Promise<ServerProcess> => {
    const server = await ServerProcess.start(name, startOptions)
    started.push(server)
    return server
  }
  try {
    const enwrap = await start("enwrap", { profileDirectory: options.profile })
    const planned =
      options.before === undefined
        ? await contests({
            limit: await start("limit"),
            limitInBatches: await start("limit-in-batches"),
            enwrap,
            onSqlite: await start("enwrap-sqlite"),
            audited: await start("enwrap-audited"),
            durable: await start("enwrap-durable")
          })
        : contestsBefore(await start("enwrap", { checkout: options.before }), enwrap)
    const comparisons: Array<Comparison> = []
    for (const contest of planned) comparisons.push(await play(contest, options))
    return comparisons
  } finally {
    for (const server of started) await server.stop()
  }
}
