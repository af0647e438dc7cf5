import type { EntrySettings, UnprintedEntry } from "../../ports/audit/port.ts"
import type { EntryCells } from "./entry-cells.ts"
import { printEntry } from "./print-entry.ts"

/**
 * Prints the entries of a device, for an audit sink that prints them in a thread of its own. It loads nothing but a few small modules.
 *
 * @param settings the settings that the sink was opened with
 * @param hmac the HMAC-SHA256 of a string under the salt of the settings, as hexadecimal digits
 * @returns a function that prints an entry: one line of JSON, or two
 * @example
 * ```ts
 * import { makeEntryPrinter } from "@enwrap/server/audit-entries"
 * import type { EntrySettings, UnprintedEntry } from "@enwrap/server/audit"
 * import { createHmac } from "node:crypto"
 *
 * export const printWith = (settings: EntrySettings): ((entry: UnprintedEntry) => ReadonlyArray<string>) =>
 *   makeEntryPrinter(settings, (text) => createHmac("sha256", settings.salt).update(text).digest("hex"))
 * ```
 */
export const makeEntryPrinter = (
  { elideLists, hmacAccessor, prefix, raw }: EntrySettings,
  hmac: (text: string) => string
): ((entry: UnprintedEntry) => ReadonlyArray<string>) => {
  const format = { elideLists, hmacAccessor, prefix, raw, hash: (text: string) => `hmac-sha256:${hmac(text)}` }
  // The server makes all entries, and nothing else makes any.
  return (entry) => printEntry(format, entry as unknown as EntryCells)
}
