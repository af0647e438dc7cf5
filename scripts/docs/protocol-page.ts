/** The page of spec/protocol.md: its text, its diagrams as pictures, and below each requirement what it is about. */
import { Marked, type Tokens } from "marked"
import type { Requirement } from "../requirements.ts"
import { codeBlock, escapeHtml, slugOf } from "./html.ts"
import type { Heading } from "./navigation.ts"
import { coverage } from "./requirement-card.ts"
import { sequenceDiagram } from "./sequence-diagram.ts"

const operationsOf = ({ onDocument, operations }: Requirement): string =>
  onDocument
    ? "<span>every operation</span>"
    : operations.map((id) => `<a href="index.html#${id}"><code>${id}</code></a>`).join(" ")

/** What is below the text of a requirement. */
const about = (requirement: Requirement, repository: string): string => {
  const operations = operationsOf(requirement)
  const listed =
    operations === "" ? "" : `<details class="coverage"><summary>operations</summary><p>${operations}</p></details>`
  return `<div class="about">${coverage(requirement, repository)}${listed}</div>`
}

const ID = /^\*\*(RW-[A-Z]+-\d+)\*\* \[(\w+)\]/

export interface ProtocolPage {
  readonly headings: ReadonlyArray<Heading>
  readonly html: string
}

/** Renders the document. */
export const protocolPage = (
  text: string,
  requirements: ReadonlyMap<string, Requirement>,
  repository: string
): ProtocolPage => {
  const headings: Array<Heading> = []
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, text: title, depth }: Tokens.Heading): string {
        const id = slugOf(title)
        if (depth === 2) headings.push({ id, text: title.replaceAll("`", "") })
        const html = this.parser.parseInline(tokens)
        return `<h${depth} id="${id}"><a class="anchor" href="#${id}">${html}</a></h${depth}>\n`
      },
      code({ text: code, lang }: Tokens.Code): string {
        return lang === "mermaid" ? sequenceDiagram(code) : codeBlock(code, lang ?? "")
      },
      listitem(item: Tokens.ListItem): string | false {
        const [, id = "", profile = ""] = ID.exec(item.text) ?? []
        const requirement = requirements.get(id)
        if (requirement === undefined) return false
        const html = this.parser.parse(item.tokens).replace(`<strong>${id}</strong> [${profile}]`, "")
        return `<li class="requirement" id="${id}"><a class="rw" href="#${id}">${id}</a> <span class="profile">${escapeHtml(profile)}</span><p>${html}</p>${about(requirement, repository)}</li>\n`
      }
    }
  })
  const html = marked.parse(text, { async: false })
  return { headings, html }
}
