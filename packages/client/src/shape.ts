import { inspectSymbol } from "./redacted.ts"

/** Stands for a value when its payload is printed. */
class Label {
  readonly #text: string

  constructor(text: string) {
    this.#text = `<${text}>`
  }

  toJSON(): string {
    return this.#text
  }

  [inspectSymbol](): string {
    return this.#text
  }
}

/** The names and types of a payload without its values: `{ password: <string> }`. */
export const shapeOf = (value: unknown): unknown => {
  if (value === null || value === undefined) return value
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== "object") return new Label(typeof value)
  // A number of exactJson.
  if (Object.isFrozen(value) && Object.hasOwn(value, "rawJSON")) return new Label("number")
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, shapeOf(held)]))
}

/**
 * Makes `console.log` and `util.inspect` print only the shape of a payload, and of every object in it. The values can be read,
 * and `JSON.stringify` and `structuredClone` keep them.
 */
export const hidePayload = (value: unknown): void => {
  if (typeof value !== "object" || value === null || !Object.isExtensible(value) || inspectSymbol in value) return
  Object.defineProperty(value, inspectSymbol, { enumerable: false, value: () => shapeOf(value) })
  for (const held of Object.values(value)) hidePayload(held)
}
