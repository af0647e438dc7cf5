import type { DocumentObject, DocumentValue, Entry } from "@enwrap/server/hcl"
import type { ConfigText, Problems } from "./problem.ts"

/** An entry, and the text that it is in. */
export interface LocatedEntry extends Entry {
  readonly source: ConfigText
}

/** A block with its names: `listener "tcp" { … }` has one. */
export interface Block {
  readonly labels: ReadonlyArray<string>
  readonly at: number
  readonly source: ConfigText
  readonly entries: ReadonlyArray<LocatedEntry>
}

export const locate = (source: ConfigText, { entries }: DocumentObject): ReadonlyArray<LocatedEntry> =>
  entries.map((entry) => ({ ...entry, source }))

/**
 * The blocks of an entry. In HCL, one block has its names before its brace. In JSON, the names are keys of nested objects, and
 * lists hold several blocks: `{"listener": [{"tcp": {…}}, {"tcp": {…}}]}`.
 *
 * @param names how many names a block has
 */
export const blocksOf = (entry: LocatedEntry, names: number, problems: Problems): ReadonlyArray<Block> => {
  const { key, source } = entry
  const complain = (at: number): ReadonlyArray<Block> => {
    const shape = names === 0 ? "" : names === 1 ? ' "NAME"' : ' "TYPE" "PATH"'
    problems.error(source, at, `${key} must be a block: ${key}${shape} { … }`)
    return []
  }
  const unfold = (value: DocumentValue, labels: ReadonlyArray<string>, at: number): ReadonlyArray<Block> => {
    if (labels.length > names) return complain(at)
    if (value.kind === "list") return value.items.flatMap((item) => unfold(item, labels, item.at))
    if (value.kind !== "object") return complain(value.at)
    if (labels.length === names) return [{ labels, at, source, entries: locate(source, value) }]
    // A block without a name has no entries that could be names.
    if (value.entries.length === 0) return complain(at)
    return value.entries.flatMap((each) =>
      unfold(each.value, [...labels, each.key, ...each.labels.map(({ text }) => text)], each.at)
    )
  }
  // In HCL, a block with some of its names has all of them before its brace: what is in it are not names.
  if (entry.labels.length > 0 && entry.labels.length < names) return complain(entry.at)
  return unfold(
    entry.value,
    entry.labels.map(({ text }) => text),
    entry.at
  )
}
