/** Shows a requirement and what tests it. */
import { families } from "../../packages/conformance/src/cases/catalogue.ts"
import type { Requirement } from "../requirements.ts"
import { escapeHtml, inlineMarkdown } from "./html.ts"

/** The titles of the conformance cases, by id. */
export const caseTitles: ReadonlyMap<string, string> = new Map(
  families.flatMap(({ cases }) => cases.map((one) => [one.id, one.title] as const))
)

const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? "" : "s"}`

/** "2 cases, 1 test file", or "not tested". */
const summaryOf = ({ cases, tests }: Requirement): string => {
  const parts = [
    ...(cases.length > 0 ? [counted(cases.length, "case")] : []),
    ...(tests.length > 0 ? [counted(tests.length, "test file")] : [])
  ]
  return parts.length === 0 ? "not tested" : parts.join(", ")
}

/** The conformance cases and test files, folded up. `repository` is the address of the repository's files. */
export const coverage = (requirement: Requirement, repository: string): string => {
  const { cases, tests } = requirement
  const summary = summaryOf(requirement)
  if (cases.length + tests.length === 0) return `<span class="coverage untested">${summary}</span>`
  const items = [
    ...cases.map((id) => `<li><code>${id}</code> ${escapeHtml(caseTitles.get(id) ?? "")}</li>`),
    ...tests.map((file) => `<li><a href="${repository}/${file}">${escapeHtml(file)}</a></li>`)
  ]
  return `<details class="coverage"><summary>${summary}</summary><ul>${items.join("")}</ul></details>`
}

/** A requirement beside an operation. */
export const requirementCard = (requirement: Requirement, repository: string): string => {
  const { id, profile, text, more } = requirement
  return `<li class="requirement"><a class="rw" href="protocol.html#${id}">${id}</a> <span class="profile">${profile}</span><p>${inlineMarkdown(
    `${text} ${more}`
  )}</p>${coverage(requirement, repository)}</li>`
}
