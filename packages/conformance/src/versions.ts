import { readFileSync } from "node:fs"

export { SPEC_VERSION } from "./gen/requirements.ts"

/** Returns the version of this package. */
export function suiteVersion(): string {
  // The same path from `src` and from `dist`.
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
  return String((manifest as { readonly version: unknown }).version)
}
