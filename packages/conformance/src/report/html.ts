import type { CaseResult, Changes, Finding, ProfileVerdict, Report } from "../report.ts"
import { exchangesHtml } from "./html-exchanges.ts"
import { STYLE } from "./html-style.ts"
import { escapeMarkup } from "./markup.ts"
import {
  CONCLUSIONS,
  conclusionOf,
  counted,
  factsOf,
  needsOf,
  resultsById,
  shownVerdictOf,
  summaryOf,
  toleratedOf,
  untestedOf
} from "./parts.ts"
import { linkTo, textOf } from "./requirement-links.ts"

const CLASSES = {
  conformant: "good",
  "not conformant": "bad",
  incomplete: "open",
  "not claimed": "none",
  "no verdict": "none",
  passed: "good"
} as const

/**
 * Renders a report as one page of HTML without scripts and without anything from elsewhere: the verdict on each profile,
 * each finding with the text of its requirement, and the requests and responses of each failure.
 *
 * @example
 * ```ts
 * import { renderHtml, runConformance } from "@enwrap/conformance"
 * import { writeFile } from "node:fs/promises"
 *
 * const report = await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })
 * await writeFile("conformance.html", renderHtml(report))
 * ```
 */
export function renderHtml(report: Report): string {
  const results = resultsById(report)
  const inconclusive = [...results.values()].filter(({ verdict }) => verdict === "error")
  const known = toleratedOf(report)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(`${CONCLUSIONS[report.conclusion]}: conformance of ${report.target}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Conformance of ${escapeMarkup(report.target)}</h1>
<p class="verdict ${CLASSES[report.conclusion]}">${escapeMarkup(conclusionOf(report))}</p>
<p>${escapeMarkup(summaryOf(report))}.</p>
<dl class="facts">${factsOf(report)
    .map(([name, value]) => `<div><dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(value)}</dd></div>`)
    .join("\n")}</dl>
${report.changes === undefined ? "" : changesHtml(report.changes)}
<h2>Profiles</h2>
<div class="card">${profilesHtml(report.verdicts)}</div>
${section(
  "What is wrong",
  report.findings.length < 2 ? "" : "The likely cause of most failures comes first: fix it, and run the suite again.",
  report.findings.map((finding, i) => findingHtml(finding, i + 1, results))
)}
${section(
  "Inconclusive",
  "",
  inconclusive.map((result) => `<div class="card">${caseHtml(result)}</div>`)
)}
${section(
  "Known failures",
  "They do not count. One that passes, or that matches no case, makes the run fail.",
  known.length + report.staleKnownFailures.length === 0
    ? []
    : [
        `<ul class="card">${[
          ...known.map(
            ({ result, reason }) => `<code>${result.id}</code> ${escapeMarkup(`${result.title}: ${reason}`)}`
          ),
          ...report.staleKnownFailures.map((line) => `<span class="bad">${escapeMarkup(line)}</span>`)
        ]
          .map((line) => `<li>${line}</li>`)
          .join("\n")}</ul>`
      ]
)}
${section("Skipped", "This would let more cases run.", needsHtml(report))}
<h2>All cases</h2>
${report.families.map(familyHtml).join("\n")}
<footer>The suite sent these requests itself. Tokens, accessors and other secrets are replaced by names such as
<code>&lt;wrapping token 1&gt;</code>. <a href="${linkTo("")}">The spec</a> says what a server must do.</footer>
</main>
</body>
</html>
`
}

const section = (title: string, lead: string, cards: ReadonlyArray<string>): string =>
  cards.length === 0
    ? ""
    : `<h2>${title}</h2>\n${lead === "" ? "" : `<p class="soft">${lead}</p>`}\n${cards.join("\n")}`

const badge = (verdict: keyof typeof CLASSES): string => `<span class="badge ${CLASSES[verdict]}">${verdict}</span>`

function profilesHtml(verdicts: ReadonlyArray<ProfileVerdict>): string {
  const { unclaimed, unselected } = untestedOf(verdicts)
  const rows = verdicts
    .filter((one) => !unclaimed.includes(one) && !unselected.includes(one))
    .map((one) => {
      const { counts, profile, reason } = one
      const inapplicable = counts.notApplicable > 0 ? `, ${counts.notApplicable} not applicable` : ""
      return `<tr><td><code>${profile}</code></td><td>${badge(shownVerdictOf(one))}</td><td>${escapeMarkup(reason + inapplicable)}</td></tr>`
    })
  return `<table>
<thead><tr><th>profile</th><th>verdict</th><th>why</th></tr></thead>
<tbody>${rows.join("\n")}${togetherHtml("No case selected", unselected)}${togetherHtml("Not claimed", unclaimed)}</tbody></table>`
}

/** One row for all profiles in which nothing was tested. */
const togetherHtml = (name: string, verdicts: ReadonlyArray<ProfileVerdict>): string =>
  verdicts.length === 0
    ? ""
    : `<tr><td colspan="3"><span class="soft">${name}:</span> ${verdicts.map(({ profile }) => `<code>${profile}</code>`).join(" ")}</td></tr>`

