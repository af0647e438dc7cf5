/** How a task runs: within the bound, beside the others without counting, or alone. */
export type Admission = "counted" | "uncounted" | "alone"

/** Starts tasks side by side within a bound. */
export interface Gate {
  /** Runs a task as soon as it is admitted. Tasks are admitted in the order in which they were given. */
  readonly run: <A>(admission: Admission, task: () => Promise<A>) => Promise<A>
}

/**
 * Returns a gate that runs at most `jobs` counted tasks at a time. A task that runs alone starts when all others have
 * ended, and others start only when it has.
 */
export function makeGate(jobs: number): Gate {
  const running: Record<Admission, number> = { counted: 0, uncounted: 0, alone: 0 }
  const queue: Array<{ readonly admission: Admission; readonly start: () => void }> = []
  const isFree = (admission: Admission): boolean => {
    if (running.alone > 0) return false
    if (admission === "alone") return running.counted + running.uncounted === 0
    return admission === "uncounted" || running.counted < jobs
  }
  const admit = (): void => {
    for (let next = queue[0]; next !== undefined && isFree(next.admission); next = queue[0]) {
      queue.shift()
      running[next.admission]++
      next.start()
    }
  }
  return {
    async run(admission, task) {
      await new Promise<void>((resolve) => {
        queue.push({ admission, start: resolve })
        admit()
      })
      try {
        return await task()
      } finally {
        running[admission]--
        admit()
      }
    }
  }
}
