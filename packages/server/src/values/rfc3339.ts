const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i

/**
 * The time of an RFC 3339 string in milliseconds since 1970; `undefined` if it is not one.
 *
 * @example
 * ```ts
 * import { parseRfc3339 } from "@enwrap/server/engine"
 *
 * parseRfc3339("2026-11-24T08:51:33Z") // 1795510293000
 * parseRfc3339("2026-02-30T00:00:00Z") // undefined
 * ```
 */
export const parseRfc3339 = (text: string): number | undefined => {
  const local = RFC3339.exec(text)?.[1]?.toUpperCase()
  if (local === undefined) return undefined
  const ms = Date.parse(`${local}Z`)
  // Date.parse shifts 30 February to 2 March, and 24:00 to the next day.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(local)) return undefined
  return Date.parse(text.toUpperCase())
}

let second = Number.NaN
let beginning = ""

/** A time in milliseconds as RFC 3339, such as `2026-11-24T08:51:33.120Z`. Most calls are within the second of the last one. */
export const rfc3339 = (ms: number): string => {
  const whole = Math.floor(ms / 1000)
  if (whole !== second) {
    beginning = new Date(whole * 1000).toISOString().slice(0, -4)
    second = whole
  }
  return `${beginning}${String(Math.floor(ms - whole * 1000)).padStart(3, "0")}Z`
}
