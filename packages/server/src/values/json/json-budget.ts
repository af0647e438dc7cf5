/** The limits of one document, for all its levels together. */
export interface JsonLimits {
  /** Keys and string values. */
  readonly maxStrings: number
  /** Values of every kind: strings, numbers, literals, lists and objects. */
  readonly maxValues: number
  /** The depth of nested objects and lists, the outermost included. */
  readonly maxDepth: number
}

/** The limit that a document exceeds. */
export type Excess = "strings" | "values" | "depth"

/**
 * Counts the parts of a document while it is scanned, before any values are created. A text that is scanned in several parts has
 * one budget: what follows an object is counted with it.
 */
export class JsonBudget {
  readonly #limits: JsonLimits
  #strings = 0
  #values = 0

  constructor(limits: JsonLimits) {
    this.#limits = limits
  }

  string(): Excess | undefined {
    return ++this.#strings > this.#limits.maxStrings ? "strings" : undefined
  }

  value(): Excess | undefined {
    return ++this.#values > this.#limits.maxValues ? "values" : undefined
  }

  /** Counts a list or an object inside of `depth` others. */
  level(depth: number): Excess | undefined {
    return depth >= this.#limits.maxDepth ? "depth" : undefined
  }
}
