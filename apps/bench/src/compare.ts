import { type Measurement, runLoad } from "./load/run-load.ts"
import { type Scenario, scenarios } from "./load/scenarios.ts"
import { ServerProcess } from "./servers/server-process.ts"

export interface CompareOptions {
  readonly connections: number
  readonly rounds: number
  /** Of each server in each round of a scenario. */
  readonly seconds: number
  /** Of each server before the rounds of a scenario. */
  readonly warmUp: number
  /** Where our server leaves a CPU profile. */
  readonly profile?: string | undefined
}

/** Medians over the rounds. */
export interface Comparison {
  readonly scenario: string
  readonly limit: Measurement
  readonly enwrap: Measurement
  /** Our rate by the limit's, in the same round. */
  readonly ratio: number
  /** The limit's processor time for a step by ours: the ratio as it is where nothing else uses the machine. */
  readonly cpuRatio: number
}

interface Round {
  readonly limit: Measurement
  readonly enwrap: Measurement
}

const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const summary = (scenario: string, rounds: ReadonlyArray<Round>): Comparison => {
  const medians = (server: keyof Round): Measurement => ({
    rate: median(rounds.map((round) => round[server].rate)),
    cpu: median(rounds.map((round) => round[server].cpu))
  })
  return {
    scenario,
    limit: medians("limit"),
    enwrap: medians("enwrap"),
    ratio: median(rounds.map(({ enwrap, limit }) => enwrap.rate / limit.rate)),
    cpuRatio: median(rounds.map(({ enwrap, limit }) => limit.cpu / enwrap.cpu))
  }
}

/**
 * Measures our server and the limit in one run: short rounds in which the two take turns, so that whatever else the machine
 * does falls on both. Before them both are warmed up: V8 takes seconds until it has compiled what is hot, the more the more
 * there is, and a server runs for longer than that.
 */
export const compare = async ({
  connections,
  profile,
  rounds,
  seconds,
  warmUp
}: CompareOptions): Promise<ReadonlyArray<Comparison>> => {
  const limit = await ServerProcess.start("limit")
  try {
    const enwrap = await ServerProcess.start("enwrap", profile)
    try {
      const play = async (scenario: Scenario): Promise<Comparison> => {
        const load = (server: ServerProcess, duration = seconds): Promise<Measurement> =>
          runLoad(server, scenario, connections, duration)
        await load(limit, warmUp)
        await load(enwrap, warmUp)
        const played: Array<Round> = []
        while (played.length < rounds) played.push({ limit: await load(limit), enwrap: await load(enwrap) })
        return summary(scenario.name, played)
      }
      const comparisons: Array<Comparison> = []
      for (const scenario of scenarios) comparisons.push(await play(scenario))
      return comparisons
    } finally {
      await enwrap.stop()
    }
  } finally {
    await limit.stop()
  }
}
