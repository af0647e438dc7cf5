import { readFileSync } from "node:fs"

/** This package's version, and the Node that runs it: `enwrap 1.2.3 (Node 26.10.0)`. */
export const version = (): string => {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
  return `enwrap ${manifest.version} (Node ${process.versions.node})`
}
