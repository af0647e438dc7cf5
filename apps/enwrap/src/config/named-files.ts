import type { DocumentValue } from "@enwrap/server/hcl"
import type { Block, LocatedEntry } from "./blocks.ts"
import type { ConfigBlocks } from "./config-blocks.ts"
import type { ConfigText } from "./problem.ts"

/**
 * What the server does with a file:
 *
 * - `read`: it reads it; several settings may name it
 * - `database`, `log`, `pid`: it writes it
 * - `socket`: it listens on it
 */
export type FileUse = "read" | "database" | "log" | "pid" | "socket"

/** A file that a setting names. */
export interface NamedFile {
  readonly use: FileUse
  readonly path: string
  /** The setting, for messages: `path in storage "sqlite"`. */
  readonly setting: string
  readonly at: number
  readonly source: ConfigText
}

interface FileSetting {
  readonly block: "storage" | "seal" | "listener" | "audit"
  readonly type: string
  readonly key: string
  readonly use: FileUse
  /** Only a value with this prefix names a file. */
  readonly prefix?: string
}

/** All settings of blocks that name a file. */
const settings: ReadonlyArray<FileSetting> = [
  { block: "storage", type: "sqlite", key: "path", use: "database" },
  { block: "seal", type: "static", key: "current_key", use: "read", prefix: "file://" },
  { block: "seal", type: "static", key: "previous_key", use: "read", prefix: "file://" },
  { block: "listener", type: "tcp", key: "tls_cert_file", use: "read" },
  { block: "listener", type: "tcp", key: "tls_key_file", use: "read" },
  { block: "listener", type: "tcp", key: "tls_client_ca_file", use: "read" },
  { block: "listener", type: "unix", key: "address", use: "socket" },
  { block: "audit", type: "file", key: "file_path", use: "log" },
  { block: "audit", type: "file", key: "path", use: "log" }
]

/** Names that an audit device does not open as a file. */
const notFiles = new Set(["stdout", "discard"])

const textOf = (value: DocumentValue): string => (value.kind === "string" ? value.value : "")

/** The entries that are settings; those of an audit device are in its options. */
const settingsOf = (kind: FileSetting["block"], { entries, source }: Block): ReadonlyArray<LocatedEntry> =>
  kind === "audit"
    ? entries.flatMap(({ key, value }) =>
        key === "options" && value.kind === "object" ? value.entries.map((entry) => ({ ...entry, source })) : []
      )
    : entries

/** The files that the blocks of one kind name. */
const filesOfBlocks = (kind: FileSetting["block"], blocks: ReadonlyArray<Block>): ReadonlyArray<NamedFile> =>
  blocks.flatMap((block) => {
    const [type] = block.labels
    const where = `${kind} ${block.labels.map((label) => JSON.stringify(label)).join(" ")}`
    return settingsOf(kind, block).flatMap(({ at, key, source, value }) => {
      const setting = settings.find((each) => each.block === kind && each.type === type && each.key === key)
      const text = textOf(value)
      const prefix = setting?.prefix ?? ""
      const path = text.startsWith(prefix) ? text.slice(prefix.length) : ""
      if (setting === undefined || path === "" || (setting.use === "log" && notFiles.has(path.toLowerCase()))) return []
      return [{ use: setting.use, path, setting: `${key} in ${where}`, at, source }]
    })
  })

/** The pid file, which is not in a block. Of several texts, the last one applies. */
const pidFiles = (entries: ReadonlyArray<LocatedEntry>): ReadonlyArray<NamedFile> => {
  const last = entries.findLast(({ key }) => key === "pid_file")
  const path = last === undefined ? "" : textOf(last.value)
  return last === undefined || path === "" ? [] : [{ ...last, use: "pid", path, setting: "pid_file" }]
}

/** The files of the configuration itself. */
const filesOfTexts = (texts: ReadonlyArray<ConfigText>): ReadonlyArray<NamedFile> =>
  texts.flatMap((source) =>
    source.path === undefined ? [] : [{ use: "read", path: source.path, setting: "the configuration", at: 0, source }]
  )

/** All files that a configuration names, and its own. The one that the server must not lose is first. */
export const namedFiles = (
  texts: ReadonlyArray<ConfigText>,
  entries: ReadonlyArray<LocatedEntry>,
  { audits, listeners, seals, storages }: ConfigBlocks
): ReadonlyArray<NamedFile> => [
  ...filesOfBlocks("storage", storages.slice(-1)),
  ...filesOfTexts(texts),
  ...filesOfBlocks("seal", seals),
  ...filesOfBlocks("listener", listeners),
  ...filesOfBlocks("audit", audits),
  ...pidFiles(entries)
]
