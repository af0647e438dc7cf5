import { isUnreadable, UNREACHABLE, type NoResponse } from "./transport.ts"
import { Failure, TooSlow } from "./verdict.ts"

/** What it says about a server that there is no response that can be read. */
export function judgeNoResponse(cause: NoResponse): Error {
  const { code, message } = cause
  if (UNREACHABLE.has(code)) return cause
  // It may be a fault, but also a slow server: nobody can tell.
  if (code === "ETIMEDOUT") return new TooSlow(message)
  const did = isUnreadable(code) ? "responded with something that is not valid HTTP" : "did not respond"
  return new Failure(`the server ${did} (${code}: ${message})`)
}
