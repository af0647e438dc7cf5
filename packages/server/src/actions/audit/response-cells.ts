import { jsonText } from "../../values/json/raw-json.ts"
import type { RequestFacts, ResponseFacts } from "./audit-facts.ts"
import type { ResponseCells } from "./entry-cells.ts"
import { tokenMembers } from "./request-cells.ts"

/** What the part of a response in its entry is printed from. */
export const responseCells = ({ mount, verb }: RequestFacts, facts: ResponseFacts): ResponseCells => {
  const { auth, created, data, envelope, leaseId, opaque = "none", warnings, wrapInfo } = facts
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
    auth && JSON.stringify(auth),
    created && tokenMembers(created),
    leaseId,
    data === undefined || data === null ? undefined : jsonText(data),
    opaque,
    verb === "list",
    warnings && JSON.stringify(warnings),
    mount?.config.auditNonHmacResponseKeys
  ]
}
