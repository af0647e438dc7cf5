import type { ResponseBody } from "../wrapping/wrapping-calls.ts"
import type { PathVerb } from "./path-calls.ts"

/** Whether the server may never return a response again: what a write has created, a token, or a secret with a lease. */
export const existsOnce = (verb: PathVerb, response: ResponseBody): boolean =>
  verb === "update" || verb === "patch" ? response.length > 0 : typeof response === "string" && hasNewSecret(response)

const hasNewSecret = (text: string): boolean => {
  if (text === "") return false
  try {
    const { auth, lease_id, wrap_info } = JSON.parse(text) as Readonly<Record<string, unknown>>
    return [auth, wrap_info].some((part) => typeof part === "object" && part !== null) || Boolean(lease_id)
  } catch {
    // It is nested more deeply than the parser can handle, so it is not known.
    return true
  }
}
