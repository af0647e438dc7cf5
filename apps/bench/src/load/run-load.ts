import { Connection } from "./connection.ts"
import type { Scenario } from "./scenarios.ts"

/** What one server did in one round. */
export interface Measurement {
  /** Steps a second. */
  readonly rate: number
  /** Processor time of the server for one step, in microseconds. */
  readonly cpu: number
}

/** A server, and the token with which it is asked. */
export interface Target {
  readonly port: number
  readonly token: string
  /** Processor time that the server has used, in microseconds. */
  readonly cpu: () => Promise<number>
}

/**
 * Repeats a scenario's step on each of some connections, for some seconds.
 *
 * @throws where a server refuses a step: a rate with refusals in it would say nothing
 */
export const runLoad = async (
  { cpu, port, token }: Target,
  scenario: Scenario,
  connections: number,
  seconds: number
): Promise<Measurement> => {
  const opened = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)))
  try {
    const steps = await Promise.all(opened.map((connection) => scenario.prepare(connection, token)))
    const cpuBefore = await cpu()
    const begin = performance.now()
    const end = begin + seconds * 1000
    let done = 0
    const repeat = async (step: () => Promise<string>): Promise<void> => {
      do {
        await step()
        done++
      } while (performance.now() < end)
    }
    await Promise.all(steps.map(repeat))
    const elapsed = performance.now() - begin
    const cpuUsed = (await cpu()) - cpuBefore
    return { rate: (done * 1000) / elapsed, cpu: cpuUsed / done }
  } finally {
    for (const connection of opened) connection.close()
  }
}
