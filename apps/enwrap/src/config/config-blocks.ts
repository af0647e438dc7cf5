import { type Block, blocksOf } from "./blocks.ts"
import type { ConfigText, Problems } from "./problem.ts"
import type { Section } from "./section.ts"

/** The blocks of a configuration, by their kind. */
export interface ConfigBlocks {
  readonly storages: ReadonlyArray<Block>
  readonly listeners: ReadonlyArray<Block>
  readonly seals: ReadonlyArray<Block>
  readonly audits: ReadonlyArray<Block>
  readonly telemetry: ReadonlyArray<Block>
}

const read = (section: Section, key: string, names: number, problems: Problems): ReadonlyArray<Block> =>
  section.blocks(key).flatMap((entry) => blocksOf(entry, names, problems))

/**
 * Reads blocks of which there must be one. That it is missing is only reported if nothing else is wrong that may hide it: a text
 * that cannot be parsed, or a block in a wrong form.
 *
 * @param isWhole whether all texts could be parsed
 */
const required =
  (keys: ReadonlyArray<string>, message: string) =>
  (section: Section, texts: ReadonlyArray<ConfigText>, isWhole: boolean, problems: Problems): ReadonlyArray<Block> => {
    const before = problems.all.length
    const found = keys.flatMap((key) => read(section, key, 1, problems))
    const last = texts.at(-1) ?? { name: "configuration", text: "" }
    if (found.length === 0 && isWhole && problems.all.length === before) problems.error(last, 0, message)
    return found
  }

export const readStorages = required(["storage", "backend"], 'storage is missing: add storage "sqlite" { path = "…" }')
const readListeners = required(["listener"], 'listener is missing: add listener "tcp" { … }')

/** @param isWhole whether all texts could be parsed */
export const readBlocks = (
  section: Section,
  texts: ReadonlyArray<ConfigText>,
  isWhole: boolean,
  problems: Problems
): ConfigBlocks => ({
  storages: readStorages(section, texts, isWhole, problems),
  listeners: readListeners(section, texts, isWhole, problems),
  seals: read(section, "seal", 1, problems),
  audits: read(section, "audit", 2, problems),
  telemetry: read(section, "telemetry", 0, problems)
})
