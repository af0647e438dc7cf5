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

/** The set grows while it is read. It has each object once, so a codec may accept cycles. */
const checkContent = (operation: string, body: unknown, json: JsonCodec): void => {
  const objects = new Set([body])
  for (const value of objects) {
    if (typeof value !== "object" || value === null) continue
    const isRedacted = value instanceof Redacted
    if ("toJSON" in value && !isRedacted) continue
    const held = Object.values(value)
    if (isRedacted || (held.length === 0 && !isPlain(value) && json.stringify(value) === "{}")) {
      const what = isRedacted ? "a redacted value" : `an ${Object.prototype.toString.call(value)}`
      throw new InvalidArgumentError(`The body of ${operation} has ${what}, which JSON cannot represent`, {
        hint: "Pass on value.reveal(), or a plain object, such as Object.fromEntries(form)."
      })
    }
    for (const inner of held) objects.add(inner)
  }
}

/** A plain object of any realm, such as that of a frame or of a test. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
