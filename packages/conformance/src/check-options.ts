import { profiles } from "./cases/catalogue.ts"
import type { ConformanceTestOptions } from "./conformance-test.ts"
import { plainLine } from "./plain-text.ts"
import { MAX_SEED } from "./random.ts"
import { RECHECK_CORE_MS } from "./recheck-time.ts"
import { RunError } from "./run-error.ts"
import type { RunOptions } from "./run-options.ts"
import { targetOf } from "./target.ts"
import type { TlsOptions } from "./transport.ts"

/** The longest time that an option may set. Timers do not run longer than 25 days. */
export const MAX_DURATION_MS = 3_600_000

/** Which values an option may have. */
interface Rule {
  /** The name of the option in messages. */
  readonly what: string
  readonly unit?: string
  readonly required?: true
  readonly allows: (value: unknown) => boolean
  /** What the message tells to pass. */
  readonly pass: string
}
type Rules<Options> = { readonly [Name in keyof Required<Options>]: Rule }

/**
 * Checks the options of `runConformance`. JavaScript may pass anything, and a misspelt option would be ignored.
 *
 * @throws RunError with the code `usage` that names the option, and says what to pass. It quotes only numbers.
 */
export function checkRunOptions(options: RunOptions): void {
  check(options, rules)
  checkServer(options)
}

/** Checks the options of `conformanceCases` in the same way. The server may be known only later. */
export function checkTestOptions(options: ConformanceTestOptions): void {
  const { url, token }: Partial<ConformanceTestOptions> = isObject(options) ? options : {}
  check(options, {
    ...testRules,
    url: typeof url === "function" ? testRules.url : rules.url,
    token: typeof token === "function" ? testRules.token : rules.token
  })
  if (typeof url === "string") targetOf(url)
}

/** Checks the address and the token, once they are known. */
export function checkServer({ url, token }: Pick<RunOptions, "url" | "token">): void {
  check({ url, token }, { url: rules.url, token: rules.token })
  targetOf(url)
}

const IN_HEADERS = "a string of characters that are allowed in a header, without white space"

/** Throws if there is an option without a rule, or one that its rule does not allow. */
function check(options: object, rules: Readonly<Record<string, Rule>>, prefix = ""): void {
  if (!isObject(options)) throw new RunError("usage", "no options: pass an object with url and token")
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name))
  if (unknown !== undefined)
    throw new RunError(
      "usage",
      `unknown option ${prefix}${plainLine(unknown)}: the options are ${Object.keys(rules).join(", ")}`
    )
  for (const [name, { allows, pass, required = false, unit = "", what }] of Object.entries(rules)) {
    const value = (options as Readonly<Record<string, unknown>>)[name]
    if ((value === undefined && !required) || allows(value)) continue
    // Other values than numbers are not quoted: one may be a token.
    const quoted = typeof value === "number" ? ` ${value}${unit}` : ""
    throw new RunError("usage", `${value === undefined ? "no" : "invalid"} ${what}${quoted}: pass ${pass}`)
  }
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== ""
const isInHeaders = (value: unknown): boolean => typeof value === "string" && /^[\x21-\x7e]+$/.test(value)
const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isText)
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null
const isWithin = (least: number, most: number) => (value: unknown) =>
  typeof value === "number" && value >= least && value <= most
const isWhole = (least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) && isWithin(least, most)(value)
const boolean = (what: string): Rule => ({
  what,
  allows: (value) => typeof value === "boolean",
  pass: "true or false"
})
const text = (what: string): Rule => ({ what, allows: isText, pass: "a non-empty string" })
const list = (what: string): Rule => ({ what, allows: isList, pass: "an array of ids or patterns" })

const tlsRules: Rules<TlsOptions> = {
  ca: {
    what: "tls.ca",
    allows: (value) => isText(value) || isList(value),
    pass: "certificates in PEM, as a string or an array of strings"
  },
  cert: text("tls.cert"),
  key: text("tls.key"),
  servername: text("tls.servername"),
  rejectUnauthorized: boolean("tls.rejectUnauthorized")
}

const rules: Rules<RunOptions> = {
  url: { what: "server address", required: true, allows: isText, pass: "one such as http://127.0.0.1:8200" },
  token: { what: "token", required: true, allows: isInHeaders, pass: IN_HEADERS },
  tls: {
    what: "tls",
    allows(value) {
      if (!isObject(value)) return false
      check(value, tlsRules, "tls.")
      return true
    },
    pass: "an object"
  },
  namespace: { what: "namespace", allows: isInHeaders, pass: IN_HEADERS },
  cases: list("cases"),
  skip: list("skip"),
  profiles: {
    what: "profiles",
    allows: (value) => Array.isArray(value) && value.every((one) => profiles.includes(one)),
    pass: `an array of ${profiles.join(", ")}`
  },
  slow: boolean("slow"),
  jobs: { what: "number of jobs", allows: isWhole(1, Number.MAX_SAFE_INTEGER), pass: "a whole number from 1" },
  timeout: {
    what: "timeout",
    unit: " ms",
    allows: isWithin(1, MAX_DURATION_MS),
    pass: `at least 1 ms, and at most ${MAX_DURATION_MS / 60_000} min`
  },
  recheck: {
    what: "recheck time",
    unit: " ms",
    allows: isWithin(RECHECK_CORE_MS, MAX_DURATION_MS),
    pass: `at least ${RECHECK_CORE_MS / 1_000} s, and at most ${MAX_DURATION_MS / 60_000} min`
  },
  seed: { what: "seed", allows: isWhole(0, MAX_SEED), pass: `a whole number from 0 to ${MAX_SEED}` },
  baseline: {
    what: "baseline",
    allows: (value) => isObject(value) && "results" in value && value.results instanceof Map,
    pass: "what parseBaseline returns"
  },
  knownFailures: {
    what: "known failures",
    allows: (value) => value instanceof Map,
    pass: "a Map from ids to reasons, such as parseKnownFailures returns"
  },
  kvMount: text("kvMount"),
  prefix: {
    what: "prefix",
    // Servers store names of policies in lower case.
    allows: (value) => typeof value === "string" && /^[a-z0-9][a-z0-9_.-]*$/.test(value),
    pass: "lower-case letters, digits, and after the first of them also - _ and ."
  },
  signal: { what: "signal", allows: (value) => value instanceof AbortSignal, pass: "an AbortSignal" }
}

const isFunction = (value: unknown): boolean => typeof value === "function"

const testRules: Rules<ConformanceTestOptions> = {
  url: { ...rules.url, allows: isFunction },
  token: { ...rules.token, allows: isFunction },
  tls: rules.tls,
  namespace: rules.namespace,
  cases: rules.cases,
  skip: rules.skip,
  profiles: rules.profiles,
  slow: rules.slow,
  jobs: rules.jobs,
  timeout: rules.timeout,
  recheck: rules.recheck,
  seed: rules.seed,
  kvMount: rules.kvMount,
  allowSkipped: boolean("allowSkipped")
}
