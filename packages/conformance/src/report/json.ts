import type { Report } from "../report.ts"

/**
 * Renders a report as JSON, for programs. Includes all exchanges of failed cases.
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
export const renderJson = (report: Report): string => `${JSON.stringify(report, undefined, 2)}\n`
