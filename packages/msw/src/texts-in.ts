const MAX_DEPTH = 8

/** All texts that a console can show of a value: of objects, those of their own members. */
export const textsIn = (value: unknown, depth = 0, seen: Set<object> = new Set()): ReadonlyArray<string> => {
  if (typeof value === "string") return [value]
  if (typeof value !== "object" || value === null) return [String(value)]
  if (depth > MAX_DEPTH || seen.has(value)) return []
  seen.add(value)
  const inside = (values: Iterable<unknown>) => [...values].flatMap((one) => textsIn(one, depth + 1, seen))
  if (value instanceof Error) {
    return [value.message, value.stack ?? "", ...inside([value.cause, ...Object.values(value)])]
  }
  if (value instanceof URL) return [value.href]
  if (value instanceof Request) return [value.url, ...inside(value.headers)]
  if (value instanceof Response) return [value.url, ...inside(value.headers)]
  if (value instanceof Map || value instanceof Set || value instanceof Headers) return inside(value)
  return [...Object.keys(value), ...inside(Object.values(value))]
}
