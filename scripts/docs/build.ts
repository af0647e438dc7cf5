/** Builds the pages of the documentation. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { bundle, objectAt } from "../../packages/protocol/scripts/bundle.ts"
import { requirementsOf, type Requirement } from "../requirements.ts"
import { stringAt, tagsOf } from "./document.ts"
import { escapeHtml, inlineMarkdown, markdown } from "./html.ts"
import { renderPage } from "./layout.ts"
import { headingsNavigation, operationsNavigation, requirementsNavigation } from "./navigation.ts"
import { operationSection, type Sources } from "./operation.ts"
import { protocolPage } from "./protocol-page.ts"
import { requirementCard } from "./requirement-card.ts"

const counts = (requirements: Iterable<Requirement>): string => {
  const all = [...requirements]
  const tested = all.filter(({ cases, tests }) => cases.length + tests.length > 0).length
  const cases = new Set(all.flatMap((one) => one.cases)).size
  return `<li><b>${all.length}</b> requirements</li><li><b>${tested}</b> tested requirements</li><li><b>${cases}</b> conformance cases</li>`
}

const common = ({ requirements, repository }: Sources): string => {
  const all = [...requirements.values()].filter(({ onDocument }) => onDocument)
  return `<details class="requirements common"><summary>${all.length} requirements apply to every operation</summary><ul>${all
    .map((one) => requirementCard(one, repository))
    .join("")}</ul></details>`
}

/** The pages by file name. `root` is the folder of the repository. */
export const buildDocs = (root: string): ReadonlyMap<string, string> => {
  const document = bundle(join(root, "spec/openapi.yaml"))
  const info = objectAt(document, "info")
  const version = stringAt(info, "version")
  const requirements = new Map(requirementsOf(root).map((one) => [one.id, one]))
  const repository = `${stringAt(objectAt(info, "contact"), "url")}/blob/main`
  const sources: Sources = { document, requirements, repository }
  const tags = tagsOf(document)
  const operations = tags.reduce((sum, tag) => sum + tag.operations.length, 0)

  const reference = `<section class="intro"><h1>${escapeHtml(stringAt(info, "title"))}</h1><p class="lead">${inlineMarkdown(stringAt(info, "summary"))}</p>
<ul class="counts"><li><b>${operations}</b> operations</li>${counts(requirements.values())}</ul>
${markdown(stringAt(info, "description"))}
<p>Each operation shows the requirements that it has to meet, and what tests them. <a href="protocol.html">The protocol</a> has all requirements in prose.</p>
${common(sources)}</section>
${tags
  .map(
    ({ name, description, operations: members }) =>
      `<section class="tag" id="tag-${name}"><h2><a class="anchor" href="#tag-${name}">${name}</a></h2><p>${inlineMarkdown(description)}</p>
${members.map((operation) => operationSection(sources, operation)).join("\n")}</section>`
  )
  .join("\n")}`

  const protocol = protocolPage(readFileSync(join(root, "spec/protocol.md"), "utf8"), requirements, repository)
  return new Map([
    [
      "index.html",
      renderPage({
        title: stringAt(info, "title"),
        current: "reference",
        version,
        navigation: `${operationsNavigation(tags, "")}\n${requirementsNavigation(requirements.values(), "protocol.html")}`,
        content: reference
      })
    ],
    [
      "protocol.html",
      renderPage({
        title: `${stringAt(info, "title")}: requirements`,
        current: "protocol",
        version,
        navigation: `${headingsNavigation(protocol.headings)}\n${requirementsNavigation(requirements.values(), "")}`,
        content: `<article class="protocol">${protocol.html}</article>`
      })
    ]
  ])
}
