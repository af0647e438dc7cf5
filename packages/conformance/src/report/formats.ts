import type { Report } from "../report.ts"
import { RunError } from "../run-error.ts"
import { renderBadge, renderShields } from "./badge.ts"
import { renderHtml } from "./html.ts"
import { renderJson } from "./json.ts"
import { renderJunit } from "./junit.ts"
import { renderSarif } from "./sarif.ts"
import { renderText, type TextOptions } from "./text.ts"

/** The formats of reports. */
export const FORMATS = ["text", "html", "json", "junit", "sarif", "badge", "shields"] as const

/** The name of a format. */
export type Format = (typeof FORMATS)[number]

/** The endings of file names, each with its format. A longer ending comes before a shorter one that it ends with. */
const BY_ENDING: ReadonlyArray<readonly [ending: string, format: Format]> = [
  [".txt", "text"],
  [".html", "html"],
  [".shields.json", "shields"],
  [".json", "json"],
  [".xml", "junit"],
  [".sarif", "sarif"],
  [".svg", "badge"]
]

/** The endings of file names that pick a format. */
export const ENDINGS: ReadonlyArray<string> = BY_ENDING.map(([ending]) => ending)

/** The format for a file name. Throws a RunError if its ending is unknown. */
export function formatOfFile(file: string): Format {
  const found = BY_ENDING.find(([ending]) => file.toLowerCase().endsWith(ending))
  if (found === undefined)
    throw new RunError("usage", `the ending of ${file} names no format: use ${ENDINGS.join(", ")}`)
  return found[1]
}

/** Renders a report in a format. The options are for text. */
export function render(report: Report, format: Format, options: TextOptions): string {
  switch (format) {
    case "text":
      return renderText(report, options)
    case "html":
      return renderHtml(report)
    case "json":
      return renderJson(report)
    case "junit":
      return renderJunit(report)
    case "sarif":
      return renderSarif(report)
    case "badge":
      return renderBadge(report)
    case "shields":
      return renderShields(report)
  }
}
