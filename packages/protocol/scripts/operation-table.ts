/** Reads the operations from the bundled spec. The second forms of an operation (`x-operation`) are part of it. */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "./bundle.ts"

export type Verb = "read" | "update" | "patch" | "delete" | "list" | "scan"

export interface OperationRow {
  group: string
  path: string
  spelling: Record<string, Array<string>>
  verbs: Array<Verb>
  requestFields: Array<string>
  queryFields: Array<string>
  ignoredFields: Array<string>
  opaqueBody: boolean
  unauthenticated: boolean
  topLevelData: boolean
  sudo: boolean
  bare: boolean
  existsOnce: boolean
}

export interface GroupRow {
  mount: string | undefined
  mountParameter: string | undefined
  mountPrefix: string
}

const verbOfMethod: Readonly<Record<string, Verb>> = {
  get: "read",
  head: "read",
  post: "update",
  patch: "patch",
  delete: "delete",
  "x-scan": "scan"
}

const addAll = <A>(to: Array<A>, items: Iterable<A>): void => {
  for (const item of items) if (!to.includes(item)) to.push(item)
}

const strings = (node: Node | undefined): Array<string> => (Array.isArray(node) ? node.map(String) : [])

const arrayAt = (node: NodeObject, key: string): Array<Node> => {
  const value = node[key]
  return Array.isArray(value) ? value : []
}

/** The fields of a JSON body, and the name of its component. */
export const requestBodyOf = (
  document: NodeObject,
  operation: NodeObject
): { component: string; fields: Array<string> } | undefined => {
  const content = Object.values(objectAt(operation["requestBody"], "content"))[0]
  const schema = objectAt(content, "schema")
  const reference = schema["$ref"]
  if (typeof reference !== "string") return undefined
  return {
    component: reference.split("/").at(-1)!,
    fields: Object.keys(objectAt(dereferenced(document, schema), "properties"))
  }
}

/** The prefix of a mount that the operator chooses: `auth/` for a login method, otherwise nothing. */
const mountPrefixOf = (path: string, mount: NodeObject): string =>
  typeof mount["path"] === "string" ? "" : path.slice(1, Math.max(1, path.indexOf(`{${String(mount["parameter"])}}/`)))

/** The path template below the mount: `{name}` is one segment, `{name*}` any number. */
const templateOf = (path: string, mount: NodeObject, parameters: ReadonlyArray<NodeObject>): string => {
  const prefix =
    typeof mount["path"] === "string"
      ? `/${mount["path"]}/`
      : `/${mountPrefixOf(path, mount)}{${String(mount["parameter"])}}/`
  if (!path.startsWith(prefix)) throw new Error(`${path} is not below its mount ${prefix}`)
  const spanning = new Set(
    parameters.filter((parameter) => parameter["x-multi-segment"] === true).map((parameter) => parameter["name"])
  )
  return path
    .slice(prefix.length)
    .replace(/\{(\w+)\}/g, (variable, name) => (spanning.has(name) ? `{${name}*}` : variable))
}

const SPELLINGS = ["lower-case", "no-trailing-slash", "entry-name"]

/** How a server makes the values of path parameters canonical, by the name of the parameter. */
const spellingOf = (parameters: ReadonlyArray<NodeObject>): Record<string, Array<string>> =>
  Object.fromEntries(
    parameters.flatMap((parameter) => {
      const spelling = strings(parameter["x-spelling"])
      const unknown = spelling.find((item) => !SPELLINGS.includes(item))
      if (unknown !== undefined) throw new Error(`${String(parameter["name"])} has an unknown spelling: ${unknown}`)
      return spelling.length === 0 ? [] : [[String(parameter["name"]), spelling] as const]
    })
  )

