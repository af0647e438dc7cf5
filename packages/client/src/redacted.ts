/** The hook by which `console.log` and `util.inspect` of Node, Deno and Bun ask an object how to print it. */
export const inspectSymbol = Symbol.for("nodejs.util.inspect.custom")

/**
 * A secret text that prints as a label: in templates, JSON, `console.log` and error messages.
 *
 * `reveal()` gives the text, and is the only way to it.
 *
 * @see RW-SEC-1
 */
export class Redacted {
  readonly #value: string
  readonly #label: string

  constructor(value: string, label = "token") {
    this.#value = value
    this.#label = label
  }

  /** The secret itself. */
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

/** Gives the text of a secret that may come bare or redacted. */
export const reveal = (secret: string | Redacted): string => (typeof secret === "string" ? secret : secret.reveal())

/**
 * Makes `console.log` print an object of the wire with one of its fields redacted. The field itself stays a text;
 * `JSON.stringify`, a deep copy and the console of a browser still have it: what came over the wire is data.
 */
export const hideWhenInspected = (holder: object, field: string): void => {
  Object.defineProperty(holder, inspectSymbol, {
    enumerable: false,
    value: () => ({ ...holder, [field]: "<token>" })
  })
}

/**
 * Replaces every secret in a text, such as an error that quotes what was sent. One of fewer than eight characters, such
 * as the `root` of a dev server, is a quote only where it stands alone: any text has an `x` in some word.
 */
export const scrub = (text: string, secrets: ReadonlyArray<string>): string =>
  secrets.reduce((scrubbed, secret) => {
    if (secret === "") return scrubbed
    const literal = secret.replace(/\W/g, "\\$&")
    return scrubbed.replace(new RegExp(secret.length < 8 ? `(?<!\\w)${literal}(?!\\w)` : literal, "g"), "<token>")
  }, text)
