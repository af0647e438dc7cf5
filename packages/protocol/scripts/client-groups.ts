/** The operations of the spec in groups, as the clients for Node.js have them: `kvV2.read` for `kvV2Read`. */
import { isObject, objectAt, type Node, type NodeObject } from "./bundle.ts"
import { readOperations } from "./operation-table.ts"

/** The id of an operation begins with its group. */
const groupOf = (id: string): string => /^(appRole|kvV[12]|[a-z]+)/.exec(id)?.[0] ?? id

const memberOf = (id: string): string => {
  const rest = id.slice(groupOf(id).length)
  return rest.charAt(0).toLowerCase() + rest.slice(1)
}

/** Operations that return what their users stored: the caller knows its type. */
const typedReads: ReadonlyMap<string, string> = new Map([
  ["kvV2Read", "KvV2Secret"],
  ["kvV1Read", "Envelope"],
  ["cubbyholeRead", "Envelope"]
])

interface Documented {
  readonly tag: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
}

const textOf = (node: Node | undefined): string => (typeof node === "string" ? node : "")

/** What the spec says about each operation, by id. */
export const documentation = (document: NodeObject): ReadonlyMap<string, Documented> => {
  const found = new Map<string, Documented>()
  for (const [path, item] of Object.entries(objectAt(document, "paths"))) {
    for (const [method, operation] of isObject(item) ? Object.entries(item) : []) {
      if (!isObject(operation)) continue
      const id = textOf(operation["operationId"])
      const { tags } = operation
      found.set(id, {
        tag: textOf(Array.isArray(tags) ? tags[0] : undefined),
        method: method.toUpperCase(),
        path,
        summary: textOf(operation["summary"]),
        description: textOf(operation["description"])
      })
    }
  }
  return found
}

const comment = (indent: string, lines: ReadonlyArray<string>): string => {
  const safe = lines.map((line) => `${indent} * ${line}`.trimEnd().replaceAll("*/", "*\\/"))
  return `${indent}/**\n${safe.join("\n")}\n${indent} */\n`
}

const printMember = (id: string, documented: Documented | undefined): string => {
  const { description = "", method = "", path = "", summary = "" } = documented ?? {}
  const paragraphs = description.trim() === "" ? [] : ["", ...description.trim().split("\n")]
  const doc = comment("  ", [summary, ...paragraphs, "", `\`${method} ${path}\``])
  const type = typedReads.get(id)
  const signature =
    type === undefined
      ? `(...args: OperationArguments<"${id}">): OperationCall<"${id}">`
      : `<Data = StoredData>(parameters: TypedParameters<"${id}", Data>, options?: CallOptions): Call<${type}<Data>>`
  return `${doc}  ${memberOf(id)}${signature}\n`
}

/** The interfaces of the groups, and the names of their members, as TypeScript. */
export const printClientGroups = (document: NodeObject): string => {
  const documented = documentation(document)
  const { tags } = document
  const tagTexts = new Map(
    (Array.isArray(tags) ? tags : []).map((tag) =>
      isObject(tag) ? ([textOf(tag["name"]), textOf(tag["description"])] as const) : (["", ""] as const)
    )
  )
  const groups = new Map<string, Array<string>>()
  for (const id of readOperations(document).operations.keys()) {
    groups.set(groupOf(id), [...(groups.get(groupOf(id)) ?? []), id])
  }
  const nameOf = (group: string) => `${group.charAt(0).toUpperCase()}${group.slice(1)}Operations`
  const docOf = (ids: ReadonlyArray<string>) => tagTexts.get(documented.get(ids[0] ?? "")?.tag ?? "") ?? ""
  const interfaces = [...groups].map(
    ([group, ids]) =>
      `${comment("", [docOf(ids)])}export interface ${nameOf(group)} {\n${ids.map((id) => printMember(id, documented.get(id))).join("\n")}}\n`
  )
  const members = [...groups].map(
    ([group, ids]) => `${comment("  ", [docOf(ids)])}  readonly ${group}: ${nameOf(group)}\n`
  )
  const names = [...groups].map(([group, ids]) => `  ${group}: ${JSON.stringify(ids.map(memberOf))}`)
  return [
    'import type { Call, CallOptions } from "../call.ts"\n' +
      'import type { KvV2Secret, StoredData, TypedParameters } from "../grouped-types.ts"\n' +
      'import type { Envelope, OperationArguments, OperationCall } from "../operation-types.ts"\n',
    ...interfaces,
    `/** Every operation of the spec, in groups. */\nexport interface GroupedOperations {\n${members.join("")}}\n`,
    `/** The names of the operations in each group. With the group in front, they are the ids. */\nexport const groupMembers: { readonly [Group in keyof GroupedOperations]: ReadonlyArray<string> } = {\n${names.join(",\n")}\n}\n`
  ].join("\n")
}
