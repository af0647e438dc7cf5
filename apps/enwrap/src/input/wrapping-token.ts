import type { CommandInput } from "../cli/command-spec.ts"
import { type Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { environmentValue } from "../cli/environment.ts"

/**
 * Reads the wrapping token from the argument, or from standard input if the argument is `-` or absent.
 *
 * @throws Failure (usage error) if there is none
 */
export const readWrappingToken = async (input: CommandInput, io: Io): Promise<string> => {
  const argument = input.operands[0]
  if (argument !== undefined && argument !== "-") return checkToken(argument.trim())
  if (argument === "-" || io.inputIsPiped()) {
    const token = await readInput(io)
    if (token !== undefined) return token
  }
  throw usageFailure("no wrapping token.", "Pass it as an argument or on standard input. See --help for more.")
}

/**
 * Reads the wrapping token as {@link readWrappingToken} does, or from `BAO_TOKEN` or `VAULT_TOKEN`, like `vault unwrap`.
 *
 * @throws Failure (usage error) if there is none
 */
export const readWrappingTokenOrEnvironment = async (input: CommandInput, io: Io): Promise<string> => {
  const token = environmentValue(io, "TOKEN")
  if (input.operands.length > 0 || token === undefined) return readWrappingToken(input, io)
  return (await readUnrequestedInput(io)) ?? checkToken(token.trim())
}

/**
 * Reads a token from standard input when the environment has a token too and no argument says which one to use. The pipe
 * may be slow, or it may belong to the script around this command and carry other data or none. If it is not clear that
 * a token was piped in, fail and send nothing.
 */
const readUnrequestedInput = async (io: Io): Promise<string | undefined> => {
  if (!io.inputIsPiped()) return undefined
  if (!(await io.inputComes(INPUT_TIMEOUT_MILLISECONDS)))
    throw ambiguous("no data arrived on standard input, and BAO_TOKEN or VAULT_TOKEN is set.")
  const token = (await readInputText(io)).trim()
  if (token === "") {
    io.warn("enwrap: standard input is empty: using BAO_TOKEN or VAULT_TOKEN as the wrapping token.\n")
    return undefined
  }
  if (looksLikeToken.test(token)) return token
  throw ambiguous(
    "the data on standard input does not look like a wrapping token, and BAO_TOKEN or VAULT_TOKEN is set."
  )
}

const ambiguous = (message: string): Failure =>
  usageFailure(
    message,
    "Use `-` as the argument to read any token from standard input, or `</dev/null` to use the variable.",
    "No request was sent."
  )

/** Token formats of known servers: a prefix, a JWT, or a UUID (in old versions). */
const looksLikeToken =
  /^(?:(?:hv)?[sbr]\.[\w.-]{8,}|eyJ[\w-]+\.[\w-]+\.[\w-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

const INPUT_TIMEOUT_MILLISECONDS = 2000

const readInput = async (io: Io): Promise<string | undefined> => {
  const token = (await readInputText(io)).trim()
  return token === "" ? undefined : checkToken(token)
}

const readInputText = async (io: Io): Promise<string> => new TextDecoder().decode(await io.readInput())

/** Rejects what cannot be a token, such as a whole JSON response passed by mistake. */
const checkToken = (token: string): string => {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw usageFailure(
    "this is not a wrapping token: a token is one word without spaces.",
    "`enwrap wrap --field=token …` prints only the token."
  )
}
