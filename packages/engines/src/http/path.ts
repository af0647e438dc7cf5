// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const MISLEADING = /[\u0000-\u001f\u007f\\]|%(?:2[ef]|5c)/i

/** Whether a path could lead elsewhere than it seems to: by relative or empty segments, backslashes, encoded slashes or dots. */
export const hasMisleadingSegment = (path: string): boolean =>
  MISLEADING.test(path) ||
  !path.isWellFormed() ||
  path.split("/").some((segment) => segment === "" || segment === "." || segment === "..")

/** Whether a path can be requested. It can be empty, and can end in a slash. */
export const isPlainPath = (path: string): boolean => path === "" || !hasMisleadingSegment(path.replace(/\/$/, ""))

/** Whether a path matches a pattern: `*` at the end matches anything, `+` matches one segment. */
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

/** Whether a pattern is valid: `*` can only be its last character. */
export const isPattern = (pattern: string): boolean => !pattern.slice(0, -1).includes("*")
