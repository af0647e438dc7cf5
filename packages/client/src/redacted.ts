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
 * Makes `console.log` print an object of the wire with one of its fields redacted. The field itself stays a text, and
 * `JSON.stringify` still prints it: what came over the wire is data.
 */
export const hideWhenInspected = (holder: object, field: string): void => {
  Object.defineProperty(holder, inspectSymbol, {
    enumerable: false,
    value: () => ({ ...holder, [field]: "<token>" })
  })
}

/** Replaces every secret in a text, such as an error that quotes what was sent. */
export const scrub = (text: string, secrets: ReadonlyArray<string>): string =>
  secrets.reduce((scrubbed, secret) => (secret === "" ? scrubbed : scrubbed.split(secret).join("<token>")), text)
