import { type SpecOperation, specOperations } from "./spec-operations.ts"

/** The group of operations that each mount answers, by the path of the mount: `auth/userpass`, `secret`. */
export type MountGroups = ReadonlyMap<string, string>

/** The group of a mount whose engine is not in the spec. */
export const FOREIGN = "foreign"

/** A request: `path` is below `/v1/`, as it was sent, with the query. */
export interface SentRequest {
  readonly method: string
  readonly path: string
}

/** The operations of a group at one path of the spec. */
interface Template {
  readonly pattern: RegExp
  /** Literal characters: of two templates that match, the one with more of them describes the path. */
  readonly literal: number
  readonly operations: ReadonlyArray<SpecOperation>
}

const VARIABLE = /\{\w+\}/g

const isLogin = ({ template }: SpecOperation): boolean => template.startsWith("/auth/")

/** The path of an operation below its mount. */
const belowMount = (operation: SpecOperation): string => {
  const { mountParameter, template } = operation
  const mount =
    mountParameter === undefined
      ? `/${fixedMountOf(template)}/`
      : `${isLogin(operation) ? "/auth" : ""}/{${mountParameter}}/`
  return template.slice(mount.length)
}

const fixedMounts = ["auth/token", "cubbyhole", "sys"]

const fixedMountOf = (template: string): string => fixedMounts.find((mount) => template.startsWith(`/${mount}/`)) ?? ""

/** A variable may contain slashes. The last one may be empty in a list, and below a mount that the operator chose. */
const patternOf = (path: string, group: string): RegExp =>
  new RegExp(
    `^${path
      .replace(/[.+?^$()|[\]\\]/g, "\\$&")
      .replace(/\{\w+\}\/$/, "(?:.+/)?")
      .replace(/\{path\}$/, group === "sys" ? ".+" : ".*")
      .replace(VARIABLE, ".+")}$`,
    "s"
  )

const byGroup = Object.groupBy(specOperations, ({ group }) => group)

const templates: ReadonlyMap<string, ReadonlyArray<Template>> = new Map(
  Object.entries(byGroup).map(([group, operations = []]) => [
    group,
    [...Map.groupBy(operations, belowMount)]
      .map(([path, here]) => ({
        pattern: patternOf(path, group),
        // A path without variables describes itself better than any other.
        literal: path.includes("{") ? path.replace(VARIABLE, "").length : Number.POSITIVE_INFINITY,
        operations: here
      }))
      .toSorted((one, other) => (one.literal === other.literal ? 0 : other.literal - one.literal))
  ])
)

const groupOfFixed: MountGroups = new Map(
  specOperations.flatMap(({ group, mountParameter, template }) =>
    mountParameter === undefined ? [[fixedMountOf(template), group] as const] : []
  )
)

/** The method of the spec that a request means; `undefined` if its query asks for a list and a scan at once. */
const meaning = (method: string, query: URLSearchParams): string | undefined => {
  const asks = (name: string) => /^(1|t|true)$/i.test(query.get(name) ?? "")
  if (method === "PUT") return "POST"
  if (method !== "GET") return method
  if (asks("list") && asks("scan")) return undefined
  return asks("list") ? "LIST" : asks("scan") ? "SCAN" : "GET"
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

interface Mount {
  readonly path: string
  readonly group: string
}

/** The mount of a path: of two that contain it, the one with the longer path. */
const mountAt = (mounts: MountGroups, path: string): Mount | undefined => {
  let found: Mount | undefined
  for (const some of [groupOfFixed, mounts]) {
    for (const [mount, group] of some) {
      const isWithin = path.startsWith(mount) && (path.length === mount.length || path[mount.length] === "/")
      if (isWithin && mount.length > (found?.path.length ?? -1)) found = { path: mount, group }
    }
  }
  return found
}

const pathOf = ({ path }: SentRequest): string => decoded(path.split("?", 1)[0] ?? "")

/** Whether the engine that answers a request is not in the spec. */
export const isForeign = (mounts: MountGroups, request: SentRequest): boolean =>
  mountAt(mounts, pathOf(request))?.group === FOREIGN

/**
 * The operation of the spec that describes a request; `undefined` if the spec has none for its path and method, or if its path
 * is at no known mount.
 */
export const findOperation = (mounts: MountGroups, request: SentRequest): SpecOperation | undefined => {
  const path = pathOf(request)
  const verb = meaning(request.method, new URLSearchParams(request.path.split("?", 2)[1]))
  const mount = mountAt(mounts, path)
  if (mount === undefined || verb === undefined) return undefined
  const below = path.slice(mount.path.length + 1)
  const listing = verb === "LIST" || verb === "SCAN"
  // A list has a trailing slash, anything else has none, whatever was sent; then as it was sent.
  const spellings = new Set([listing ? below.replace(/\/?$/, "/") : below.replace(/\/$/, ""), below])
  for (const spelling of spellings) {
    for (const { operations, pattern } of templates.get(mount.group) ?? []) {
      if (!pattern.test(spelling)) continue
      const found = operations.find((operation) => operation.method === verb)
      if (found !== undefined) return found
      // Outside the logical layer, `HEAD` is answered as `GET` is, without a body.
      const read = verb === "HEAD" ? operations.find(({ bare, method }) => bare && method === "GET") : undefined
      if (read !== undefined) return { ...read, method: "HEAD" }
    }
  }
  return undefined
}
