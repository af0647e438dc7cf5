import { usageFailure } from "../cli/failure.ts"
import { looksLikeToken } from "./token-form.ts"

/**
 * Checks the path of a request, before it is in a URL and in the logs of every proxy on the way.
 *
 * @throws Failure (usage error) if it is empty, a token, an address, or has a segment that a URL cannot have
 */
export const checkPath = (path: string): string => {
  if (path === "") throw usageFailure("the path is empty.", example)
  if (looksLikeToken(path) || path.split("/").some(isLongToken))
    throw usageFailure("this is a token, not a path.", "`enwrap unwrap` and `enwrap lookup` take a wrapping token.")
  if (/^\/|^https?:/i.test(path)) {
    const meant = path.replace(/^https?:\/\/[^/]*/i, "").replace(/^\/+(v1(\/+|$))?/, "")
    throw usageFailure(
      "a path has no address, no leading slash, and no v1/.",
      meant === "" ? example : `Did you mean ${meant}?`
    )
  }
  if (path.split("/").some((segment) => segment === "." || segment === ".."))
    throw usageFailure("the path has a segment `.` or `..`, which is not sent: a proxy could change it.", example)
  if (!path.isWellFormed() || path.includes("\ufffd")) throw usageFailure("the path is not UTF-8 text.")
  return path
}

/** A segment may be a UUID, and may be short and have a dot: only these are certainly tokens. */
const isLongToken = (segment: string): boolean => /^(?:hv)?[sbr]\.[\w-]{20,}$/.test(segment)

const example = "Example of a path: secret/data/app"
