import type { EntryCells } from "./entry-cells.ts"
import { accessorText, type EntryFormat } from "./entry-format.ts"
import { text } from "./members.ts"
import { requestParts } from "./print-request.ts"
import { loginText, responsePart } from "./print-response.ts"

/** The fields whose value an error text of the original quotes, although entries hash it. */
const ACCESSOR_FIELDS = ["accessor", "secret_id_accessor"]

/**
 * An error text in which accessors look as elsewhere in the entry. It quotes them as JSON: a short one that is part of a long one is not
 * in quotes there, and does not make it many times as long.
 */
const withoutAccessors = (format: EntryFormat, data: string, error: string): string => {
  if (format.raw || data === "" || !error.includes("accessor")) return error
  const fields = JSON.parse(data) as Readonly<Record<string, unknown>>
  let shown = error
  for (const name of ACCESSOR_FIELDS) {
    const value = fields[name]
    if (typeof value !== "string" || value === "") continue
    shown = shown.replaceAll(JSON.stringify(value), () => JSON.stringify(accessorText(format, value)))
  }
  return shown
}

/** One line of JSON for the request, for the response, or for each of them. */
export const printEntry = (format: EntryFormat, cells: EntryCells): ReadonlyArray<string> => {
  const [head, request, response] = cells
  const [requestTime, requestError, responseTime, responseError] = head
  const [, , , mount, , , , , data] = request
  // Both lines have them, and their values are hashed once.
  const parts = requestParts(format, request)
  const line = (time: string, type: "request" | "response", auth: string, more: string, error: string) =>
    `${format.prefix}{"time":"${time}","type":"${type}","auth":${auth},"request":${parts.request}${more}` +
    `${text("error", withoutAccessors(format, data, error))}}\n`
  const lines: Array<string> = []
  if (requestTime !== "") lines.push(line(requestTime, "request", parts.auth, "", requestError))
  if (response.length !== 0) {
    const auth = loginText(format, response) || parts.auth
    const more = `,"response":${responsePart(format, mount, response)}`
    lines.push(line(responseTime, "response", auth, more, responseError))
  }
  return lines
}
