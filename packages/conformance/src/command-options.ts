import { access, constants } from "node:fs/promises"
import { dirname } from "node:path"
import { parseArgs } from "node:util"
import { parseBaseline } from "./baseline.ts"
import { profiles } from "./cases/catalogue.ts"
import type { CommandDefaults } from "./command-io.ts"
import type { Profile } from "./conformance-case.ts"
import { codeOf } from "./code-of.ts"
import { contentOf, namespaceOf, tlsOf, variable } from "./connection.ts"
import type { ConformanceArguments } from "./conformance-arguments.ts"
import { conformanceFlags } from "./flags.ts"
import { parseKnownFailures } from "./known-failures.ts"
import { plainLine } from "./plain-text.ts"
import { FORMATS, formatOfFile, type Format } from "./report/formats.ts"
import type { RunOptions } from "./run.ts"
import { RunError } from "./run-error.ts"
import type { Selection } from "./selection.ts"
import { targetOf } from "./target.ts"

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

/** The selection of cases. */
export function selectionOf(given: ConformanceArguments): Selection {
  const cases = given.values("case")
  return {
    cases: cases.length === 0 ? undefined : split(cases),
    skip: split(given.values("skip")),
    profiles: profilesFrom(split(given.values("profile"))),
    slow: !given.has("no-slow")
  }
}

/** The format to print, and the files to write with their formats. */
export async function outputsOf(given: ConformanceArguments): Promise<{
  readonly printed: Format
  readonly files: ReadonlyArray<{ readonly file: string; readonly format: Format }>
}> {
  const printed = oneOf("--format", given.value("format") ?? "text", FORMATS)
  const files = given.values("output").map((file) => ({ file, format: formatOfFile(file) }))
  for (const { file } of files) {
    // Checked before the run, so that its report is not lost.
    await access(dirname(file), constants.W_OK).catch((cause: unknown) => {
      throw new RunError("usage", `cannot write the report to ${file} (${codeOf(cause)})`)
    })
  }
  return { printed, files }
}

type FromArguments = Pick<
  RunOptions,
  | "url"
  | "token"
  | "tls"
  | "namespace"
  | "jobs"
  | "timeout"
  | "recheck"
  | "seed"
  | "knownFailures"
  | "baseline"
  | "kvMount"
> & {
  /** Where the token is from. */
  readonly tokenSource: string
}

/** The options of a run, from the arguments, the environment, the files that they name, and the defaults. */
export async function runOptionsOf(
  given: ConformanceArguments,
  env: Readonly<Record<string, string | undefined>>,
  defaults?: CommandDefaults
): Promise<FromArguments> {
  const url = addressOf(given, env, defaults)
  const { token, tokenSource } = tokenOf(given, env, url, defaults)
  const [known, baseline] = [given.value("known-failures"), given.value("baseline")]
  return {
    url,
    token,
    tokenSource,
    namespace: namespaceOf(given, env),
    tls: url.startsWith("https:") ? await tlsOf(given, env) : undefined,
    jobs: numberOf(given, "jobs"),
    seed: numberOf(given, "seed"),
    timeout: durationOf(given, "timeout"),
    recheck: durationOf(given, "recheck"),
    knownFailures: known === undefined ? undefined : parseKnownFailures(await contentOf("the known failures", known)),
    baseline: baseline === undefined ? undefined : parseBaseline(await contentOf("the baseline", baseline)),
    kvMount: given.value("kv-mount")
  }
}

function addressOf(
  given: ConformanceArguments,
  env: Readonly<Record<string, string | undefined>>,
  defaults?: CommandDefaults
): string {
  const flag = given.value("address")
  const [address, ...rest] = [...given.positionals, ...(flag === undefined ? [] : [flag])]
  if (rest.length > 0) throw new RunError("usage", "more than one address; pass the token with --token")
  const url = address ?? variable(env, "ADDR")?.value ?? defaults?.address
  if (url === undefined || url === "")
    throw new RunError("usage", "no server address: pass one such as http://127.0.0.1:8200, or set VAULT_ADDR")
  return url
}

/** The token, and where it is from. */
function tokenOf(
  given: ConformanceArguments,
  env: Readonly<Record<string, string | undefined>>,
  url: string,
  defaults?: CommandDefaults
): { readonly token: string; readonly tokenSource: string } {
  const found = variable(env, "TOKEN")
  const flag = given.value("token")
  const stored = flag === undefined && found === undefined ? defaults?.storedToken() : undefined
  const token = flag ?? found?.value ?? stored
  if (token === undefined || token === "") {
    const login = defaults === undefined ? "" : ", or run `enwrap login`"
    throw new RunError("usage", `no token: pass one with --token, or set VAULT_TOKEN${login}`)
  }
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new RunError("usage", "the token contains white space or characters that are not allowed in a header")
  // The caller did not name this token: it may belong to another server.
  if (stored !== undefined && isReadableOnTheWay(url))
    throw new RunError(
      "usage",
      "the stored token is not sent over unencrypted HTTP to another machine: use https, or pass a token with --token or VAULT_TOKEN"
    )
  if (stored !== undefined) return { token, tokenSource: "stored by the last login (token helper or ~/.vault-token)" }
  return { token, tokenSource: `from ${flag === undefined ? (found?.name ?? "") : "--token"}` }
}

/** Whether others on the network could read a request. */
function isReadableOnTheWay(url: string): boolean {
  const { hostname, protocol } = targetOf(url)
  return protocol === "http:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

/** Reads the value of a flag as a whole number. */
export function numberOf(given: ConformanceArguments, name: string): number | undefined {
  const value = given.value(name)
  if (value === undefined) return undefined
  if (!/^\d{1,10}$/.test(value))
    throw new RunError("usage", `invalid value "${plainLine(value)}" for --${name}: pass a whole number`)
  return Number(value)
}

/** Reads a text as a whole number within bounds. */
export function numberWithin(flag: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new RunError(
    "usage",
    `invalid value "${plainLine(text)}" for ${flag}: expected a number from ${least} to ${most}`
  )
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 }
const MAX_DURATION_MS = 3_600_000

/** Milliseconds from a duration such as `500ms`, `20s` or `2m`; a number without a unit has seconds. */
function durationOf(given: ConformanceArguments, name: string): number | undefined {
  const value = given.value(name)
  if (value === undefined) return undefined
  const [, digits = "", unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(value) ?? []
  const milliseconds = Math.round(Number(digits) * (UNITS[unit] ?? 0))
  if (digits === "" || milliseconds < 1 || milliseconds > MAX_DURATION_MS)
    throw new RunError(
      "usage",
      `invalid value "${plainLine(value)}" for --${name}: pass a duration such as 20s, up to 60m`
    )
  return milliseconds
}

const split = (values: ReadonlyArray<string>): ReadonlyArray<string> =>
  values
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter((value) => value !== "")

function profilesFrom(names: ReadonlyArray<string>): ReadonlyArray<Profile> | undefined {
  if (names.length === 0) return undefined
  const picked = new Set(
    names.flatMap((name) => (oneOf("--profile", name, [...profiles, "all"]) === "all" ? profiles : [name as Profile]))
  )
  return profiles.filter((profile) => picked.has(profile))
}

/** Reads a text as one of those that are allowed. */
export function oneOf<A extends string>(flag: string, value: string, allowed: ReadonlyArray<A>): A {
  const found = allowed.find((one) => one === value)
  if (found === undefined)
    throw new RunError("usage", `invalid value "${plainLine(value)}" for ${flag}: expected ${allowed.join(", ")}`)
  return found
}
