import { InvalidArgumentError } from "./errors.ts"
import type { JsonCodec } from "./json-codec.ts"
import { readArgument } from "./read-argument.ts"
import { Redacted } from "./redacted.ts"

/**
 * The JSON of a request's body.
 *
 * @throws InvalidArgumentError if it cannot be serialised, or if a value in it would be lost without a sign
 */
export const bodyText = (operation: string, body: unknown, json: JsonCodec = JSON): string | undefined => {
  let text: string | undefined
  try {
    text = body === undefined ? undefined : json.stringify(body)
  } catch (cause) {
    throw new InvalidArgumentError(`The body of ${operation} cannot be serialised as JSON`, { cause })
  }
  readArgument(`body of ${operation}`, () => checkContent(operation, body, json))
  return text
}

/** The set grows while it is read. It has each value once, so a codec may accept cycles. */
const checkContent = (operation: string, body: unknown, json: JsonCodec): void => {
  const values = new Set([body])
  for (const value of values) {
    if (isLost(value, json)) {
      const what = value instanceof Redacted ? "a redacted value" : `an ${{}.toString.call(value)}`
      throw new InvalidArgumentError(`The body of ${operation} has ${what}, which JSON cannot represent`, {
        hint: "Pass on value.reveal(), or a plain object, such as Object.fromEntries(form)."
      })
    }
    if (typeof value === "object" && value !== null && !("toJSON" in value))
      for (const inner of Object.values(value)) values.add(inner)
  }
}

/**
 * Whether a value would be absent, or null, or an object without its content. A codec of the caller may represent it. Only what
 * may be lost is written twice.
 */
const isLost = (value: unknown, json: JsonCodec): boolean => {
  if (value instanceof Redacted) return true
  if (value === undefined || value === null) return false
  if (Array.isArray(value)) return value.includes(undefined)
  const maybe =
    typeof value === "object"
      ? value instanceof Date || ArrayBuffer.isView(value) || (!isPlain(value) && Object.keys(value).length === 0)
      : typeof value !== "string"
  return maybe && /^(null|undefined|\{(\}|"0"))/.test(String(json.stringify(value)))
}

/** A plain object of any realm, such as that of a frame or of a test. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
