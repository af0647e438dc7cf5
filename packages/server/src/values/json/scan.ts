import { jsonTexts } from "@enwrap/protocol"
import * as Result from "effect/Result"
import { CutText } from "./cut-text.ts"
import { JsonBudget, type JsonLimits, JsonProblem, tooDeep, tooManyStrings, tooManyValues } from "./json-budget.ts"
import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  decodeString,
  endOfNumber,
  endOfString,
  endOfWhite,
  endOfWord,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE
} from "./json-tokens.ts"
import type { Payload } from "./payload.ts"
import { scanPlain } from "./scan-plain.ts"

/** An object that is being scanned. */
interface OpenObject {
  /** The index of the last member with each decoded key. */
  readonly places: Map<string, number>
  /** The position where each member begins, the last one included. */
  readonly starts: Array<number>
}

/** The members of the outermost object: by decoded key, the key as it was written, and the position of the value. */
type OuterMembers = Map<string, readonly [keyText: string, from: number, to: number]>

/** A list needs no state. */
const LIST = undefined
/** Neither does an object without members. There may be millions of them. */
const EMPTY: OpenObject = { places: new Map(), starts: [] }

const EXCESSES: ReadonlySet<JsonProblem> = new Set([tooDeep, tooManyStrings, tooManyValues])

const SHORTEST_HUGE = "9e308".length

/** Larger than any double. The original refuses such numbers, however they are written. */
const isHuge = (source: string, from: number, to: number): boolean => {
  if (to - from < SHORTEST_HUGE) return false
  const number = source.slice(from, to)
  return (number.length > 300 || /[eE]/.test(number)) && Math.abs(Number(number)) === Infinity
}

/**
 * Scans a JSON object: checks it, removes white space and all but the last of duplicate keys, and keeps every number and string
 * as it was written. Like the original, it accepts one more JSON value after the object, but nothing else. Both share one budget.
 */
export const scanObject = (source: string, limits: JsonLimits): Result.Result<Payload, JsonProblem> => {
  const plain = scanPlain(source, Math.min(limits.maxStrings, limits.maxValues))
  if (plain !== undefined) return Result.succeed(plain)
  const kept = new CutText(source)
  const members: OuterMembers = new Map()
  const budget = new JsonBudget(limits)
  const begin = endOfWhite(source, 0)
  if (source.charCodeAt(begin) !== OPEN_OBJECT) return Result.fail(notAnObject(source, begin))
  const end = scanValue(source, begin, budget, kept, members)
  if (typeof end !== "number") return Result.fail(end)
  const rest = endOfWhite(source, end)
  if (rest < source.length) {
    const second = scanValue(source, rest, budget, new CutText(source))
    if (typeof second !== "number" && EXCESSES.has(second)) return Result.fail(second)
    if (typeof second !== "number" || endOfWhite(source, second) < source.length)
      return Result.fail(new JsonProblem(jsonTexts.textAfterObject, rest))
  }
  return Result.succeed(payloadOf(kept, members, begin, end))
}

/**
 * Finds the end of the JSON value at a position. `members` gets the members of an object, whose numbers must be in the range of
 * a double. It keeps its own stack, and each character costs the same whatever it is, because the text is untrusted.
 */
