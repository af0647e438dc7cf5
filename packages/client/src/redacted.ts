/** The method that `console.log` and `util.inspect` of Node, Deno and Bun call to print an object. */
export const inspectSymbol = Symbol.for("nodejs.util.inspect.custom")

/**
 * A secret string that prints as a label: in template strings, JSON, `console.log` and error messages. Use it to carry a
 * token through code that logs. `reveal()` is the only way to read the secret.
 *
 * @example
 * ```ts
 * import { Redacted } from "@enwrap/client"
 *
 * const token = new Redacted("s.the-wrapping-token", "wrapping token")
 * console.log(`${token}`, JSON.stringify({ token })) // <wrapping token> {"token":"<wrapping token>"}
 * console.log(token.reveal()) // s.the-wrapping-token
 * ```
 *
 * @see RW-SEC-1
 */
export class Redacted {
  readonly #value: string
  readonly #label: string

  constructor(value: string, label = "token") {
    this.#label = label
    this.#value = value
  }

  /** Returns the secret. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return `<${this.#label}>`
  }

  toJSON(): string {
    return this.toString()
  }

  [inspectSymbol](): string {
    return this.toString()
  }
}

/** Returns the string of a secret, redacted or not. */
export const reveal = (secret: string | Redacted): string => (typeof secret === "string" ? secret : secret.reveal())

/**
 * Makes `console.log` print an object with one of its fields redacted. The field keeps its value: `JSON.stringify`, a deep
 * copy and a browser's console still show it.
 */
export const hideWhenInspected = (holder: object, field: string): void => {
  Object.defineProperty(holder, inspectSymbol, { value: () => ({ ...holder, [field]: "<token>" }) })
}

/**
 * Replaces every secret in a string, such as an error that quotes the request. A secret of fewer than eight characters,
 * such as the token `root` of a dev server, is replaced only where it is a whole word: it may be part of other words.
 */
export const scrub = (text: string, secrets: ReadonlyArray<string>): string =>
  secrets.reduce((scrubbed, secret) => {
    if (secret === "") return scrubbed
    const literal = secret.replace(/\W/g, "\\$&")
    return scrubbed.replace(new RegExp(secret.length < 8 ? `(?<!\\w)${literal}(?!\\w)` : literal, "g"), "<token>")
  }, text)
