import { profiles } from "./cases/catalogue.ts"

/** A flag of `enwrap conformance`, for its parser, its help and shell completion. */
export interface ConformanceFlag {
  /** The name, without dashes. */
  readonly name: string
  /** The placeholder of its value; absent if the flag has none. */
  readonly value?: string
  /** What the flag does. */
  readonly summary: string
  /** What holds without the flag, as text. */
  readonly default?: string
  /** The values that are allowed. */
  readonly choices?: ReadonlyArray<string>
  /** The flag may be given several times. */
  readonly repeatable?: boolean
}

/**
 * The flags of `enwrap conformance`.
 *
 * @example
 * ```ts
 * import { conformanceFlags } from "@enwrap/conformance"
 *
 * for (const { name, value = "", summary } of conformanceFlags) console.log(`--${name} ${value}: ${summary}`)
 * ```
 */
export const conformanceFlags: ReadonlyArray<ConformanceFlag> = [
  {
    name: "token",
    value: "TOKEN",
    summary: "Token that can wrap responses; only a root token runs every case (or VAULT_TOKEN, BAO_TOKEN)"
  },
  {
    name: "profile",
    value: "NAME",
    summary: `Profiles to test, or all; a list with commas, or several times: ${profiles.join(", ")}`,
    default: "all but strict",
    repeatable: true
  },
  {
    name: "case",
    value: "ID",
    summary: "Cases to run; a list with commas, or several times",
    repeatable: true
  },
  { name: "no-slow", summary: "Do not run the cases that wait for a TTL to elapse" },
  {
    name: "known-failures",
    value: "FILE",
    summary: "Cases that are known to fail: one per line, the id and the reason"
  },
  { name: "kv-mount", value: "PATH", summary: "Key-value mount to use", default: "secret/, or a temporary one" },
  {
    name: "format",
    value: "FORMAT",
    summary: "What to print",
    default: "text",
    choices: ["text", "json", "junit"]
  },
  { name: "output", value: "FILE", summary: "Write the report to this file" },
  { name: "list", summary: "List the cases without running them" },
  { name: "help", summary: "Show this help" }
]
