/** The frame of a page. Style and script are inside the page, and a policy forbids all requests. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { escapeHtml } from "./html.ts"

const here = import.meta.dirname

/** The files of the style. A later one can override an earlier one. */
const STYLES = ["colours", "text", "frame", "operation", "requirement", "protocol", "screen"]

const style = STYLES.map((name) => readFileSync(join(here, "style", `${name}.css`), "utf8")).join("")

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

export interface Page {
  readonly title: string
  readonly current: "reference" | "protocol"
  /** The version of the document. */
  readonly version: string
  /** The navigation on the left. */
  readonly navigation: string
  readonly content: string
}

const link = (page: string, name: string, current: boolean): string =>
  `<a href="${page}"${current ? ' aria-current="page"' : ""}>${name}</a>`

export const renderPage = ({ title, current, version, navigation, content }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(title)}</title>
<style>
${style}</style>
</head>
<body>
<header class="top">
<button id="menu" aria-label="Menu" aria-expanded="false">☰</button>
<a class="brand" href="index.html">Enwrap <small>${escapeHtml(version)}</small></a>
<nav aria-label="Pages">${link("index.html", "Reference", current === "reference")}${link("protocol.html", "Protocol", current === "protocol")}</nav>
<button id="theme" aria-label="Light or dark">◐</button>
</header>
<nav class="side" aria-label="Contents">
<label class="search"><span>Search</span><input id="search" type="search" placeholder="Search  /" autocomplete="off"></label>
<p id="nothing" hidden>Nothing found.</p>
${navigation}
</nav>
<main>
${content}
</main>
<script>
${readFileSync(join(here, "page.js"), "utf8")}</script>
</body>
</html>
`
