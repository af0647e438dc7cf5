import {
  errorTexts,
  groupTable,
  type OperationGroup,
  type OperationId,
  type OperationRow,
  operationTable
} from "@enwrap/protocol"
import type { Verb } from "../../values/verb.ts"

/** The operation that a path and a verb lead to. */
export interface OperationMatch {
  readonly operation: OperationId
  readonly parameters: Readonly<Record<string, string>>
}

export type NoMatch = typeof errorTexts.unsupportedPath | typeof errorTexts.unsupportedOperation

interface Route {
  readonly pattern: RegExp
  /** The pattern of the same path with any names. */
  readonly anyNames: RegExp
  readonly names: ReadonlyArray<string>
  readonly operations: Map<Verb, OperationId>
  readonly template: string
  /** The variables whose values are converted to lower case. */
  readonly lowerCase: ReadonlySet<string>
  /** Whether a trailing slash of its path is ignored. */
  readonly noTrailingSlash: boolean
  /** The number of literal characters: of two matching templates, the one with more of them is used. */
  readonly literal: number
}

/** An `entry-name` of the spec. */
const ENTRY_NAME = String.raw`\w(?:[\w.-]*\w)?`

const VARIABLE = /\{(\w+)(\*?)\}/g

/**
 * Compiles a template of the spec to a pattern: `{name}` is one segment, `{name*}` is any number of segments, and may be empty
 * except in the server's own group.
 */
const toPattern = (template: string, mayBeEmpty: boolean, segment: (name: string) => string): RegExp => {
  const many = mayBeEmpty ? "(.*)" : "(.+)"
  const body = template
    .replace(/[.+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{(\w+)(\*?)\}\/$|\{(\w+)(\*?)\}/g, (_, listName, listMany, name, star) =>
      listName !== undefined ? `(?:(${listMany ? ".+" : "[^/]+"})/)?` : star ? many : `(${segment(name)})`
    )
  return new RegExp(`^${body}$`, "s")
}

const toRoute = (template: string, spelling: OperationRow["spelling"], mayBeEmpty: boolean): Route => {
  const names = [...template.matchAll(VARIABLE)].map(([, name]) => name!)
  const segment = (name: string) => (spelling[name]?.includes("entry-name") ? ENTRY_NAME : "[^/]+")
  return {
    pattern: toPattern(template, mayBeEmpty, segment),
    anyNames: toPattern(template, mayBeEmpty, () => "[^/]+"),
    names,
    operations: new Map(),
    template,
    lowerCase: new Set(names.filter((name) => spelling[name]?.includes("lower-case"))),
    noTrailingSlash: spelling[names.at(-1) ?? ""]?.includes("no-trailing-slash") ?? false,
    literal: template.replace(VARIABLE, "").length
  }
}

/** Finds the operations of one group of the spec by the path below the mount. */
export class OperationRouter {
  readonly #exact = new Map<string, Route>()
  readonly #templates: Array<Route> = []
  /** The templates whose paths have more than one spelling. */
  readonly #spelled: ReadonlyArray<Route>

  constructor(group: OperationGroup) {
    const routes = new Map<string, Route>()
    for (const [id, entry] of Object.entries(operationTable)) {
      if (entry.group !== group) continue
      const route = routes.get(entry.path) ?? toRoute(entry.path, entry.spelling, group !== "sys")
      routes.set(entry.path, route)
      for (const verb of entry.verbs) route.operations.set(verb, id as OperationId)
    }
    for (const [path, route] of routes) {
      if (route.names.length === 0) this.#exact.set(path, route)
      else this.#templates.push(route)
    }
    this.#templates.sort((a, b) => b.literal - a.literal)
    this.#spelled = this.#templates.filter(({ lowerCase, noTrailingSlash }) => noTrailingSlash || lowerCase.size > 0)
  }

  /**
   * The canonical spelling of a path, which policies and engines see. The spec declares the other spellings as `x-spelling`. The
   * trailing slash of a list's path is part of the canonical spelling.
   */
  canonical(path: string, isListing: boolean): string {
    if (this.#spelled.length === 0 || this.#exact.has(path)) return path
    for (const route of this.#spelled) {
      const found = route.pattern.exec(path)
      if (found === null) continue
      // Without its slash, the path may belong to another route: `mounts/a/tune/` is `mounts/a/tune`.
      if (!isListing && route.noTrailingSlash && /.\/$/s.test(found.at(-1) ?? ""))
        return this.canonical(path.slice(0, -1), false)
      return route.lowerCase.size === 0 ? path : spelledLower(route, found)
    }
    return path
  }

  /** Whether an operation at this path needs no token. */
  isOpen(path: string): boolean {
    const routes = [this.#exact.get(path), ...this.#templates.filter((route) => route.anyNames.test(path))]
    return routes.some((route) =>
      [...(route?.operations.values() ?? [])].some((id) => operationTable[id].unauthenticated)
    )
  }

  match(verb: Verb, path: string): OperationMatch | NoMatch {
    let known = false
    const exact = this.#exact.get(path)
    if (exact !== undefined) {
      const operation = exact.operations.get(verb)
      if (operation !== undefined) return { operation, parameters: NO_PARAMETERS }
      known = true
    }
    for (const route of this.#templates) {
      const found = route.pattern.exec(path)
      if (found === null) continue
      const operation = route.operations.get(verb)
      if (operation !== undefined) return { operation, parameters: parameters(route.names, found) }
      known = true
    }
    return known || this.#canBeListed(`${path}/`) ? errorTexts.unsupportedOperation : errorTexts.unsupportedPath
  }

  /** A path that can be listed exists, with or without its trailing slash. */
  #canBeListed(path: string): boolean {
    if (this.#exact.has(path)) return true
    return this.#templates.some(
      ({ operations, pattern }) => operations.has("list") && pattern.exec(path)?.at(-1) !== undefined
    )
  }
}

const spelledLower = ({ lowerCase, names, template }: Route, found: RegExpExecArray): string =>
  template.replace(VARIABLE, (_, name: string) => {
    const value = found[names.indexOf(name) + 1] ?? ""
    return lowerCase.has(name) ? value.toLowerCase() : value
  })

const NO_PARAMETERS: Readonly<Record<string, string>> = Object.freeze({})

const parameters = (names: ReadonlyArray<string>, found: RegExpExecArray): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? ""]))

/** The router of each group. */
export const routers = Object.fromEntries(
  (Object.keys(groupTable) as ReadonlyArray<OperationGroup>).map((group) => [group, new OperationRouter(group)])
) as Readonly<Record<OperationGroup, OperationRouter>>
