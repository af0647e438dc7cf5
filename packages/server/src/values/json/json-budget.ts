import { jsonTexts } from "@enwrap/protocol"

/** Why a text is not a JSON object. `position` is in UTF-16 code units, from 0. */
export class JsonProblem {
  readonly problem: string
  constructor(problem: string, position?: number) {
    this.problem = position === undefined ? problem : jsonTexts.at(problem, position)
  }
}

/** The problems of a document that exceeds a limit. The error texts are the original's. */
export const tooManyStrings: JsonProblem = new JsonProblem(jsonTexts.tooManyStrings)
export const tooManyValues: JsonProblem = new JsonProblem(jsonTexts.tooManyValues)
export const tooDeep: JsonProblem = new JsonProblem(jsonTexts.tooDeep)

/** The limits of one document, for all its levels together. */
export interface JsonLimits {
  /** Keys and string values. */
  readonly maxStrings: number
  /** Values of every kind: strings, numbers, literals, lists and objects. */
  readonly maxValues: number
  /** The depth of nested objects and lists, the outermost included. */
  readonly maxDepth: number
}

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

  string(): JsonProblem | undefined {
    return ++this.#strings > this.#limits.maxStrings ? tooManyStrings : undefined
  }

  value(): JsonProblem | undefined {
    return ++this.#values > this.#limits.maxValues ? tooManyValues : undefined
  }

  /** Counts a list or an object inside of `depth` others. */
  level(depth: number): JsonProblem | undefined {
    return depth >= this.#limits.maxDepth ? tooDeep : undefined
  }
}
