import { asList } from "../../values/protocol-error.ts"
import type { RequestFacts, ResponseFacts } from "./audit-facts.ts"
import type { EntryCells } from "./entry-cells.ts"
import { type CellFormat, requestCells } from "./request-cells.ts"
import { responseCells } from "./response-cells.ts"

/** The entry of a request. */
export const requestEntry = (format: CellFormat, facts: RequestFacts, nowMs: number, error?: string): EntryCells => [
  requestCells(format, facts),
  nowMs,
  error,
  undefined,
  nowMs,
  undefined
]

/** The entry of a response. With `requestMs`, also the one of its request, which was made then. */
export const responseEntry = (
  format: CellFormat,
  facts: RequestFacts,
  response: ResponseFacts,
  nowMs: number,
  error: string | undefined,
  requestMs: number | undefined
): EntryCells => [requestCells(format, facts), requestMs, undefined, responseCells(facts, response), nowMs, error]

/** Both entries of a request that was refused before anything was done. The error of the response is printed as a list. */
export const refusedEntry = (format: CellFormat, facts: RequestFacts, error: string, nowMs: number): EntryCells => [
  requestCells(format, facts),
  nowMs,
  error,
  responseCells(facts, { data: { error } }),
  nowMs,
  asList(error)
]
