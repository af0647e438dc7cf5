/** The navigation, which is also what the search looks through. */
import type { Requirement } from "../requirements.ts"
import type { Tag } from "./document.ts"
import { escapeHtml, inlineMarkdown } from "./html.ts"
import { caseTitles } from "./requirement-card.ts"

const searchable = (...texts: ReadonlyArray<string>): string => escapeHtml(texts.join(" ").toLowerCase())

/** The operations by tag. `page` is the address of the reference; empty on the reference itself. */
export const operationsNavigation = (tags: ReadonlyArray<Tag>, page: string): string =>
  tags
    .map(
      ({ name, operations }) =>
        `<details class="group"><summary>${name} <small>${operations.length}</small></summary>${operations
          .map(
            ({ id, method, path, requirements, summary }) =>
              `<a href="${page}#${id}" data-search="${searchable(id, method, path, summary, ...requirements)}"><span class="method ${method.toLowerCase()}">${method}</span>${escapeHtml(summary)}</a>`
          )
          .join("")}</details>`
    )
    .join("\n")

/** All requirements, which only the search shows. */
export const requirementsNavigation = (requirements: Iterable<Requirement>, page: string): string =>
  `<details class="group found-only"><summary>requirements</summary>${[...requirements]
    .map(
      ({ id, profile, text, more, cases }) =>
        `<a href="${page}#${id}" data-search="${searchable(id, profile, text, more, ...cases.map((one) => `${one} ${caseTitles.get(one)}`))}"><b>${id}</b> <span>${inlineMarkdown(text)}</span></a>`
    )
    .join("")}</details>`

export interface Heading {
  readonly id: string
  readonly text: string
}

/** The sections of a page. */
export const headingsNavigation = (headings: ReadonlyArray<Heading>): string =>
  headings
    .map(({ id, text }) => `<a class="heading" href="#${id}" data-search="${searchable(text)}">${escapeHtml(text)}</a>`)
    .join("\n")
