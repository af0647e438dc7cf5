import { rfc3339 } from "../../values/rfc3339.ts"
import type { EntryCells, RequestCells } from "./entry-cells.ts"
import { accessorText, type EntryFormat } from "./entry-format.ts"
import { json, text } from "./members.ts"
import { requestParts } from "./print-request.ts"
import { loginText, responsePart } from "./print-response.ts"

/** The fields whose value an error text of the original quotes, although entries hash it. */
const ACCESSOR_FIELDS = ["accessor", "secret_id_accessor"]

/** An error text in which accessors look as elsewhere in the entry. */
const withoutAccessors = (format: EntryFormat, data: string | undefined, error: string): string => {
  if (format.raw || data === undefined || !error.includes("accessor")) return error
  const fields = JSON.parse(data) as Readonly<Record<string, unknown>>
  return ACCESSOR_FIELDS.map((name) => fields[name])
    .filter((value) => typeof value === "string" && value !== "")
    .reduce<string>((shown, value) => shown.replaceAll(String(value), accessorText(format, String(value)) ?? ""), error)
}

const dataOf = ([, , , , , , , , , , , data]: RequestCells): string | undefined => data

/** One line of JSON for the request, for the response, or for each of them. */
export const printEntry = (format: EntryFormat, cells: EntryCells): ReadonlyArray<string> => {
  const [request, requestMs, requestError, response, responseMs, responseError] = cells
  // Both lines have them, and their values are hashed once.
  const parts = requestParts(format, request)
  const line = (type: "request" | "response", ms: number, auth: string, more: string, error: string | undefined) =>
    `${format.prefix}{"time":"${rfc3339(ms)}","type":"${type}","auth":${auth},"request":${parts.request}${more}` +
    `${text("error", error && withoutAccessors(format, dataOf(request), error))}}\n`
  const lines: Array<string> = []
  if (requestMs !== undefined) lines.push(line("request", requestMs, parts.auth, "", requestError))
  if (response !== undefined) {
    const auth = loginText(format, response) ?? parts.auth
    lines.push(
      line("response", responseMs, auth, json("response", responsePart(format, request, response)), responseError)
    )
  }
  return lines
}
