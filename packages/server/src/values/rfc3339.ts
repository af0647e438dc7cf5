const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/

/** The time of an RFC 3339 string in milliseconds since 1970; `undefined` if it is not one. */
export const parseRfc3339 = (text: string): number | undefined => {
  const ms = RFC3339.test(text) ? Date.parse(text.toUpperCase()) : NaN
  return Number.isNaN(ms) ? undefined : ms
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
