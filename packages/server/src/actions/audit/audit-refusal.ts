/**
 * Ends the start of a server, or its unsealing. The log says why before, so it has no stack trace.
 *
 * @example
 * ```ts
 * import { AuditRefusal } from "@enwrap/server/audit"
 *
 * export const isRefused = (defect: unknown): boolean => defect instanceof AuditRefusal
 * ```
 */
export class AuditRefusal extends Error {
  override readonly name = "AuditRefusal"

  constructor(message: string) {
    super(message)
    this.stack = `${this.name}: ${message}`
  }
}