function findingHtml(finding: Finding, number: number, results: ReadonlyMap<string, CaseResult>): string {
  const [first, ...others] = finding.cases.flatMap((id) => results.get(id) ?? [])
  const should = finding.level === "should" ? ' <span class="badge open">SHOULD, not counted</span>' : ""
  const where =
    finding.endpoints.length < 2
      ? ""
      : `<p class="soft">At ${finding.endpoints.map(({ cases, endpoint }) => `<code>${escapeMarkup(endpoint)}</code> (${cases})`).join(", ")}</p>`
  return `<article class="card finding ${finding.level}">
<h3>${number}. ${escapeMarkup(finding.title)} <span class="soft">· ${counted(finding.cases.length, "case")}</span>${should}</h3>
${where}
${first === undefined ? "" : caseHtml(first)}
${others.length === 0 ? "" : `<details><summary>${counted(others.length, "more case")} that ${others.length === 1 ? "fails" : "fail"} like this</summary>${others.map((other) => `<details class="case"><summary><code>${other.id}</code> ${escapeMarkup(other.title)}</summary>${caseBody(other)}</details>`).join("\n")}</details>`}
</article>`
}

const caseHtml = (result: CaseResult): string =>
  `<p><code>${result.id}</code> A conformant server ${escapeMarkup(result.title)}.</p>${caseBody(result)}`

function caseBody(result: CaseResult): string {
  const compared = [
    ...(result.expected === undefined ? [] : [["Expected", result.expected]]),
    ...(result.got === undefined ? [] : [["Your server", result.got]])
  ]
  return `<p><strong>${escapeMarkup(capitalized(result.reason ?? ""))}.</strong> ${escapeMarkup(result.why)}</p>
${compared.length === 0 ? "" : `<div class="compare">${compared.map(([name = "", value = ""]) => `<div><h4>${name}</h4><pre>${escapeMarkup(value)}</pre></div>`).join("\n")}</div>`}
<h4>What the spec says</h4>
${result.requirements.map(requirementHtml).join("\n")}
${exchangesHtml(result)}`
}

const requirementHtml = (id: string): string =>
  `<div class="requirement"><a href="${linkTo(id)}">${id}</a> ${inline(textOf(id))}</div>`

/** Code in Markdown as code in HTML. */
const inline = (markdown: string): string =>
  escapeMarkup(markdown)
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>")
    .replaceAll("\n", "<br>")

/** A sentence begins with a capital letter, but not with the name of a field. */
const capitalized = (text: string): string =>
  /^\S*[_.]|^data\b/.test(text) ? text : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

const needsHtml = (report: Report): ReadonlyArray<string> => {
  const needs = needsOf(report)
  if (needs.length === 0) return []
  const rows = needs.map(
    ({ cases, need }) =>
      `<tr><td class="number">${counted(cases.length, "case")}</td><td>${escapeMarkup(need)}<details><summary class="soft">which</summary>${cases.join(", ")}</details></td></tr>`
  )
  return [`<div class="card"><table><tbody>${rows.join("\n")}</tbody></table></div>`]
}

function familyHtml({ results, title }: Report["families"][number]): string {
  const played = results.filter(({ verdict }) => verdict !== "disabled")
  if (played.length === 0) return ""
  const passed = played.filter(({ verdict }) => verdict === "passed").length
  const rows = played.map(
    (result) =>
      `<tr><td><code>${result.id}</code></td><td>${escapeMarkup(result.title)}${result.verdict === "skipped" ? `<br><span class="soft">${escapeMarkup(result.reason ?? "")}</span>` : ""}</td><td class="${OUTCOMES[result.verdict]}">${result.verdict}</td><td>${result.requirements.map((id) => `<a href="${linkTo(id)}">${id}</a>`).join(" ")}</td></tr>`
  )
  return `<details><summary>${escapeMarkup(title)} <span class="soft">${passed} of ${played.length} passed</span></summary><div class="card"><table><tbody>${rows.join("\n")}</tbody></table></div></details>`
}

const OUTCOMES = { passed: "good", failed: "bad", skipped: "open", disabled: "none", error: "open" } as const

function changesHtml({ added, baseline, broken, fixed, other, stillFailing, verdicts }: Changes): string {
  const lines = [
    ...verdicts.map(({ before, now, profile }) => `<code>${profile}</code> was ${escapeMarkup(before)}, and is ${now}`),
    ...ids("Fail now", broken),
    ...ids("Fixed", fixed),
    ...ids("Still fail", stillFailing),
    ...ids("New cases", added),
    ...other.map(({ before, id, now }) => `<code>${id}</code> was ${before}, and is ${now}`)
  ]
  return `<h2>Changes</h2>
<p class="soft">Since the report of ${escapeMarkup(`${baseline.startedAt} on ${baseline.target} with suite ${baseline.suite}`)}.</p>
<ul class="card">${(lines.length === 0 ? ["Nothing changed."] : lines).map((line) => `<li>${line}</li>`).join("\n")}</ul>`
}

const ids = (name: string, all: ReadonlyArray<string>): ReadonlyArray<string> =>
  all.length === 0 ? [] : [`${name}: ${all.map((id) => `<code>${id}</code>`).join(" ")}`]
