import { RunError } from "./run-error.ts"

/** Ids of cases that are known to fail, with the reason for each. These cases still run. */
export type KnownFailures = ReadonlyMap<string, string>

/**
 * Parses a file of known failures.
 *
 * Each line has the id of a case, then the reason why it fails. `#` begins a comment.
 *
 * @param text - The content of the file.
 * @returns The reason by the id of the case, for the option `knownFailures` of `runConformance`.
 * @throws RunError - With the code `usage` and the number of the line, if a reason is missing or an id is listed twice.
 *
 * @example
 * ```ts
 * import { parseKnownFailures, runConformance } from "@enwrap/conformance"
 *
 * const knownFailures = parseKnownFailures(`
 * # Vault 1.21
 * RWC-AC-04 returns 204 without a warning
 * `)
 * await runConformance({ url: "http://127.0.0.1:8200", token: "s.example", knownFailures })
 * ```
 */
export function parseKnownFailures(text: string): KnownFailures {
  const known = new Map<string, string>()
  text.split(/\r?\n/).forEach((whole, i) => {
    const line = whole.replace(/^#.*|\s#.*/, "").trim()
    if (line === "") return
    const [, id = "", reason = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? []
    if (reason === "")
      throw new RunError("usage", `line ${i + 1} of the known failures: ${id} has no reason; add one after the id`)
    if (known.has(id)) throw new RunError("usage", `line ${i + 1} of the known failures: ${id} is listed twice`)
    known.set(id, reason)
  })
  return known
}
