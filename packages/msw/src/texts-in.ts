const MAX_DEPTH = 8

/**
 * All texts that a console can show of a value: of objects, those of their own members. Runs no getter of an object, and
 * does not throw: what cannot be read has no texts.
 */
export const textsIn = (value: unknown, depth = 0, seen: Set<object> = new Set()): ReadonlyArray<string> => {
  if (typeof value === "string") return [value]
  if (typeof value === "function") return attempt(() => [Function.prototype.toString.call(value)])
  if (typeof value !== "object" || value === null) return [String(value)]
  if (depth > MAX_DEPTH || seen.has(value)) return []
  seen.add(value)
  const inside = (values: Iterable<unknown>) => [...values].flatMap((one) => textsIn(one, depth + 1, seen))
  return attempt(() => textsOf(value, inside))
}

type Inside = (values: Iterable<unknown>) => ReadonlyArray<string>

const textsOf = (value: object, inside: Inside): ReadonlyArray<string> => {
  if (value instanceof Error) {
    // Consoles also read these, whether or not they are getters.
    const read = (name: "message" | "stack" | "cause") => attempt(() => [value[name]])
    return inside([...read("message"), ...read("stack"), ...read("cause"), ...membersOf(value).map(([, one]) => one)])
  }
  if (value instanceof URL) return [value.href]
  if (typeof Request === "function" && value instanceof Request) return [value.url, ...inside(value.headers)]
  if (typeof Response === "function" && value instanceof Response) return [value.url, ...inside(value.headers)]
  if (typeof Headers === "function" && value instanceof Headers) return inside(value)
  // A subclass may have replaced its iterator.
  if (value instanceof Map) return inside(attempt(() => [...Map.prototype.entries.call(value)]))
  if (value instanceof Set) return inside(attempt(() => [...Set.prototype.values.call(value)]))
  const members = membersOf(value)
  return [...members.map(([name]) => name), ...inside(members.map(([, one]) => one))]
}

/** The names and the values of an object's own members; getters, which consoles do not run, have no value. */
const membersOf = (value: object): ReadonlyArray<readonly [name: string, value: unknown]> =>
  Object.keys(value).flatMap((name) => {
    const found = attempt(() => [Reflect.getOwnPropertyDescriptor(value, name)])[0]
    return [[name, found !== undefined && "value" in found ? found.value : ""] as const]
  })

/** What a reading returns; nothing if it throws. */
const attempt = <A>(read: () => ReadonlyArray<A>): ReadonlyArray<A> => {
  try {
    return read()
  } catch {
    return []
  }
}
