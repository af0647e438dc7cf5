import { isRoot, type TokenEntry } from "./token-entry.ts"

/**
 * A child whose parent is revoked alone. Nothing else changes, but a root token that would have ended with what it descends
 * from still does.
 *
 * @see RW-TK-3, RW-TK-37
 */
export const decideOrphan = ({ parent: _, ...entry }: TokenEntry, parentEndMs: number): TokenEntry => {
  if (!isRoot(entry) || parentEndMs === Infinity) return entry
  return {
    ...entry,
    endsByMs: Math.min(entry.endsByMs ?? Infinity, parentEndMs),
    expiresAtMs: Math.min(entry.expiresAtMs ?? Infinity, parentEndMs)
  }
}
