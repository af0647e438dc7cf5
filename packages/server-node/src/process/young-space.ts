import { PerformanceObserver } from "node:perf_hooks"
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8"

/** V8 may double a smaller space of young objects, to three times 8 MB at most. Without this limit, it grows to three times 16 MB. */
const ENOUGH_BYTES = 16 * 1024 * 1024

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_size ?? 0

/**
 * Limits the space of young objects after each collection. It cannot be a fixed size: V8 makes the space as small as possible when
 * the process is idle, so it must be able to grow again.
 */
export const limitYoungSpace = (): void => {
  let isGrowing: boolean | undefined
  const limit = (): void => {
    const isSmall = youngBytes() < ENOUGH_BYTES
    if (isSmall === isGrowing) return
    isGrowing = isSmall
    setFlagsFromString(`--semi-space-growth-factor=${isSmall ? 2 : 1}`)
  }
  limit()
  new PerformanceObserver(limit).observe({ entryTypes: ["gc"] })
}
