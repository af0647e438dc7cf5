import { asList } from "../../values/protocol-error.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import type { RequestFacts, ResponseFacts } from "./audit-facts.ts"
import type { EntryCells } from "./entry-cells.ts"
import { type CellFormat, requestCells } from "./request-cells.ts"
import { responseCells } from "./response-cells.ts"

const NO_RESPONSE = [] as const

/** The entry of a request. */
export const requestEntry = (format: CellFormat, facts: RequestFacts, nowMs: number, error = ""): EntryCells => [
  [rfc3339(nowMs), error, "", ""],
  requestCells(format, facts),
  NO_RESPONSE
]

/** The entry of a response. With `requestMs`, also the one of its request, which was made then. */
export const responseEntry = (
  format: CellFormat,
  facts: RequestFacts,
  response: ResponseFacts,
  nowMs: number,
  error = "",
  requestMs: number | undefined
): EntryCells => [
  [requestMs === undefined ? "" : rfc3339(requestMs), "", rfc3339(nowMs), error],
  requestCells(format, facts),
  responseCells(facts, response)
]

/** Both entries of a request that was refused before anything was done. The error of the response is printed as a list. */
export const refusedEntry = (format: CellFormat, facts: RequestFacts, error: string, nowMs: number): EntryCells => {
  const time = rfc3339(nowMs)
  return [[time, error, time, asList(error)], requestCells(format, facts), responseCells(facts, { data: { error } })]
}
