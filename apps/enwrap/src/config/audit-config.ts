import { auditDeviceOptionNames, auditDeviceProblem, type DeviceRules } from "@enwrap/server/audit"
import { nodeAuditOptionNames, nodeAuditOptionProblem } from "@enwrap/server-node"
import { type Block, locate, type LocatedEntry } from "./blocks.ts"
import type { Problems } from "./problem.ts"
import { toObject, toTextOfScalar } from "./scalars.ts"
import { type KeyRules, Section } from "./section.ts"
import { didYouMean } from "./suggest.ts"

/** An audit device, as `sys/audit/PATH` enables it. */
export interface AuditConfig {
  readonly type: string
  readonly path: string
  readonly description: string
  readonly options: Readonly<Record<string, string>>
}

const types = ["file", "socket"] as const
type DeviceType = (typeof types)[number]

const optionRules = (type: DeviceType): KeyRules =>
  Object.fromEntries([...nodeAuditOptionNames[type], ...auditDeviceOptionNames].map((name) => [name, "value"] as const))

/** The options, and where they are. */
const readOptions = (
  entries: ReadonlyArray<LocatedEntry>,
  type: DeviceType,
  where: string,
  problems: Problems
): readonly [section: Section, options: AuditConfig["options"]] => {
  const rules = optionRules(type)
  const section = new Section(problems, ` in the options of${where.replace(/^ in/, "")}`, entries, rules)
  const read = Object.keys(rules).map((name) => [name, section.read(name, toTextOfScalar)] as const)
  return [section, Object.fromEntries(read.filter((pair): pair is readonly [string, string] => pair[1] !== undefined))]
}

/** Decodes an `audit` block; `undefined` if something is wrong. */
const decodeAudit = (
  block: Block,
  others: ReadonlyArray<string>,
  allowed: Omit<DeviceRules, "types">,
  problems: Problems
): AuditConfig | undefined => {
  const [named = "", path = ""] = block.labels
  const where = ` in audit ${JSON.stringify(named)} ${JSON.stringify(path)}`
  const type = types.find((each) => each === named)
  if (type === undefined) {
    const hint = named === "syslog" ? ': use audit "file" or audit "socket"' : didYouMean(named, types)
    problems.error(block.source, block.at, `audit ${JSON.stringify(named)} is not supported${hint}`)
    return undefined
  }
  const section = new Section(problems, where, block.entries, {
    description: "value",
    options: "value",
    local: { ignored: "this server has no replicas" }
  })
  const given = section.read("options", toObject)
  if (section.has("options") && given === undefined) return undefined
  const before = problems.all.length
  const [optionSection, options] = readOptions(
    given === undefined ? [] : locate(block.source, given),
    type,
    where,
    problems
  )
  const device = { type, path, description: section.text("description") ?? "", options }
  // The reason may be an option that could not be read.
  if (problems.all.length > before) return undefined
  const refused = auditDeviceProblem(device, others, { ...allowed, types })
  const unusable = refused === undefined ? nodeAuditOptionProblem(type, options) : undefined
  const text = refused?.text ?? unusable?.problem
  if (text === undefined) return device
  const option = refused === undefined ? unusable?.option : refused.option
  if (option !== undefined && optionSection.has(option)) optionSection.report(option, text)
  else problems.error(block.source, block.at, `audit ${JSON.stringify(type)} ${JSON.stringify(path)}: ${text}`)
  return undefined
}

/** Decodes all `audit` blocks, with the checks that the server makes when it enables the devices. */
export const decodeAudits = (
  blocks: ReadonlyArray<Block>,
  allowed: Omit<DeviceRules, "types">,
  problems: Problems
): ReadonlyArray<AuditConfig> =>
  blocks.flatMap((block, i) => {
    const others = blocks.slice(0, i).map(({ labels }) => labels[1]!)
    return decodeAudit(block, others, allowed, problems) ?? []
  })
