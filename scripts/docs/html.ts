/** Builds HTML from text. */
import { Marked } from "marked"

export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const marked = new Marked({ gfm: true })

/** Markdown with blocks. Each sentence of the spec is on a line of its own, so a line break is a space. */
export const markdown = (text: string): string => marked.parse(text, { async: false })

/** Markdown without blocks: emphasis, code and links. */
export const inlineMarkdown = (text: string): string => marked.parseInline(text, { async: false })

/** The id of a heading, as GitHub derives it. */
export const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-")

/** A code block, with JSON coloured. */
export const codeBlock = (code: string, language: string): string =>
  `<pre class="code"><code>${language === "json" ? colourJson(code) : escapeHtml(code)}</code></pre>`

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

const colourJson = (code: string): string => {
  let html = ""
  let end = 0
  for (const match of code.matchAll(TOKEN)) {
    const [all, text, colon] = match
    const kind = text === undefined ? "literal" : colon === undefined ? "text" : "key"
    html += `${escapeHtml(code.slice(end, match.index))}<span class="json-${kind}">${escapeHtml(text ?? all)}</span>${colon ?? ""}`
    end = match.index + all.length
  }
  return html + escapeHtml(code.slice(end))
}
