/**
 * Whether a name matches a pattern, in which `*` matches any characters.
 *
 * @example
 * ```ts
 * import { fitsGlob } from "@enwrap/server/engine"
 *
 * console.log(fitsGlob("*.example", "www.example")) // true
 * ```
 */
export const fitsGlob = (pattern: string, name: string): boolean => {
  const [first = "", ...rest] = pattern.split("*")
  if (rest.length === 0) return pattern === name
  const last = rest.pop()!
  if (!name.startsWith(first)) return false
  let at = first.length
  for (const part of rest) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return name.length - last.length >= at && name.endsWith(last)
}
