import { plainText } from "../plain-text.ts"
import type { Report } from "../report.ts"

/**
 * Renders a report as JSON, for programs, and to compare a later run with. It has all exchanges of failed cases. Its JSON
 * Schema is `@enwrap/conformance/report.schema.json`.
 *
 * @example
 * ```ts
 * import { renderJson, runConformance } from "@enwrap/conformance"
 * import { writeFile } from "node:fs/promises"
 *
 * const report = await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })
 * await writeFile("conformance.json", renderJson(report))
 * ```
 */
export function renderJson(report: Report): string {
  // In JSON, the visible form of a control character is its escape: the value stays the same.
  return `${plainText(JSON.stringify(report, undefined, 2))}\n`
}
