/** How a task runs: within the bound, beside the others without counting, or alone. */
export type TaskMode = "counted" | "uncounted" | "alone"

/** Starts tasks side by side within a bound. */
export interface Scheduler {
  /** Runs a task as soon as its mode permits. Tasks start in the order in which they were given. */
  readonly run: <A>(mode: TaskMode, task: () => Promise<A>) => Promise<A>
}

/**
 * Returns a scheduler that runs at most `jobs` counted tasks at a time. A task that runs alone starts when all others have
 * ended, and others start only when it has.
 */
export function makeScheduler(jobs: number): Scheduler {
  const running: Record<TaskMode, number> = { counted: 0, uncounted: 0, alone: 0 }
  const queue: Array<{ readonly mode: TaskMode; readonly start: () => void }> = []
  const isFree = (mode: TaskMode): boolean => {
    if (running.alone > 0) return false
    if (mode === "alone") return running.counted + running.uncounted === 0
    return mode === "uncounted" || running.counted < jobs
  }
  const startNext = (): void => {
    for (let next = queue[0]; next !== undefined && isFree(next.mode); next = queue[0]) {
      queue.shift()
      running[next.mode]++
      next.start()
    }
  }
  return {
    async run(mode, task) {
      await new Promise<void>((resolve) => {
        queue.push({ mode, start: resolve })
        startNext()
      })
      try {
        return await task()
      } finally {
        running[mode]--
        startNext()
      }
    }
  }
}
