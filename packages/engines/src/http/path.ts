// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const MISLEADING = /[\u0000-\u001f\u007f\\]|%(?:2[ef]|5c)/i

/**
 * Whether a path might lead elsewhere than it seems to: by relative or empty segments, backslashes, or slashes and dots that
 * are still encoded.
 */
export const hasMisleadingSegment = (path: string): boolean =>
  MISLEADING.test(path) ||
  !path.isWellFormed() ||
  path.split("/").some((segment) => segment === "" || segment === "." || segment === "..")

/** Whether a path may be asked for: it may be empty, and may end in a slash. */
export const isPlainPath = (path: string): boolean => path === "" || !hasMisleadingSegment(path.replace(/\/$/, ""))

/** Whether a path is one of those that a pattern stands for: `*` at the end is anything, `+` is one segment. */
export const matchesPattern = (pattern: string, path: string): boolean => {
  const prefix = pattern.endsWith("*")
  const wanted = (prefix ? pattern.slice(0, -1) : pattern).split("/")
  const given = path.split("/")
  if (prefix ? given.length < wanted.length : given.length !== wanted.length) return false
  return wanted.every((segment, i) => {
    const last = prefix && i === wanted.length - 1
    if (segment === "+" && !last) return given[i] !== ""
    return last ? given[i]!.startsWith(segment) : given[i] === segment
  })
}

/** Whether a pattern can be one: `*` stands only at its end. */
export const isPattern = (pattern: string): boolean => !pattern.slice(0, -1).includes("*")
