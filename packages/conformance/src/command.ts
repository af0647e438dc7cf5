import { readFile, writeFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { renderCaseList } from "./case-list.ts"
import { profiles } from "./cases/catalogue.ts"
import { clientCommand } from "./clients/command.ts"
import type { CommandIo } from "./command-io.ts"
import type { Profile } from "./conformance-case.ts"
import { HELP } from "./help.ts"
import { parseKnownFailures } from "./known-failures.ts"
import { renderJson } from "./report/json.ts"
import { renderJunit } from "./report/junit.ts"
import { renderText } from "./report/text.ts"
import { exitCodeOf, type Report } from "./report.ts"
import { RunError } from "./run-error.ts"
import { abortOnSignals } from "./interrupt.ts"
import { makePrefix, runConformance } from "./run.ts"
import { tracesCommand } from "./traces/command.ts"

export type { CommandIo } from "./command-io.ts"

/**
 * Runs the command `enwrap conformance`. Never throws.
 *
 * @param argv - The arguments after the name of the command.
 * @param io - The environment and the output streams, such as `process`.
 * @returns The exit code: 0 conformant, 1 not conformant, 2 inconclusive, interrupted or usage error.
 *
 * @example
 * ```ts
 * import { conformanceMain } from "@enwrap/conformance"
 * import process from "node:process"
 *
 * process.exitCode = await conformanceMain(process.argv.slice(2), process)
 * ```
 */
export async function conformanceMain(argv: ReadonlyArray<string>, io: CommandIo): Promise<0 | 1 | 2> {
  try {
    if (argv[0] === "client") return await clientCommand(argv.slice(1), io)
    if (argv.some((argument) => /^--?traces(=|$)/.test(argument))) return await tracesCommand(argv, io)
    return await command(argv, io)
  } catch (cause) {
    io.stderr.write(
      `enwrap conformance: ${cause instanceof RunError ? cause.message : `internal error: ${nameOf(cause)}`}\n`
    )
    if (cause instanceof RunError && cause.code === "usage")
      io.stderr.write("Run `enwrap conformance --help` for usage.\n")
    return 2
  }
}

async function command(
  argv: ReadonlyArray<string>,
  { env, stdout, stderr, signals = process }: CommandIo
): Promise<0 | 1 | 2> {
  const { values, positionals } = parse(argv)
  if (values.help === true) {
    stdout.write(HELP)
    return 0
  }
  const format = oneOf("--format", values.format ?? "text", ["text", "json", "junit"])
  const chosen = profilesFrom(split(values.profile))
  const cases = values.case === undefined ? undefined : split(values.case)
  if (values.list === true) {
    stdout.write(renderCaseList(chosen, cases, format))
    return 0
  }
  if (positionals.length > 1) throw new RunError("usage", "more than one address; pass the token with --token")
  const url = positionals[0] ?? (env["BAO_ADDR"] || env["VAULT_ADDR"])
  if (url === undefined || url === "")
    throw new RunError("usage", "no server address: pass one such as http://127.0.0.1:8200, or set VAULT_ADDR")
  const token = values.token ?? (env["BAO_TOKEN"] || env["VAULT_TOKEN"])
  if (token === undefined || token === "")
    throw new RunError("usage", "no token: pass one with --token, or set VAULT_TOKEN")
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new RunError("usage", "the token contains white space or characters that are not allowed in a header")
  const file = values["known-failures"]
  const knownFailures =
    file === undefined
      ? undefined
      : parseKnownFailures(
          await readFile(file, "utf8").catch((cause: unknown) => {
            throw new RunError("usage", `cannot read the known failures from ${file} (${nameOf(cause)})`)
          })
        )

  const authority = env["BAO_CACERT"] || env["VAULT_CACERT"]
  const ca =
    authority === undefined || authority === "" || !url.startsWith("https:")
      ? undefined
      : await readFile(authority, "utf8").catch((cause: unknown) => {
          throw new RunError("usage", `cannot read the certificate authority from ${authority} (${nameOf(cause)})`)
        })

  const progress = stderr.isTTY === true && (format !== "text" || values.output !== undefined || stdout.isTTY === true)
  let finished = 0
  const prefix = makePrefix()
  const clearLine = progress ? "\r\u001b[K" : ""
  const { signal, release } = abortOnSignals(signals, {
    first: (name) =>
      stderr.write(
        `${clearLine}enwrap conformance: ${name}: cleaning up; a second signal ends the run immediately, without cleaning up\n`
      ),
    second: () =>
      stderr.write(
        `${clearLine}enwrap conformance: ended without cleaning up: policies, mounts, login methods, roles and secrets whose names begin with ${prefix} may remain on the server\n`
      )
  })
  const report = await runConformance(
    {
      url,
      token,
      ca,
      cases,
      profiles: chosen,
      slow: values["no-slow"] !== true,
      knownFailures,
      kvMount: values["kv-mount"],
      prefix,
      signal
    },
    ({ id }) => {
      if (progress) stderr.write(`${clearLine}${++finished} cases finished, last ${id}`)
    }
  ).finally(() => {
    release()
    if (progress) stderr.write(clearLine)
  })

  const output = values.output
  const colour = output === undefined && stdout.isTTY === true && (env["NO_COLOR"] ?? "") === ""
  const text = render(report, format, colour)
  if (output === undefined) stdout.write(text)
  else {
    await writeFile(output, text).catch((cause: unknown) => {
      throw new RunError("usage", `cannot write the report to ${output} (${nameOf(cause)})`)
    })
    stdout.write(
      `${report.conclusion}: ${report.counts.passed} passed, ${report.violations} failed; report written to ${output}\n`
    )
  }
  return exitCodeOf(report)
}

function parse(argv: ReadonlyArray<string>) {
  try {
    return parseArgs({
      // Vault accepts long flags with one dash.
      args: argv.map((argument) => (/^-[a-z][a-z-]+(=|$)/.test(argument) ? `-${argument}` : argument)),
      allowPositionals: true,
      options: {
        token: { type: "string" },
        case: { type: "string", multiple: true },
        profile: { type: "string", multiple: true },
        format: { type: "string" },
        output: { type: "string" },
        "known-failures": { type: "string" },
        "no-slow": { type: "boolean" },
        "kv-mount": { type: "string" },
        list: { type: "boolean" },
        help: { type: "boolean", short: "h" }
      }
    })
  } catch (cause) {
    // Only the first sentence: the rest is about Node's own syntax.
    throw new RunError(
      "usage",
      cause instanceof Error ? (cause.message.split(". ")[0] ?? cause.message) : String(cause)
    )
  }
}

const split = (values: ReadonlyArray<string> = []): ReadonlyArray<string> =>
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

function oneOf<A extends string>(flag: string, value: string, allowed: ReadonlyArray<A>): A {
  const found = allowed.find((one) => one === value)
  if (found === undefined)
    throw new RunError("usage", `invalid value "${value}" for ${flag}: expected ${allowed.join(", ")}`)
  return found
}

function render(report: Report, format: "text" | "json" | "junit", colour: boolean): string {
  switch (format) {
    case "text":
      return renderText(report, { colour })
    case "json":
      return renderJson(report)
    case "junit":
      return renderJunit(report)
  }
}

/** Returns the code of a system error, such as ENOENT. Its message may contain data that must not be printed. */
function nameOf(cause: unknown): string {
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.name) : "unknown"
}
