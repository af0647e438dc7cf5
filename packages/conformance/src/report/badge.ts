import type { Conclusion, Report } from "../report.ts"
import { CONCLUSIONS } from "./parts.ts"
import { escapeMarkup } from "./markup.ts"

const LABEL = "response wrapping"

const COLOURS: Readonly<Record<Conclusion, { readonly name: string; readonly value: string }>> = {
  conformant: { name: "brightgreen", value: "#2f7d32" },
  passed: { name: "blue", value: "#1f6391" },
  incomplete: { name: "yellow", value: "#8a6100" },
  "not conformant": { name: "red", value: "#b3261e" }
}

/** What a badge says: the profiles that the server is conformant to, or the conclusion. */
function messageOf({ conclusion, verdicts }: Report): string {
  const names = verdicts.filter(({ verdict }) => verdict === "conformant").map(({ profile }) => profile)
  if (conclusion !== "conformant") return CONCLUSIONS[conclusion]
  return names.length > 4 ? `conformant (${names.length} profiles)` : `conformant: ${names.join(", ")}`
}

/**
 * Renders a report as the JSON of a shields.io endpoint: https://img.shields.io/endpoint?url=….
 *
 * @example
 * ```ts
 * import { renderShields, runConformance } from "@enwrap/conformance"
 *
 * console.log(renderShields(await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })))
 * ```
 */
export const renderShields = (report: Report): string =>
  `${JSON.stringify({
    schemaVersion: 1,
    label: LABEL,
    message: messageOf(report),
    color: COLOURS[report.conclusion].name,
    isError: report.conclusion === "not conformant"
  })}\n`

/** The width of a character of the badge's font, in pixels, on average. */
const CHARACTER = 6.6
const widthOf = (text: string): number => Math.round(text.length * CHARACTER + 12)

/**
 * Renders a report as a badge in SVG.
 *
 * @example
 * ```ts
 * import { renderBadge, runConformance } from "@enwrap/conformance"
 * import { writeFile } from "node:fs/promises"
 *
 * await writeFile("badge.svg", renderBadge(await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })))
 * ```
 */
export function renderBadge(report: Report): string {
  const message = messageOf(report)
  const [left, right] = [widthOf(LABEL), widthOf(message)]
  const title = escapeMarkup(`${LABEL}: ${message}, ${report.startedAt.slice(0, 10)}`)
  const text = (value: string, x: number, width: number): string =>
    `<text x="${x + width / 2}" y="14" textLength="${width - 12}">${escapeMarkup(value)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">
<title>${title}</title>
<clipPath id="round"><rect width="${left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#round)">
<rect width="${left}" height="20" fill="#444"/>
<rect x="${left}" width="${right}" height="20" fill="${COLOURS[report.conclusion].value}"/>
</g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
${text(LABEL, 0, left)}
${text(message, left, right)}
</g>
</svg>
`
}
