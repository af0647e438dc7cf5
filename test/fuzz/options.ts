import { parseArgs } from "node:util"
import type { FuzzOptions, Phase } from "./schemathesis.ts"
import type { Remote } from "./start-fuzzed.ts"

export const HELP = `Compares the server with its spec: Schemathesis sends requests that the spec describes, and some that it forbids, and
finds responses with an undocumented status, content type, header or body. Needs Python 3.11 or later.

Usage: npm run fuzz:spec -- [options]

  --seed N            the same seed gives the same requests (default: a random one, which is printed)
  --examples N        random requests for each operation (default: 50)
  --phases LIST       of examples, coverage and fuzzing, with commas (default: all)
  --operations REGEX  only the operations whose ids match (default: all)
  --url URL           a server that is running, with the root token in VAULT_TOKEN (default: a new server in this process)
  --report DIR        write reports to this folder: JUnit, and one JSON document a line
  --quiet             print the result only, not the progress
  --help              show this help

The server at --url is changed in every way that its root token allows: do not name one that anybody needs.

Examples:
  npm run fuzz:spec
  npm run fuzz:spec -- --operations '^kvV2' --examples 200
  npm run fuzz:spec -- --seed 42 --phases examples,coverage --report fuzz-report
  VAULT_TOKEN=root npm run fuzz:spec -- --url http://127.0.0.1:8200

The exit code is 0 if nothing was found, 1 if something was, and 2 if the fuzzer could not run.
`

/** What a run of `npm run fuzz:spec` does. */
export interface Options extends FuzzOptions {
  readonly remote?: Remote | undefined
  readonly quiet: boolean
}

const PHASES: ReadonlyArray<Phase> = ["examples", "coverage", "fuzzing"]

const isPhase = (text: string): text is Phase => PHASES.some((phase) => phase === text)

const wholeNumber = (name: string, text: string, minimum: number): number => {
  const value = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < minimum)
    throw new TypeError(`--${name} must be a whole number, ${minimum} or more`)
  return value
}

const phasesOf = (text: string): ReadonlyArray<Phase> => {
  const phases = text.split(",").map((phase) => phase.trim())
  if (!phases.every(isPhase)) throw new TypeError(`--phases must be a list of ${PHASES.join(", ")}`)
  return phases
}

const regexOf = (text: string): string => {
  try {
    return new RegExp(text).source
  } catch {
    throw new TypeError("--operations must be a regular expression")
  }
}

const remoteOf = (url: string, token: string | undefined): Remote => {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new TypeError("--url must be an address such as http://127.0.0.1:8200")
  if (!token) throw new TypeError("--url needs the root token of the server in VAULT_TOKEN")
  return { url, token }
}

/**
 * Parses the command line. Returns `"help"` for `--help`.
 *
 * @throws TypeError for an invalid option
 */
export const parseOptions = (
  words: ReadonlyArray<string>,
  { randomSeed, token }: { readonly randomSeed: number; readonly token: string | undefined }
): Options | "help" => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      seed: { type: "string", default: String(randomSeed) },
      examples: { type: "string", default: "50" },
      phases: { type: "string", default: PHASES.join(",") },
      operations: { type: "string" },
      url: { type: "string" },
      report: { type: "string" },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", default: false }
    }
  })
  if (values.help) return "help"
  return {
    seed: wholeNumber("seed", values.seed, 0),
    examples: wholeNumber("examples", values.examples, 1),
    phases: phasesOf(values.phases),
    operations: values.operations === undefined ? undefined : regexOf(values.operations),
    remote: values.url === undefined ? undefined : remoteOf(values.url, token),
    report: values.report,
    quiet: values.quiet
  }
}
