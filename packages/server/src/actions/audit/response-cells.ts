import { jsonText } from "../../values/json/raw-json.ts"
import type { IssuedToken, RequestFacts, ResponseFacts } from "./audit-facts.ts"
import type { ResponseCells, TokenCells } from "./entry-cells.ts"
import { tokenMembers } from "./request-cells.ts"

const tokenCells = ({ auth, created }: IssuedToken): TokenCells => [
  JSON.stringify(auth),
  created && tokenMembers(created)
]

/** What the part of a response in its entry is printed from. */
export const responseCells = ({ mount, verb }: RequestFacts, facts: ResponseFacts): ResponseCells => {
  const { data, envelope, issued, leaseId, login, opaque = "none", warnings, wrapInfo } = facts
  return [
    envelope,
    wrapInfo && [
      wrapInfo.ttl,
      wrapInfo.token,
      wrapInfo.accessor,
      wrapInfo.creationTime,
      wrapInfo.creationPath,
      wrapInfo.wrappedAccessor
    ],
    issued && tokenCells(issued),
    login && tokenCells(login),
    leaseId,
    data === undefined || data === null ? undefined : jsonText(data),
    opaque,
    verb === "list",
    warnings && JSON.stringify(warnings),
    mount?.config.auditNonHmacResponseKeys
  ]
}
