import type { ResponseBody } from "../wrapping/wrapping-calls.ts"
import type { PathVerb } from "./path-calls.ts"

/** The fields in which a write returns what it has created, such as a secret id of AppRole or a private key. */
const CREATED = ["secret_id", "private_key", "token", "keys", "keys_base64", "root_token", "otp", "password"]

/** Whether the server may never return a response again: a token, a secret with a lease, or a secret that a write has created. */
export const existsOnce = (verb: PathVerb, response: ResponseBody): boolean => {
  const isWrite = verb === "update" || verb === "patch"
  return typeof response === "string" ? hasNewSecret(response, isWrite) : isWrite && response.length > 0
}

const hasNewSecret = (text: string, isWrite: boolean): boolean => {
  if (text === "") return false
  try {
    const { auth, data, lease_id, wrap_info } = JSON.parse(text) as Readonly<Record<string, unknown>>
    if ([auth, wrap_info].some((part) => typeof part === "object" && part !== null) || Boolean(lease_id)) return true
    return isWrite && typeof data === "object" && data !== null && CREATED.some((name) => name in data)
  } catch {
    // It is nested more deeply than the parser can handle, or is no JSON: it is not known.
    return true
  }
}
