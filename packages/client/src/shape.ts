import { inspectSymbol, Redacted } from "./redacted.ts"

/** Stands for a value when its payload is printed. */
const label = (text: string): Redacted => new Redacted("", text)

/** Deeper objects print as `<object>`. Only data that is made to exhaust the stack is that deep. */
const MAX_DEPTH = 100

/** The names and types of a payload without its values: `{ password: <string> }`. */
export const shapeOf = (value: unknown, depth = 0): unknown => {
  if (value === null || value === undefined) return value
  if (typeof value !== "object" || depth > MAX_DEPTH) return label(typeof value)
  if (Array.isArray(value)) return value.map((held) => shapeOf(held, depth + 1))
  // A number of exactJson.
  if (Object.isFrozen(value) && Object.hasOwn(value, "rawJSON")) return label("number")
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, shapeOf(held, depth + 1)]))
}

/**
 * Makes `console.log` and `util.inspect` print only the shape of a payload, and of every object in it, however deep it is. The
 * values can be read, and `JSON.stringify` and `structuredClone` keep them.
 */
export const hidePayload = (payload: unknown): void => {
  const left = [payload]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value !== "object" || value === null || !Object.isExtensible(value) || inspectSymbol in value) continue
    Object.defineProperty(value, inspectSymbol, { value: () => shapeOf(value) })
    for (const held of Object.values(value)) left.push(held)
  }
}
