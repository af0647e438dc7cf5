import { Connection } from "./connection.ts"
import type { Scenario } from "./scenarios.ts"

/** The result of one server in one round. */
export interface Measurement {
  /** Steps per second. */
  readonly rate: number
  /** CPU time of the server per step, in microseconds. */
  readonly cpu: number
}

/** A server, and the token for requests to it. */
export interface Target {
  readonly port: number
  readonly token: string
  /** CPU time that the server has used, in microseconds. */
  readonly cpu: () => Promise<number>
}

/**
 * Repeats the step of a scenario on a number of connections, for a number of seconds.
 *
 * @throws Error if the server rejects a step: a rate that includes errors would be meaningless
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
