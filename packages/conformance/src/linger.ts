import { profilesOf, type Selection } from "./selection.ts"

/** How long a run tries tokens that have ended, unless the caller says so, and if only `core` is tested. */
export const LINGER_MS = 7_000
export const LINGER_OF_CORE_MS = 4_000

/** How long a run lingers: a run of `core` alone has nothing else to wait for. */
export const lingerOf = (options: Selection): number =>
  profilesOf(options).every((profile) => profile === "core") ? LINGER_OF_CORE_MS : LINGER_MS
