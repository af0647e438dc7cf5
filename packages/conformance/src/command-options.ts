import { access, constants } from "node:fs/promises"
import { dirname } from "node:path"
import { parseBaseline } from "./baseline.ts"
import { profiles } from "./cases/catalogue.ts"
import type { CommandDefaults } from "./command-io.ts"
import type { Profile } from "./conformance-case.ts"
import { codeOf } from "./code-of.ts"
import { contentOf, namespaceOf, tlsOf, variable } from "./connection.ts"
import type { ConformanceArguments } from "./conformance-arguments.ts"
import { durationOf, numberOf, oneOf } from "./flag-values.ts"
import { parseKnownFailures } from "./known-failures.ts"
import { FORMATS, formatOfFile, type Format } from "./report/formats.ts"
import type { RunOptions } from "./run-options.ts"
import { RunError } from "./run-error.ts"
import type { Selection } from "./selection.ts"
import { targetOf } from "./target.ts"

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
