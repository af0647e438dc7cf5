import { formatDuration } from "@enwrap/protocol"
import type { Section } from "./section.ts"

/** The TTLs in seconds of leases and tokens; `undefined` for the server's own. */
export interface LeaseTtl {
  readonly default: number | undefined
  readonly max: number | undefined
}

/** The maximum of a server without its own, in seconds. */
const MAX_TTL = 768 * 3600

/** Decodes the TTLs of leases and tokens. 0 is the server's own, as in the original. */
export const decodeLeaseTtl = (section: Section): LeaseTtl => {
  const max = section.seconds("max_lease_ttl") || undefined
  const given = section.seconds("default_lease_ttl") || undefined
  if (given !== undefined && given > (max ?? MAX_TTL))
    section.error(
      "default_lease_ttl",
      `must not be longer than max_lease_ttl, which is ${formatDuration(max ?? MAX_TTL)}`
    )
  return { default: given, max }
}

const DEFAULT_REQUEST_SECONDS = 90

/** The time that a request may take, in milliseconds, for listeners that have no setting of their own. */
export const decodeRequestDuration = (section: Section): number => {
  const [first, second] = ["max_request_duration", "default_max_request_duration"].map((key) => section.seconds(key))
  return timerMilliseconds(first || second || DEFAULT_REQUEST_SECONDS)
}

/** The longest time of a timer of Node.js. */
const LONGEST_TIMER = 2_147_483_647

export const timerMilliseconds = (seconds: number): number => Math.min(seconds * 1000, LONGEST_TIMER)