const scanValue = (
  source: string,
  from: number,
  budget: JsonBudget,
  kept: CutText,
  members?: OuterMembers
): number | JsonProblem => {
  const stack: Array<OpenObject | typeof LIST> = []
  let key = ""
  let keyText = ""
  let valueFrom = 0
  let at = from

  const skipWhite = (): void => {
    const end = endOfWhite(source, at)
    if (end === at) return
    kept.cut(at, end)
    at = end
  }
  const unexpected = (wanted: string): JsonProblem =>
    at >= source.length ? new JsonProblem(jsonTexts.unexpectedEnd) : new JsonProblem(wanted, at)

  /** Scans a key and its colon. */
  const readKey = (open: OpenObject): JsonProblem | undefined => {
    skipWhite()
    const from = at
    const end = endOfString(source, at)
    if (end === undefined) return unexpected(jsonTexts.expectedKey)
    const excess = budget.string()
    if (excess !== undefined) return excess
    at = end
    skipWhite()
    if (source.charCodeAt(at) !== COLON) return unexpected(jsonTexts.expectedColon)
    at++
    const text = source.slice(from, end)
    const name = decodeString(text)
    // The later one of duplicate keys replaces the earlier one, which is removed with the comma after it.
    const earlier = open.places.get(name)
    open.places.set(name, open.starts.push(from) - 1)
    if (earlier !== undefined) kept.cutLate(open.starts[earlier]!, open.starts[earlier + 1]!)
    if (members !== undefined && stack.length === 1) {
      skipWhite()
      if (earlier !== undefined) members.delete(name)
      key = name
      keyText = text
      valueFrom = at
    }
    return undefined
  }

  for (;;) {
    // A value begins here.
    skipWhite()
    let hasEnded = true
    const code = source.charCodeAt(at)
    const excess = budget.value() ?? (code === QUOTE ? budget.string() : undefined)
    if (excess !== undefined) return excess
    if (code === OPEN_OBJECT || code === OPEN_LIST) {
      at++
      const excess = budget.level(stack.length)
      if (excess !== undefined) return excess
      skipWhite()
      const isList = code === OPEN_LIST
      if (source.charCodeAt(at) === (isList ? CLOSE_LIST : CLOSE_OBJECT)) {
        // Its end is handled below, like all others.
        stack.push(isList ? LIST : EMPTY)
        hasEnded = false
      } else if (isList) {
        stack.push(LIST)
        continue
      } else {
        const open: OpenObject = { places: new Map(), starts: [] }
        stack.push(open)
        const problem = readKey(open)
        if (problem !== undefined) return problem
        continue
      }
    } else if (code === QUOTE) {
      const end = endOfString(source, at)
      if (end === undefined) return badString(source, at)
      at = end
    } else {
      const number = endOfNumber(source, at)
      const end = number ?? endOfWord(source, at)
      if (end === undefined) return unexpected(jsonTexts.expectedValue)
      if (members !== undefined && number !== undefined && isHuge(source, at, end))
        return new JsonProblem(jsonTexts.numberOutOfRange, at)
      at = end
    }

    // A value has ended, and perhaps the values that contain it.
    for (;;) {
      if (stack.length === 0) return at
      const open = stack[stack.length - 1]
      if (hasEnded && stack.length === 1) members?.set(key, [keyText, valueFrom, at])
      skipWhite()
      const next = source.charCodeAt(at)
      if (next === COMMA && hasEnded) {
        at++
        if (open !== LIST) {
          const problem = readKey(open)
          if (problem !== undefined) return problem
        }
        break
      }
      if (next !== (open === LIST ? CLOSE_LIST : CLOSE_OBJECT))
        return unexpected(open === LIST ? jsonTexts.expectedInList : jsonTexts.expectedInObject)
      at++
      stack.pop()
      hasEnded = true
    }
  }
}

const payloadOf = (kept: CutText, values: OuterMembers, from: number, to: number): Payload => {
  const members = new Map<string, string>()
  let text = ""
  for (const [name, [keyText, valueFrom, valueTo]] of values) {
    const value = kept.between(valueFrom, valueTo)
    members.set(name, value)
    if (kept.isCut) text += `${text === "" ? "" : ","}${keyText}:${value}`
  }
  return { text: kept.isCut ? `{${text}}` : kept.between(from, to), members }
}

/** Says what the text is instead, by its beginning. */
const notAnObject = (source: string, at: number): JsonProblem => {
  if (at >= source.length) return new JsonProblem(jsonTexts.unexpectedEnd)
  const kind = kindAt(source, at)
  return kind === undefined
    ? new JsonProblem(jsonTexts.expectedObject, at)
    : new JsonProblem(jsonTexts.notAnObject(kind))
}

const kindAt = (source: string, at: number): string | undefined => {
  const code = source.charCodeAt(at)
  if (code === OPEN_LIST) return jsonTexts.array
  if (code === QUOTE) return jsonTexts.string
  if (endOfNumber(source, at) !== undefined) return jsonTexts.number
  if (endOfWord(source, at) === undefined) return undefined
  return source.startsWith("null", at) ? "null" : jsonTexts.boolean
}

const badString = (source: string, at: number): JsonProblem => {
  let end = at + 1
  while (end < source.length && source.charCodeAt(end) !== QUOTE) end += source.charCodeAt(end) === BACKSLASH ? 2 : 1
  return end >= source.length ? new JsonProblem(jsonTexts.unexpectedEnd) : new JsonProblem(jsonTexts.stringInvalid, at)
}

/** The payload of a request without a body. */
export const emptyPayload: Payload = { text: "{}", members: new Map() }
