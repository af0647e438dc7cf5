import { profilesOf, type Selection } from "./selection.ts"

/**
 * How long after its creation a token that has ended is still tried, in milliseconds: unless the caller says so, and if only
 * `core` is tested.
 */
export const RECHECK_MS = 7_000
export const RECHECK_CORE_MS = 4_000

/** How long a run tries them: a run of `core` alone has nothing else to wait for. */
export const recheckTimeOf = (options: Selection): number =>
  profilesOf(options).every((profile) => profile === "core") ? RECHECK_CORE_MS : RECHECK_MS
