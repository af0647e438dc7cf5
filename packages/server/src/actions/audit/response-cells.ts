import { jsonText } from "../../values/json/raw-json.ts"
import type { IssuedToken, RequestFacts, ResponseFacts } from "./audit-facts.ts"
import { type ResponseCells, YES } from "./entry-cells.ts"
import { number, text, word } from "./members.ts"
import { keptText, tokenMembers } from "./request-cells.ts"

const authText = (token: IssuedToken | undefined): string => (token === undefined ? "" : JSON.stringify(token.auth))

const createdText = (token: IssuedToken | undefined): string =>
  token?.created === undefined ? "" : tokenMembers(token.created)

/** What the part of a response in its entry is printed from. */
export const responseCells = ({ mount, verb }: RequestFacts, facts: ResponseFacts): ResponseCells => {
  const { data, envelope = "", issued, leaseId = "", login, opaque = "none", warnings, wrapInfo } = facts
  return [
    envelope,
    keptText(mount?.config.auditNonHmacResponseKeys),
    wrapInfo === undefined ? "" : wrapInfo.token,
    wrapInfo === undefined ? "" : wrapInfo.accessor,
    wrapInfo === undefined ? "" : number("ttl", wrapInfo.ttl),
    wrapInfo === undefined
      ? ""
      : word("creation_time", wrapInfo.creationTime) + text("creation_path", wrapInfo.creationPath),
    wrapInfo?.wrappedAccessor ?? "",
    authText(issued),
    createdText(issued),
    authText(login),
    createdText(login),
    leaseId,
    data === undefined || data === null ? "" : jsonText(data),
    opaque,
    verb === "list" ? YES : "",
    warnings === undefined || warnings.length === 0 ? "" : JSON.stringify(warnings)
  ]
}
