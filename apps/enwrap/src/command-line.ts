import type { CommandInput, CommandSpec } from "./cli/command-spec.ts"
import { commands } from "./commands.ts"
import { type ExitCode, Failure, printFailure } from "./cli/failure.ts"
import { hideTyped } from "./cli/hide-typed.ts"
import type { Io } from "./cli/io.ts"
import { normaliseFlags } from "./cli/normalise-flags.ts"
import { parse, type Program } from "./cli/parser.ts"
import { version } from "./cli/version.ts"

/** The command from its words to its exit code. Every failure has been said when it returns. */
export const runCommandLine = async (words: ReadonlyArray<string>, io: Io): Promise<ExitCode> => {
  let ran: CommandSpec | undefined
  const run = async (spec: CommandSpec, input: CommandInput): Promise<ExitCode> => {
    const command = await spec.load()
    ran = spec
    return command.run(input, io)
  }
  const exitCode = await readAndRun(words, io, run)
  const code = await io.outputFailure()
  if (code === undefined) return exitCode
  const lost = ran?.outputLost
  io.warn(
    printFailure(new Failure(`standard output could not be written (${code}).`, lost === undefined ? [] : [lost]))
  )
  return exitCode === 0 ? 1 : exitCode
}

const readAndRun = async (
  words: ReadonlyArray<string>,
  io: Io,
  run: (spec: CommandSpec, input: CommandInput) => Promise<ExitCode>
): Promise<ExitCode> => {
  try {
    const asked = words[0] === "help" && words.length === 2 ? [words[1]!, "--help"] : words
    const spec = commands.find((command) => command.name === asked[0])
    // Help on what there is not must not become help on everything.
    const isUnknown = spec === undefined && asked[0] !== undefined && asked[0] !== "help" && !asked[0].startsWith("-")
    const read = isUnknown ? asked.slice(0, 1) : words
    if (spec?.passThrough === true) return await run(spec, passThrough(asked.slice(1)))
    const parsed = parse(program(), normaliseFlags(read, spec?.flags ?? []), io)
    return "exitCode" in parsed ? parsed.exitCode : await run(parsed.command, parsed.input)
  } catch (error) {
    const failure = error instanceof Failure ? error : unexpected(error, io)
    const said = printFailure(failure)
    io.warn(failure.exitCode === 2 ? hideTyped(said, words) : said)
    return failure.exitCode
  }
}

/** A fault of this program. What it holds is anyone's guess, a token perhaps, so it is shown only to who asks for it. */
const unexpected = (error: unknown, io: Io): Failure => {
  if (io.env["ENWRAP_DEBUG"]) throw error
  return new Failure(`something that should not happen did (${error instanceof Error ? error.name : typeof error}).`, [
    "With ENWRAP_DEBUG=1 in the environment the error is shown in full, secrets included.",
    "Please report it: https://github.com/enwrap/enwrap/issues"
  ])
}

const passThrough = (words: ReadonlyArray<string>): CommandInput => ({
  operands: words,
  flag: () => undefined,
  flags: () => [],
  has: () => false
})

const program = (): Program => ({
  name: "enwrap",
  description:
    "Response wrapping, as Vault and OpenBao speak it: put a secret into a single-use token that lives for a limited time, hand over the token, and unwrap it once.",
  version: version(),
  commands,
  footer: [
    "Flags take one dash or two: -format=json is --format=json.",
    "",
    "Environment, with BAO_ before each name or VAULT_; BAO_ wins:",
    "  ADDR, TOKEN, FORMAT, NAMESPACE, WRAP_TTL, CLIENT_TIMEOUT (60s unless told otherwise)",
    "  CACERT, CLIENT_CERT, CLIENT_KEY (files in PEM), TLS_SERVER_NAME, SKIP_VERIFY",
    "  DEV_ROOT_TOKEN_ID, DEV_LISTEN_ADDRESS for `server --dev`",
    "",
    "Exit codes: 0 ended as asked, 1 failed, 2 used wrongly.",
    "",
    "Examples:",
    "  # Start a server to play with; it keeps nothing",
    "  enwrap server --dev",
    "",
    "  # Wrap a secret, hand over the token, unwrap it",
    "  token=$(enwrap wrap --field=token password=hunter2)",
    '  echo "$token" | enwrap unwrap',
    ""
  ].join("\n")
})
