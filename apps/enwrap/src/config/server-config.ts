import { DocumentError, parseHcl, parseJson } from "@enwrap/server/hcl"
import { type AuditConfig, decodeAudits } from "./audit-config.ts"
import { type Block, locate, type LocatedEntry } from "./blocks.ts"
import { decodeLeaseTtl, decodeRequestDuration, type LeaseTtl } from "./limits-config.ts"
import { checkAuditFiles, checkFiles } from "./check-files.ts"
import { type ConfigBlocks, readBlocks, readStorages } from "./config-blocks.ts"
import { decodeListeners, type ListenerConfig } from "./listener-config.ts"
import { namedFiles } from "./named-files.ts"
import { type ConfigText, type Problem, Problems } from "./problem.ts"
import { decodeSeal, type SealConfig } from "./seal-config.ts"
import { checkKeys, Section } from "./section.ts"
import { serverRules, telemetryRules } from "./server-rules.ts"
import { decodeStorage, type StorageConfig } from "./storage-config.ts"
import type { Surroundings } from "./surroundings.ts"

export const logLevels = ["trace", "debug", "info", "warn", "error"] as const
export type LogLevel = (typeof logLevels)[number]

/** What a server is to be. */
export interface ServerConfig {
  readonly storage: StorageConfig
  /** At least one. */
  readonly listeners: ReadonlyArray<ListenerConfig>
  readonly seal: SealConfig
  /** The audit devices, and what the API and their options may do. */
  readonly audit: {
    readonly devices: ReadonlyArray<AuditConfig>
    readonly unsafeAllowApi: boolean
    readonly unsafeAllowRaw: boolean
    readonly allowPrefix: boolean
  }
  readonly leaseTtl: LeaseTtl
  readonly apiAddress: string | undefined
  readonly logLevel: LogLevel
  readonly logFormat: "standard" | "json"
  /** Logs every request at this level; `undefined` if requests are not logged. */
  readonly logRequestsLevel: LogLevel | undefined
  readonly pidFile: string | undefined
}

/** A configuration, and everything that is wrong with it. It is `undefined` if something is an error. */
export interface DecodedConfig {
  readonly config: ServerConfig | undefined
  readonly problems: ReadonlyArray<Problem>
}

/**
 * Decodes the texts of a configuration, which complement each other; the last of several values applies. All problems are
 * reported, not only the first one.
 */
export const decodeConfig = (texts: ReadonlyArray<ConfigText>, surroundings: Surroundings): DecodedConfig => {
  const problems = new Problems()
  const entries = texts.flatMap((source) => parse(source, problems))
  const isWhole = !problems.hasErrors
  const section = new Section(problems, "", entries, serverRules)
  const blocks = readBlocks(section, texts, isWhole, problems)
  const config = decode(section, blocks, surroundings, problems)
  const files = namedFiles(texts, entries, blocks)
  checkFiles(files, surroundings, problems)
  checkAuditFiles(files, blocks.audits.length, surroundings, problems)
  return { config: problems.hasErrors ? undefined : config, problems: problems.all }
}

/**
 * Decodes only the storage of a configuration. What is wrong elsewhere is not a problem, such as a file of another machine or
 * working directory that is missing.
 */
export const decodeStorageAlone = (
  texts: ReadonlyArray<ConfigText>
): { readonly storage: StorageConfig | undefined; readonly problems: ReadonlyArray<Problem> } => {
  const problems = new Problems()
  const entries = texts.flatMap((source) => parse(source, problems))
  const section = new Section(new Problems(), "", entries, serverRules)
  const storage = problems.hasErrors
    ? undefined
    : decodeStorages(readStorages(section, texts, true, problems), problems)
  return { storage: problems.hasErrors ? undefined : storage, problems: problems.all }
}

