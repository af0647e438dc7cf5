import { parseArgs } from "node:util"
import type { ConformanceArguments } from "./conformance-arguments.ts"
import { conformanceFlags } from "./flags.ts"
import { plainLine } from "./plain-text.ts"
import { RunError } from "./run-error.ts"

/** Throws a RunError with the code `usage` if a flag was given that this form of the command does not have. */
export function allowOnly(given: ConformanceArguments, allowed: ReadonlyArray<string>, form: string): void {
  const other = conformanceFlags.find(({ name }) => given.has(name) && !allowed.includes(name))
  if (other !== undefined) throw new RunError("usage", `${form} has no flag --${other.name}`)
}

/** Reads arguments with the table of flags. Throws a RunError with the code `usage` if one is unknown or incomplete. */
export function readArguments(argv: ReadonlyArray<string>): ConformanceArguments {
  const options = Object.fromEntries(
    conformanceFlags.map(({ name, value }) => [
      name,
      value === undefined
        ? { type: "boolean" as const, ...(name === "help" ? { short: "h" } : {}) }
        : { type: "string" as const, multiple: true }
    ])
  )
  // Vault accepts long flags with one dash. What follows -- is the command of a client.
  const end = argv.indexOf("--")
  const own = (end < 0 ? argv : argv.slice(0, end)).map((one) => (/^-[a-z][a-z-]+(=|$)/.test(one) ? `-${one}` : one))
  try {
    const { positionals, values } = parseArgs({
      args: [...own.flatMap(joinTracesToHelp), ...argv.slice(own.length)],
      allowPositionals: true,
      options
    })
    const all = (name: string): ReadonlyArray<string> => {
      const found = values[name]
      return Array.isArray(found) ? found.map(String) : []
    }
    return { positionals, has: (name) => values[name] !== undefined, value: (name) => all(name).at(-1), values: all }
  } catch (cause) {
    // Only the first sentence: the rest is about Node's own syntax.
    const message = cause instanceof Error ? (cause.message.split(". ")[0] ?? cause.message) : String(cause)
    throw new RunError("usage", plainLine(message))
  }
}

/** `--traces --help` has no number. Without an equals sign, the parser would say that a flag cannot be the value of a flag. */
function joinTracesToHelp(argument: string, i: number, all: ReadonlyArray<string>): ReadonlyArray<string> {
  const isHelp = (one: string | undefined): boolean => one === "--help" || one === "-h"
  if (argument === "--traces" && isHelp(all[i + 1])) return [`${argument}=${all[i + 1]}`]
  return all[i - 1] === "--traces" && isHelp(argument) ? [] : [argument]
}
