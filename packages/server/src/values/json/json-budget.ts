/** What one document may consist of, all its levels together. */
export interface JsonLimits {
  /** Keys and string values. */
  readonly maxStrings: number
  /** Values of every kind: strings, numbers, literals, lists and objects. */
  readonly maxValues: number
  /** Objects and lists within each other, the outermost included. */
  readonly maxDepth: number
}

/** Which limit a document is beyond. */
export type Excess = "strings" | "values" | "depth"

/**
 * Counts what a document consists of while it is read, before anything is made of it. A text that is read in several parts
 * has one budget: what stands behind an object is counted with it.
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

  /** One more list or object within `depth` others. */
  level(depth: number): Excess | undefined {
    return depth >= this.#limits.maxDepth ? "depth" : undefined
  }
}
