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
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const BACKSLASH = 0x5c
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

const WHITE = /[ \t\n\r]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const WORD = /true|false|null/y

/** One object that is being read: its members so far, by decoded key, and the key whose value comes next. */
interface OpenObject {
  readonly members: Map<string, string>
  /** The text of each key as it was written, so that it comes back as it went in. */
  readonly keys: Map<string, string>
  key: string
}
interface OpenList {
  readonly items: Array<string>
}
type Open = OpenObject | OpenList

const isObject = (open: Open): open is OpenObject => "members" in open

/** Beyond what a double can hold; the original refuses it, however it is written. */
const isHuge = (number: string): boolean =>
  (number.length > 300 || /[eE]/.test(number)) && Math.abs(Number(number)) === Infinity

const objectText = ({ keys, members }: OpenObject): string => {
  let text = "{"
  for (const [key, value] of members) text += `${text.length === 1 ? "" : ","}${keys.get(key)!}:${value}`
  return text + "}"
}

/**
 * Reads a JSON object as text: checks it, takes out white space and earlier duplicates of keys, and leaves every number and
 * string as it was written. It keeps its own stack, so that depth costs memory and never the process.
 */
export const scanObject = (source: string, limits: ScanLimits): Payload | JsonProblem => {
  const stack: Array<Open> = []
  let at = 0
  let strings = 0

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(source)?.[0]
    if (found !== undefined) at += found.length
    return found
  }
  /** By hand: a pattern would need a stack as deep as the string is long. */
  const readString = (): string | undefined => {
    if (source.charCodeAt(at) !== QUOTE) return undefined
    let end = at + 1
    for (;;) {
      const code = source.charCodeAt(end)
      if (code === QUOTE) break
      if (code === BACKSLASH) {
        ESCAPE.lastIndex = end
        const escape = ESCAPE.exec(source)
        if (escape === null) return undefined
        end += escape[0].length
      } else if (code >= 0x20) end++
      else return undefined // A control character; or, as NaN, the end.
    }
    const text = source.slice(at, end + 1)
    at = end + 1
    return text
  }
  const skipWhite = (): void => {
    const code = source.charCodeAt(at)
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) match(WHITE)
  }
  const unexpected = (wanted: string): JsonProblem =>
    at >= source.length ? new JsonProblem("unexpected end of JSON input") : new JsonProblem(`expected ${wanted}`, at)

  /** Reads a key and its colon into the innermost object. */
  const readKey = (open: OpenObject): JsonProblem | undefined => {
    skipWhite()
    const text = readString()
    if (text === undefined) return unexpected("a string as key")
    strings++
    skipWhite()
    if (source.charCodeAt(at) !== COLON) return unexpected("':' after a key")
    at++
    open.key = decodeString(text)
    // A key that comes again takes the later place and the later value.
    open.members.delete(open.key)
    open.keys.set(open.key, text)
    return undefined
  }

  skipWhite()
  if (source.charCodeAt(at) !== OPEN_OBJECT) return notAnObject(source, at)

  for (;;) {
    // A value begins here.
    skipWhite()
    let value: string | undefined
    const code = source.charCodeAt(at)
    if (code === OPEN_OBJECT) {
      at++
      skipWhite()
      const open: OpenObject = { members: new Map(), keys: new Map(), key: "" }
      stack.push(open)
      if (source.charCodeAt(at) === CLOSE_OBJECT) {
        // The end of an empty object is found below, where every object ends.
      } else {
        const problem = readKey(open)
        if (problem !== undefined) return problem
        continue
      }
    } else if (code === OPEN_LIST) {
      at++
      skipWhite()
      stack.push({ items: [] })
      if (source.charCodeAt(at) !== CLOSE_LIST) continue
    } else if (code === QUOTE) {
      value = readString()
      if (value === undefined) return badString(source, at)
      strings++
    } else {
      value = match(WORD) ?? match(NUMBER)
      if (value === undefined) return unexpected("a value")
      if (isHuge(value)) return new JsonProblem("a number is out of range", at - value.length)
    }
    if (strings > limits.maxStrings) return tooManyStrings

    // A value has ended, and with it perhaps what is around it.
    for (;;) {
      const open = stack[stack.length - 1]!
      if (value !== undefined) {
        if (isObject(open)) open.members.set(open.key, value)
        else open.items.push(value)
      }
      skipWhite()
      const next = source.charCodeAt(at)
      if (next === COMMA && value !== undefined) {
        at++
        if (isObject(open)) {
          const problem = readKey(open)
          if (problem !== undefined) return problem
        }
        break
      }
      if (next !== (isObject(open) ? CLOSE_OBJECT : CLOSE_LIST)) {
        return unexpected(isObject(open) ? "',' or '}' in an object" : "',' or ']' in a list")
      }
      at++
      stack.pop()
      if (stack.length === 0) return isObject(open) ? finish(source, at, open) : unexpected("an object")
      value = isObject(open) ? objectText(open) : `[${open.items.join(",")}]`
    }
  }
}

/** What {@link scanObject} answers when there are more strings than the limit allows; the text is the original's. */
export const tooManyStrings: JsonProblem = new JsonProblem("exceeded maximum number of strings")

/** The original reads the first value and tolerates another one behind it, but nothing else. */
const finish = (source: string, end: number, open: OpenObject): Payload | JsonProblem => {
  WHITE.lastIndex = end
  const rest = end + (WHITE.exec(source)?.[0].length ?? 0)
  if (rest < source.length) {
    try {
      JSON.parse(source.slice(rest))
    } catch {
      return new JsonProblem("unexpected text after the object", rest)
    }
  }
  return { text: objectText(open), members: open.members }
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
