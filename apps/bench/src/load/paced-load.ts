import { Connection } from "./connection.ts"
import type { Target } from "./run-load.ts"
import type { Scenario } from "./scenarios.ts"

/** How long the steps took, in milliseconds. */
export interface Latency {
  readonly p50: number
  readonly p99: number
}

const part = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/**
 * Repeats the step of a scenario at a fixed rate, whether or not the server keeps up. A step that has to wait for a free connection
 * began when it should have.
 *
 * @param rate steps per second
 * @throws Error if the server rejects a step
 */
export const runPacedLoad = async (
  { port, token }: Target,
  scenario: Scenario,
  connections: number,
  rate: number,
  seconds: number
): Promise<Latency> => {
  const opened = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)))
  try {
    const free = await Promise.all(opened.map((connection) => scenario.prepare(connection, token)))
    const took: Array<number> = []
    const waiting: Array<number> = []
    const running = new Set<Promise<void>>()
    const startNext = (): void => {
      while (free.length > 0 && waiting.length > 0) {
        // The one that has been free for longest: the server closes connections that are idle for a minute.
        const step = free.shift()!
        const began = waiting.shift()!
        const run = step().then(() => {
          took.push(performance.now() - began)
          free.push(step)
          running.delete(run)
          startNext()
        })
        running.add(run)
      }
    }
    const begin = performance.now()
    const total = Math.ceil(rate * seconds)
    for (let due = 0; due < total;) {
      const now = performance.now()
      const until = Math.min(total, ((now - begin) * rate) / 1000)
      for (; due < until; due++) waiting.push(now)
      startNext()
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    while (running.size > 0) await Promise.all(running)
    took.sort((a, b) => a - b)
    return { p50: part(took, 0.5), p99: part(took, 0.99) }
  } finally {
    for (const connection of opened) connection.close()
  }
}
