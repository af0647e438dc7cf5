// `npm run docs`: builds the reference and the protocol as static pages in dist/docs.
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { buildDocs } from "./docs/build.ts"

const root = join(import.meta.dirname, "..")
const folder = join(root, "dist/docs")
mkdirSync(folder, { recursive: true })
for (const [name, html] of buildDocs(root)) writeFileSync(join(folder, name), html)
console.log(`The documentation is in dist/docs. Open ${pathToFileURL(join(folder, "index.html")).href} in a browser.`)
