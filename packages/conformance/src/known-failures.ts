import { RunError } from "./run-error.ts"

/** Ids of cases that are known to fail, with the reason of each. They are played all the same. */
export type KnownFailures = ReadonlyMap<string, string>

/**
 * Reads a file of known failures: a line for each, the id and then the reason; `#` begins a comment.
 * Throws a RunError that names the line if there is no reason, or if an id stands there twice.
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
