import { readFileSync } from "node:fs"

/** The versions of this package and of Node.js: `enwrap 1.2.3 (Node 26.10.0)`. */
export const version = (): string => {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))
  return `enwrap ${manifest.version} (Node ${process.versions.node})`
}
