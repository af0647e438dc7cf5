import type { ConformanceCase } from "./conformance-case.ts"
import type { TaskMode } from "./scheduler.ts"

/** Sorts cases so that those with the longest waits start first, then long ones: none begins when the others have ended. */
export const longestFirst = (cases: ReadonlyArray<ConformanceCase>): ReadonlyArray<ConformanceCase> =>
  cases.toSorted(
    (one, other) => (other.waits ?? 0) - (one.waits ?? 0) || Number(other.long === true) - Number(one.long === true)
  )

/** How a case runs beside others: one that only waits takes no place from them. */
export const taskModeOf = ({ exclusive, waits }: ConformanceCase): TaskMode =>
  exclusive === true ? "alone" : waits === undefined ? "counted" : "uncounted"
