import { type CommandSpec, findCommand, withAllFlags } from "./cli/command-spec.ts"
import { commands, groups } from "./commands.ts"
import { knownElsewhere } from "./cli/elsewhere.ts"
import { type ExitCode, Failure, Finished, printFailure } from "./cli/failure.ts"
import { redactArguments } from "./cli/redact-arguments.ts"
import type { Io } from "./cli/io.ts"
import { outputFailureOf } from "./cli/lost-output.ts"
import { normaliseFlags } from "./cli/normalise-flags.ts"
import { parse, type Program } from "./cli/parser.ts"
import { version } from "./cli/version.ts"

/** Runs the command line and returns the exit code. All failures have been printed when it returns. */
export const runCommandLine = async (words: ReadonlyArray<string>, io: Io): Promise<ExitCode> => {
  const exitCode = await readAndRun(words, io)
  const failure = await outputFailureOf(io)
  if (failure === undefined) return exitCode
  io.warn(printFailure(failure))
  return exitCode === 0 ? failure.exitCode : exitCode
}

const readAndRun = async (words: ReadonlyArray<string>, io: Io): Promise<ExitCode> => {
  const normalised = words[0] === "help" && words.length > 1 ? [...words.slice(1), "--help"] : words
  const spec = findCommand(commands, normalised)
  const usageError = spec?.twoIsState?.(words) === true ? 1 : 2
  try {
    // `enwrap nope --help` must report an unknown command, not print the general help.
    const name = normalised[0]
    const isGroup = groups.some((group) => group.name === name)
    const isUnknown = spec === undefined && !isGroup && name !== undefined && name !== "help" && !name.startsWith("-")
    const other = spec === undefined ? knownElsewhere(normalised) : undefined
    if (other !== undefined) throw other
    const read = isUnknown ? [name] : normalised
    const found = spec === undefined ? undefined : await withAllFlags(spec)
    const parsed = parse(program(found), normaliseFlags(read, found?.flags ?? []), io)
    if ("exitCode" in parsed) return parsed.exitCode === 2 ? usageError : parsed.exitCode
    const command = await parsed.command.load()
    return await command.run(parsed.input, io)
  } catch (error) {
    if (error instanceof Finished) return 0
    const failure = error instanceof Failure ? error : unexpected(error, io)
    const text = printFailure(failure)
    io.warn(failure.exitCode === 2 ? redactArguments(text, words) : text)
    return failure.exitCode === 2 ? usageError : failure.exitCode
  }
}

/** A bug in this program. The error may contain a token, so it is printed only if ENWRAP_DEBUG is set. */
const unexpected = (error: unknown, io: Io): Failure => {
  if (io.env["ENWRAP_DEBUG"]) throw error
  return new Failure(`internal error (${error instanceof Error ? error.name : typeof error}).`, [
    "Set ENWRAP_DEBUG=1 to print the full error. It may contain secrets.",
    "Please report it: https://github.com/enwrap/enwrap/issues"
  ])
}

/** @param found the command to run, with all its flags */
const program = (found: CommandSpec | undefined): Program => ({
  name: "enwrap",
  description: `Response wrapping from the command line, compatible with HashiCorp Vault and OpenBao.

Wrap a secret in a single-use token with a limited lifetime, hand over the token, and unwrap it once.`,
  version: version(),
  commands: commands.map((spec) => (spec.name === found?.name ? found : spec)),
  groups,
  footer: `Environment variables (prefix BAO_ or VAULT_; BAO_ takes precedence):
  ADDR                     Address of the server
  TOKEN                    Token to authenticate with (with --from-env, the wrapping token)
  FORMAT                   Output format: table, json or yaml
  WRAP_TTL                 TTL of new wrapping tokens; also wraps the responses of read, write, list, patch and delete
  NAMESPACE                Namespace of requests
  CLIENT_TIMEOUT           Time to wait for a response (default: 60s)
  MAX_RETRIES              How often a read is sent again after a failed connection (default: 0)
  CACERT, CAPATH           File, or folder, with the CA certificate of the server (PEM)
  CLIENT_CERT, CLIENT_KEY  Files with the client certificate and its key (PEM)
  TLS_SERVER_NAME          Name that the server's certificate must have
  SKIP_VERIFY              Set to true to accept any certificate (insecure)
  DEV_ROOT_TOKEN_ID, DEV_LISTEN_ADDRESS
                           Defaults for \`enwrap server --dev\`

Exit codes:
  0  success
  1  failure
  2  usage error
  3 to 7  verdicts of \`enwrap unwrap --expected-path\`: see its help

Examples:
  # Start a server for development
  enwrap server --dev

  # Wrap a secret, and unwrap it from the token
  token=$(enwrap wrap --field=token password=hunter2)
  echo "$token" | enwrap unwrap

  # Wrap a secret that the server has, and unwrap it only if it is that one
  token=$(enwrap read --wrap-ttl=5m --field=token secret/data/app)
  echo "$token" | enwrap unwrap --expected-path=secret/data/app

Flags can start with one or two dashes: -format=json is the same as --format=json.
Run \`enwrap <command> --help\` for more about a command.
`
})
