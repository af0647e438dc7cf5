import { CutText } from "./cut-text.ts"
import { BACKSLASH, endOfNumber, endOfString, endOfWhite, endOfWord, QUOTE } from "./json-tokens.ts"
import type { Payload } from "./payload.ts"

/** Why a text is not the JSON object that it should be. `position` counts UTF-16 code units from 0. */
export class JsonProblem {
  readonly problem: string
  constructor(problem: string, position?: number) {
    this.problem = position === undefined ? problem : `${problem} at position ${position}`
  }
}

export interface ScanLimits {
  /** Keys and string values, all together. */
  readonly maxStrings: number
  /** Objects and lists within each other, the outermost included. */
  readonly maxDepth: number
}

const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/** An object that is being read. */
interface OpenObject {
  /** By decoded key, which member it was the last time. */
  readonly places: Map<string, number>
  /** Where each member begins, the last one included. */
  readonly starts: Array<number>
}

/** The members of the outermost object: by decoded key, the key as it was written, and where the value stands. */
type OuterMembers = Map<string, readonly [keyText: string, from: number, to: number]>

/** A list has nothing to be remembered. */
const LIST = undefined
/** Nor has an object without members, of which there may be millions. */
const EMPTY: OpenObject = { places: new Map(), starts: [] }

const SHORTEST_HUGE = "9e308".length

/** Beyond what a double can hold; the original refuses it, however it is written. */
const isHuge = (source: string, from: number, to: number): boolean => {
  if (to - from < SHORTEST_HUGE) return false
  const number = source.slice(from, to)
  return (number.length > 300 || /[eE]/.test(number)) && Math.abs(Number(number)) === Infinity
}

/**
 * Reads a JSON object as text: checks it, takes out white space and earlier duplicates of keys, and leaves every number and
 * string as it was written. It keeps its own stack, and costs the same for each character, whatever stands there: anybody may
 * send it anything.
 */
export const scanObject = (source: string, limits: ScanLimits): Payload | JsonProblem => {
  const kept = new CutText(source)
  const stack: Array<OpenObject | typeof LIST> = []
  const values: OuterMembers = new Map()
  let key = ""
  let keyText = ""
  let valueFrom = 0
  let at = endOfWhite(source, 0)
  const begin = at
  let strings = 0

  const skipWhite = (): void => {
    const end = endOfWhite(source, at)
    if (end === at) return
    kept.cut(at, end)
    at = end
  }
  const unexpected = (wanted: string): JsonProblem =>
    at >= source.length ? new JsonProblem("unexpected end of JSON input") : new JsonProblem(`expected ${wanted}`, at)

  /** Reads a key and its colon into the innermost object. */
  const readKey = (open: OpenObject): JsonProblem | undefined => {
    skipWhite()
    const from = at
    const end = endOfString(source, at)
    if (end === undefined) return unexpected("a string as key")
    strings++
    at = end
    skipWhite()
    if (source.charCodeAt(at) !== COLON) return unexpected("':' after a key")
    at++
    const text = source.slice(from, end)
    const name = decodeString(text)
    // A key that comes again takes the later place and the later value; the comma behind the earlier one goes with it.
    const earlier = open.places.get(name)
    open.places.set(name, open.starts.push(from) - 1)
    if (earlier !== undefined) kept.cutLate(open.starts[earlier]!, open.starts[earlier + 1]!)
    if (stack.length === 1) {
      skipWhite()
      if (earlier !== undefined) values.delete(name)
      key = name
      keyText = text
      valueFrom = at
    }
    return undefined
  }

  if (source.charCodeAt(at) !== OPEN_OBJECT) return notAnObject(source, at)

  for (;;) {
    // A value begins here.
    skipWhite()
    let hasEnded = true
    const code = source.charCodeAt(at)
    if (code === OPEN_OBJECT || code === OPEN_LIST) {
      at++
      if (stack.length === limits.maxDepth) return tooDeep
      skipWhite()
      const isList = code === OPEN_LIST
      if (source.charCodeAt(at) === (isList ? CLOSE_LIST : CLOSE_OBJECT)) {
        // Its end is found below, where every end is.
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
      strings++
    } else {
      const number = endOfNumber(source, at)
      const end = number ?? endOfWord(source, at)
      if (end === undefined) return unexpected("a value")
      if (number !== undefined && isHuge(source, at, end)) return new JsonProblem("a number is out of range", at)
      at = end
    }
    if (strings > limits.maxStrings) return tooManyStrings

    // A value has ended, and with it perhaps what is around it.
    for (;;) {
      const open = stack[stack.length - 1]
      if (hasEnded && stack.length === 1) values.set(key, [keyText, valueFrom, at])
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
        return unexpected(open === LIST ? "',' or ']' in a list" : "',' or '}' in an object")
      at++
      stack.pop()
      hasEnded = true
      if (stack.length === 0) return problemBehind(source, at) ?? payloadOf(kept, values, begin, at)
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

/** What {@link scanObject} answers when there are more strings than the limit allows; the text is the original's. */
export const tooManyStrings: JsonProblem = new JsonProblem("exceeded maximum number of strings")

const tooDeep: JsonProblem = new JsonProblem("exceeded max depth")

/** The original reads the first value and tolerates another one behind it, but nothing else. */
const problemBehind = (source: string, end: number): JsonProblem | undefined => {
  const rest = endOfWhite(source, end)
  if (rest === source.length) return undefined
  try {
    JSON.parse(source.slice(rest))
    return undefined
  } catch {
    return new JsonProblem("unexpected text after the object", rest)
  }
}

const notAnObject = (source: string, at: number): JsonProblem => {
  if (at >= source.length) return new JsonProblem("unexpected end of JSON input")
  try {
    const value: unknown = JSON.parse(source)
    const kind = Array.isArray(value) ? "array" : value === null ? "null" : typeof value
    return new JsonProblem(`the body must be a JSON object, not ${kind === "array" ? "an" : "a"} ${kind}`)
  } catch {
    return new JsonProblem("expected an object", at)
  }
}

const badString = (source: string, at: number): JsonProblem => {
  let end = at + 1
  while (end < source.length && source.charCodeAt(end) !== QUOTE) end += source.charCodeAt(end) === BACKSLASH ? 2 : 1
  return end >= source.length
    ? new JsonProblem("unexpected end of JSON input")
    : new JsonProblem("a string is not valid JSON", at)
}

const decodeString = (text: string): string => (text.includes("\\") ? (JSON.parse(text) as string) : text.slice(1, -1))

/** The payload of a request without a body. */
export const emptyPayload: Payload = { text: "{}", members: new Map() }
