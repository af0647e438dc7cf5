import { decideWrappingToken } from "./decide-token.ts"
import { isWrappingToken, type TokenEntry } from "./token-entry.ts"

/** The properties of a wrapping token from which its whole entry can be rebuilt. */
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
  raw: boolean,
  /** Absent if it is 0, as it nearly always is. */
  minTtl?: number
]

/** An entry as JSON. Wrapping tokens, by far the most frequent ones, are stored as a short list instead of an object. */
export const entryText = (entry: TokenEntry): string => {
  if (!isWrappingToken(entry)) return JSON.stringify(entry)
  const { accessor, issueTimeMs, numUses, path, revoking = null, wrapping } = entry
  const { creationPath, minTtl, raw, status, ttl, wrappedAccessor = null } = wrapping
  const text: WrappingText = [
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
  ]
  return JSON.stringify(minTtl > 0 ? [...text, minTtl] : text)
}

/** Reads what {@link entryText} has written. */
export const entryIn = (text: string): TokenEntry => {
  const read = JSON.parse(text) as TokenEntry | WrappingText
  if (!Array.isArray(read)) return read as TokenEntry
  const [accessor, path, creationPath, issueTimeMs, ttl, numUses, revoking, wrappedAccessor, status, raw, minTtl = 0] =
    read as WrappingText
  const wrapping = { creationPath, minTtl, raw, status, ttl, wrappedAccessor: wrappedAccessor ?? undefined }
  const entry = { ...decideWrappingToken({ path, issueTimeMs, wrapping }), accessor, numUses }
  return revoking === null ? entry : { ...entry, revoking }
}
