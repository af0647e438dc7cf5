import { type ProtocolError, silentError } from "../values/protocol-error.ts"
import type { Verb } from "../values/verb.ts"

const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"])
const FALSE = new Set(["", "0", "f", "F", "FALSE", "false", "False"])

const flag = (text: string | undefined): boolean | undefined =>
  text === undefined || FALSE.has(text) ? false : TRUE.has(text) ? true : undefined

/** What a method, with `?list=true` or `?scan=true` on a read, asks for. */
export const parseMethod = (method: string, query: ReadonlyMap<string, string>): Verb | ProtocolError => {
  switch (method) {
    case "GET": {
      const list = flag(query.get("list"))
      const scan = flag(query.get("scan"))
      if (list === undefined || scan === undefined || (list && scan)) return silentError(400)
      return list ? "list" : scan ? "scan" : "read"
    }
    case "POST":
    case "PUT":
      return "update"
    case "PATCH":
      return "patch"
    case "DELETE":
      return "delete"
    case "LIST":
      return "list"
    case "SCAN":
      return "scan"
    case "HEAD":
      return "head"
    default:
      return silentError(405)
  }
}