export const readOperations = (
  document: NodeObject
): { operations: Map<string, OperationRow>; groups: Map<string, GroupRow> } => {
  const operations = new Map<string, OperationRow>()
  const groups = new Map<string, GroupRow>()
  const secondForms: Array<{ canonical: string; row: OperationRow; id: string }> = []

  for (const [path, item] of Object.entries(objectAt(document, "paths"))) {
    if (!isObject(item)) continue
    const mount = objectAt(item, "x-mount")
    const group = String(mount["group"])
    groups.set(group, {
      mount: typeof mount["path"] === "string" ? mount["path"] : undefined,
      mountParameter: typeof mount["parameter"] === "string" ? mount["parameter"] : undefined,
      mountPrefix: mountPrefixOf(path, mount)
    })
    for (const [method, verb] of Object.entries(verbOfMethod)) {
      const operation = item[method]
      if (!isObject(operation)) continue
      const id = String(operation["operationId"])
      const parameters = [...arrayAt(item, "parameters"), ...arrayAt(operation, "parameters")].map((parameter) =>
        dereferenced(document, parameter)
      )
      const verbs: Array<Verb> = [operation["x-method"] === "LIST" ? "list" : verb]
      const opaqueBody = operation["x-opaque-body"] === true
      const row: OperationRow = {
        group,
        path: templateOf(path, mount, parameters),
        spelling: spellingOf(parameters),
        verbs,
        requestFields: opaqueBody ? [] : (requestBodyOf(document, operation)?.fields ?? []),
        queryFields: parameters
          // `list=true` and `scan=true` are part of the method.
          .filter((parameter) => parameter["in"] === "query" && parameter["name"] !== verbs[0])
          .map((parameter) => String(parameter["name"])),
        ignoredFields: strings(operation["x-ignored-fields"]),
        opaqueBody,
        unauthenticated: isUnauthenticated(operation["security"]),
        topLevelData: operation["x-top-level-data"] === true,
        sudo: operation["x-sudo"] === true,
        bare: operation["x-bare"] === true,
        existsOnce: operation["x-exists-once"] === true
      }
      const canonical = operation["x-operation"]
      if (typeof canonical === "string") secondForms.push({ canonical, row, id })
      else if (operations.has(id)) throw new Error(`${id} is declared twice`)
      else operations.set(id, row)
    }
  }

  for (const { canonical, row, id } of secondForms) {
    const first = operations.get(canonical)
    if (first === undefined) throw new Error(`${id} is a second form of ${canonical}, which is not declared`)
    if (first.path !== row.path || first.group !== row.group)
      throw new Error(`${id} has another path than ${canonical}`)
    addAll(first.verbs, row.verbs)
    addAll(first.requestFields, row.requestFields)
    addAll(first.queryFields, row.queryFields)
    addAll(first.ignoredFields, row.ignoredFields)
  }
  return { operations, groups }
}

/** Whether an operation needs no token: its security is an empty list, or one alternative is empty. */
const isUnauthenticated = (security: Node | undefined): boolean =>
  Array.isArray(security) &&
  (security.length === 0 || security.some((item) => isObject(item) && Object.keys(item).length === 0))

/** The table as TypeScript. */
export const printOperations = (document: NodeObject): string => {
  const { operations, groups } = readOperations(document)
  const list = (items: ReadonlyArray<string>): string => `[${items.map((item) => JSON.stringify(item)).join(", ")}]`
  const rows = [...operations].map(([id, row]) => {
    const spelling = Object.entries(row.spelling).map(([name, items]) => ` ${name}: ${list(items)} `)
    const special = [
      ...(spelling.length > 0 ? [`spelling: {${spelling.join(",")}}`] : []),
      ...(["requestFields", "queryFields", "ignoredFields"] as const).flatMap((name) =>
        row[name].length > 0 ? [`${name}: ${list(row[name])}`] : []
      ),
      ...(["opaqueBody", "unauthenticated", "topLevelData", "sudo", "bare"] as const).flatMap((name) =>
        row[name] ? [`${name}: true`] : []
      )
    ]
    return `  ${id}: {
    ...plain,
    group: ${JSON.stringify(row.group)},
    path: ${JSON.stringify(row.path)},
    verbs: ${[list(row.verbs), ...special].join(",\n    ")}
  }`
  })
  const once = [...operations].flatMap(([id, { existsOnce }]) => (existsOnce ? [`  "${id}"`] : []))
  const mounts = [...groups].map(
    ([group, { mount, mountParameter, mountPrefix }]) =>
      `  ${group}: { mount: ${JSON.stringify(mount)}, mountParameter: ${JSON.stringify(mountParameter)}, mountPrefix: ${JSON.stringify(mountPrefix)} }`
  )
  return `import type { GroupRow, OperationRow } from "../operation-row.ts"

/** Where the operations of a group are mounted: at a fixed path, or at a path that the operator chooses. */
export const groupTable = {
${mounts.join(",\n")}
} as const satisfies Readonly<Record<string, GroupRow>>

/** What most operations have. */
const plain = {
  spelling: {},
  requestFields: [],
  queryFields: [],
  ignoredFields: [],
  opaqueBody: false,
  unauthenticated: false,
  topLevelData: false,
  sudo: false,
  bare: false
} as const

/** Every operation of the spec. */
export const operationTable = {
${rows.join(",\n")}
} as const satisfies Readonly<Record<string, OperationRow>>

/** The operations whose response may have what the server does not return again: a token, what one wraps, key shares, a private key. */
export const existsOnceOperations = [
${once.join(",\n")}
] as const satisfies ReadonlyArray<keyof typeof operationTable>
`
}