const parse = (source: ConfigText, problems: Problems): ReadonlyArray<LocatedEntry> => {
  const { name, text } = source
  try {
    const read = /^\s*\{/.test(text) ? parseJson : parseHcl
    return locate(source, read(text, "configuration"))
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    const { column, line, message } = error
    problems.add({ severity: "error", file: name, line, column, message })
    return []
  }
}

const decode = (
  section: Section,
  { audits, listeners, seals, storages, telemetry }: ConfigBlocks,
  surroundings: Surroundings,
  problems: Problems
): ServerConfig | undefined => {
  const storage = decodeStorages(storages, problems)
  const [, second] = seals
  if (second !== undefined) problems.error(second.source, second.at, "seal can be given only once")
  const seal = seals.length === 0 ? ({ type: "shamir" } as const) : decodeSeal(seals[0]!, surroundings, problems)

  const maxRequestSize = section.count("max_request_size") || undefined
  const requestDuration = decodeRequestDuration(section)
  const unsafeAllowRaw = section.boolean("unsafe_allow_audit_log_raw") ?? false
  const allowPrefix = section.boolean("allow_audit_log_prefixing") ?? false
  const config = {
    storage,
    listeners: decodeListeners(listeners, surroundings, problems).map((listener) => ({
      ...listener,
      maxRequestSize: listener.maxRequestSize ?? maxRequestSize,
      limits: { requestDuration, ...listener.limits }
    })),
    seal,
    audit: {
      devices: decodeAudits(audits, { unsafeAllowRaw, allowPrefix }, problems),
      unsafeAllowApi: section.boolean("unsafe_allow_api_audit_creation") ?? false,
      unsafeAllowRaw,
      allowPrefix
    },
    leaseTtl: decodeLeaseTtl(section),
    apiAddress: decodeApiAddress(section),
    logLevel: decodeLogLevel(section, "log_level") ?? "info",
    logRequestsLevel:
      section.text("log_requests_level") === "off" ? undefined : decodeLogLevel(section, "log_requests_level"),
    logFormat: section.oneOf("log_format", ["standard", "json"]) ?? "standard",
    pidFile: section.text("pid_file") || undefined
  }
  for (const { entries } of telemetry) checkKeys(problems, " in telemetry", entries, telemetryRules)
  return config.storage === undefined || config.seal === undefined
    ? undefined
    : { ...config, storage: config.storage, seal: config.seal }
}

/** Of several files, the last one with a storage applies. */
const decodeStorages = (blocks: ReadonlyArray<Block>, problems: Problems): StorageConfig | undefined => {
  const decoded = blocks.map((block) => decodeStorage(block, "storage", problems))
  for (const block of blocks) {
    const first = blocks.find(({ source }) => source === block.source)
    if (first !== block) problems.error(block.source, block.at, "storage can be given only once")
  }
  const [replaced, last] = blocks.slice(-2)
  // A forgotten file in the folder would lose all data. The environment is meant to replace what is in files.
  if (last?.source.path !== undefined && last.source !== replaced!.source)
    problems.warn(last.source, last.at, `${titleOf(last)} replaces ${titleOf(replaced!)} in ${replaced!.source.name}`)
  return decoded.at(-1)
}

const titleOf = ({ labels }: Block): string => `storage ${JSON.stringify(labels[0])}`

/** Whether clients could use it: a text such as `${env.NAME}` is not replaced. */
export const isApiAddress = (text: string): boolean =>
  /^https?:\/\/\S+$/.test(text) && !text.includes("${") && URL.canParse(text)

const decodeApiAddress = (section: Section): string | undefined => {
  const text = section.text("api_addr")
  if (text === undefined || text === "" || isApiAddress(text)) return text || undefined
  section.error("api_addr", 'must be a URL, such as "https://vault.example:8200"')
  return undefined
}

/** The original has more names for some levels. */
const otherLevels: Readonly<Record<string, LogLevel>> = { notice: "info", warning: "warn", err: "error" }

const decodeLogLevel = (section: Section, key: string): LogLevel | undefined => {
  const name = section.text(key)?.toLowerCase()
  if (name === "") return undefined
  return (name === undefined ? undefined : otherLevels[name]) ?? section.oneOf(key, logLevels)
}
