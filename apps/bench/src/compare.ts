import { type Measurement, runLoad } from "./load/run-load.ts"
import { type Scenario, scenarios } from "./load/scenarios.ts"
import { ServerProcess } from "./servers/server-process.ts"

export interface CompareOptions {
  readonly connections: number
  readonly rounds: number
  /** Of each server in each round of a scenario. */
  readonly seconds: number
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
 * does falls on both. The first round warms up and doesn't count.
 */
export const compare = async ({
  connections,
  profile,
  rounds,
  seconds
}: CompareOptions): Promise<ReadonlyArray<Comparison>> => {
  const limit = await ServerProcess.start("limit")
  try {
    const enwrap = await ServerProcess.start("enwrap", profile)
    try {
      const playRound = async (scenario: Scenario, limitFirst: boolean): Promise<Round> => {
        const load = (server: ServerProcess): Promise<Measurement> => runLoad(server, scenario, connections, seconds)
        if (limitFirst) return { limit: await load(limit), enwrap: await load(enwrap) }
        const ours = await load(enwrap)
        return { limit: await load(limit), enwrap: ours }
      }
      const played = scenarios.map((scenario) => ({ scenario, rounds: [] as Array<Round> }))
      for (let round = 0; round <= rounds; round++) {
        for (const each of played) {
          const result = await playRound(each.scenario, round % 2 === 0)
          if (round > 0) each.rounds.push(result)
        }
      }
      return played.map(({ rounds, scenario }) => summary(scenario.name, rounds))
    } finally {
      await enwrap.stop()
    }
  } finally {
    await limit.stop()
  }
}
