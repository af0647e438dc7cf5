import { isWrappingToken, type TokenEntry } from "./token-entry.ts"
import { wrappingEntry } from "./wrapping-entry.ts"

/** What is particular to one wrapping token; all the rest follows from it. */
type WrappingText = readonly [
  accessor: string,
  path: string,
  creationPath: string,
  issueTimeMs: number,
  ttl: number,
  numUses: number,
  revoking: "tree" | "alone" | null,
  wrappedAccessor: string | null,
  status: number,
  raw: boolean
]

/** An entry as it is stored. Those of wrapping tokens, by far the most, are short: a list in the place of an object. */
export const entryText = (entry: TokenEntry): string => {
  if (!isWrappingToken(entry)) return JSON.stringify(entry)
  const { accessor, issueTimeMs, numUses, path, revoking = null, wrapping } = entry
  const { creationPath, raw, status, ttl, wrappedAccessor = null } = wrapping
  return JSON.stringify([
    accessor,
    path,
    creationPath,
    issueTimeMs,
    ttl,
    numUses,
    revoking,
    wrappedAccessor,
    status,
    raw
  ] satisfies WrappingText)
}

/** What {@link entryText} has written. */
export const entryIn = (text: string): TokenEntry => {
  const read = JSON.parse(text) as TokenEntry | WrappingText
  if (!Array.isArray(read)) return read as TokenEntry
  const [accessor, path, creationPath, issueTimeMs, ttl, numUses, revoking, wrappedAccessor, status, raw] =
    read as WrappingText
  const wrapping = { creationPath, raw, status, ttl, wrappedAccessor: wrappedAccessor ?? undefined }
  const entry = { ...wrappingEntry({ path, issueTimeMs, wrapping }), accessor, numUses }
  return revoking === null ? entry : { ...entry, revoking }
}
