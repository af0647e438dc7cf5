import { errorTexts, groupTable, type OperationGroup, operationTable } from "@enwrap/protocol"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { hasUnprintable } from "../values/names.ts"
import { type ProtocolError, refuse, silentError } from "../values/protocol-error.ts"

const API_PREFIX = "/v1/"

/** Where a request goes. */
export interface Target {
  readonly path: string
  readonly query: ReadonlyMap<string, string>
}

/** The target in its proper form. As in the original, the client is redirected to it. */
export class Redirect extends Data.TaggedClass("Redirect")<{ readonly location: string }> {}

export const NO_QUERY: ReadonlyMap<string, string> = new Map()
/** Most paths: nothing in them can be wrong. */
const PLAIN = /^\/v1(?:\/[\w-]+)+\/?$/
const RELATIVE = /(?:^|\/)\.\.?(?:\/|$)/
const NOT_CANONICAL = /\/\.\.?(?:\/|$)|\/\//
const CONTROL = /\p{Cc}/u
/** An empty segment that is not the last one. A plain `//` is redirected, so this one was percent-encoded. */
const EMPTY_SEGMENT = /^\/|\/\//
/** A location that a redirect may name: no browser can mistake it for another host. */
const SAFE_LOCATION = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/

/** The paths of the spec without variables. A busy server gets few others, so they need not be checked and copied each time. */
const KNOWN: ReadonlyMap<string, Result.Result<Target>> = new Map(
  Object.values(operationTable).flatMap(({ group, path: below }) => {
    const { mount } = groupTable[group as OperationGroup]
    const path = `${mount}/${below}`
    if (mount === undefined || !PLAIN.test(API_PREFIX + path)) return []
    return [[API_PREFIX + path, Result.succeed({ path, query: NO_QUERY })]]
  })
)

/** By their length: at most a dozen have the same. V8 would look up a new target among all strings that it knows before it asks a map. */
const KNOWN_OF_LENGTH: Array<Array<readonly [target: string, result: Result.Result<Target>]> | undefined> = []
for (const known of KNOWN) (KNOWN_OF_LENGTH[known[0].length] ??= []).push(known)

const PATHS: ReadonlySet<string> = new Set([...KNOWN.keys()].map((target) => target.slice(API_PREFIX.length)))

/** Whether it is a path of the spec without variables. */
export const isPathOfSpec = (path: string): boolean => PATHS.has(path)

/** Splits and decodes a request target: `/v1/secret/a%20b?list=true`. */
export const parseTarget = (target: string): Result.Result<Target, ProtocolError | Redirect> => {
  for (const [known, result] of KNOWN_OF_LENGTH[target.length] ?? []) if (known === target) return result
  const mark = target.indexOf("?")
  const rawPath = mark < 0 ? target : target.slice(0, mark)
  const rawQuery = mark < 0 ? "" : target.slice(mark + 1)
  if (PLAIN.test(rawPath)) return Result.succeed({ path: rawPath.slice(API_PREFIX.length), query: queryIn(rawQuery) })
  if (NOT_CANONICAL.test(rawPath)) {
    const location = canonical(rawPath) + (mark < 0 ? "" : `?${rawQuery}`)
    return SAFE_LOCATION.test(location) ? Result.fail(new Redirect({ location })) : refuse(errorTexts.pathNotServed)
  }
  if (!rawPath.startsWith(API_PREFIX)) return Result.fail(silentError(404))
  const path = decode(rawPath.slice(API_PREFIX.length))
  if (path === undefined) return refuse(errorTexts.pathEncoding)
  if (CONTROL.test(path)) return refuse(errorTexts.pathControlCharacter)
  if (hasUnprintable(path)) return refuse(errorTexts.pathUnprintable)
  if (EMPTY_SEGMENT.test(path)) return refuse(errorTexts.pathEmptySegment)
  if (RELATIVE.test(path)) return refuse(errorTexts.relativePath)
  return Result.succeed({ path, query: queryIn(rawQuery) })
}

const queryIn = (text: string): ReadonlyMap<string, string> => (text === "" ? NO_QUERY : parseQuery(text))

/** A character in its only encoding, of 1, 2, 3 or 4 bytes. A surrogate is none. */
const ENCODED =
  /%([0-7][\da-f]|((?!c[01])[cd][\da-f]|(e(?!0%[89]|d%[ab])[\da-f]|f(?!0%8|4%[9ab])[0-4]%[89ab][\da-f])%[89ab][\da-f])%[89ab][\da-f])/gi

/** What cannot be decoded is found before: an error costs as much as hundreds of characters, and a query may have thousands. */
const decode = (text: string): string | undefined =>
  !text.includes("%") ? text : text.replace(ENCODED, "").includes("%") ? undefined : decodeURIComponent(text)

const canonical = (path: string): string => {
  const segments: Array<string> = []
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop()
    else if (segment !== "" && segment !== ".") segments.push(segment)
  }
  const ends = /\/\.{0,2}$/.test(path) && segments.length > 0 ? "/" : ""
  return `/${segments.join("/")}${ends}`
}

/** `a=1&b=2`, decoded; the first of several values applies. Pairs that cannot be decoded are left out. */
const parseQuery = (text: string): ReadonlyMap<string, string> => {
  const values = new Map<string, string>()
  for (const [name, value] of pairsOf(text)) {
    if (name !== undefined && value !== undefined && !values.has(name)) values.set(name, value)
  }
  return values
}

/** The pairs of `a=1&b=2`; a name or value that cannot be decoded is `undefined`. */
export const pairsOf = (text: string): ReadonlyArray<readonly [name: string | undefined, value: string | undefined]> =>
  text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const mark = pair.indexOf("=")
      const [name, value] = mark < 0 ? [pair, ""] : [pair.slice(0, mark), pair.slice(mark + 1)]
      return [decode(name.replaceAll("+", " ")), decode(value.replaceAll("+", " "))]
    })
