import type { StoredRecord } from "../../ports/store/port.ts"
import { marker, wrappedPathKey } from "../records.ts"

/** A record is stored for this much longer than the first token needs it, so that most tokens at the same path need no other. */
const AHEAD_MS = 600_000
/** The minimum number of paths that are remembered; the maximum is twice as many. */
const REMEMBERED = 2048

/** Knows at which paths a record says that wrapping tokens were created there, and until when. */
export class WrappedPaths {
  #young = new Map<string, number>()
  #old = new Map<string, number>()

  /** The record that a token needs which was created at this path; `undefined` if it is stored already. */
  missing(path: string, expiresAtMs: number): StoredRecord | undefined {
    const until = this.#young.get(path) ?? this.#old.get(path) ?? -Infinity
    if (until >= expiresAtMs) return undefined
    const untilMs = expiresAtMs + AHEAD_MS
    return marker(wrappedPathKey(path, untilMs), untilMs)
  }

  /** The record has been stored. */
  stored(path: string, { expiresAt = 0 }: StoredRecord): void {
    if (this.#young.size >= REMEMBERED) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(path, expiresAt)
  }
}
