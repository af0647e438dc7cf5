import { isRoot, type TokenEntry } from "./token-entry.ts"

/**
 * The entry of a child whose parent is revoked alone: it becomes an orphan. A root token still expires when the first of its
 * ancestors would have.
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
