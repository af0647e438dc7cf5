import type { Block } from "./blocks.ts"
import type { Problems } from "./problem.ts"
import { Section } from "./section.ts"
import { didYouMean } from "./suggest.ts"

/** An audit device, as `sys/audit/PATH` enables it. */
export interface AuditConfig {
  readonly type: string
  readonly path: string
  readonly description: string
  readonly options: Readonly<Record<string, string>>
}

const types = ["file", "socket"]

/** Decodes an `audit` block; `undefined` if something is wrong. */
export const decodeAudit = (block: Block, problems: Problems): AuditConfig | undefined => {
  const [type = "", path = ""] = block.labels
  const where = ` in audit ${JSON.stringify(type)} ${JSON.stringify(path)}`
  if (!types.includes(type)) {
    const hint = type === "syslog" ? ': use audit "file" or audit "socket"' : didYouMean(type, types)
    problems.error(block.source, block.at, `audit ${JSON.stringify(type)} is not supported${hint}`)
    return undefined
  }
  const section = new Section(problems, where, block.entries, {
    description: "value",
    options: "value",
    local: { ignored: "this server has no replicas" }
  })
  const options = section.textMap("options")
  if (section.has("options") && options === undefined) return undefined
  return { type, path, description: section.text("description") ?? "", options: options ?? {} }
}
