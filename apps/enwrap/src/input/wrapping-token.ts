import type { CommandInput } from "../cli/command-spec.ts"
import { type Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { environmentValue } from "../cli/environment.ts"

/**
 * The wrapping token: the argument, or standard input (`-`, or no argument and something piped in).
 *
 * @throws Failure (used wrongly) where there is none
 */
export const readWrappingToken = async (input: CommandInput, io: Io): Promise<string> => {
  const argument = input.operands[0]
  if (argument !== undefined && argument !== "-") return checked(argument.trim())
  if (argument === "-" || io.inputIsPiped()) {
    const token = await readInput(io)
    if (token !== undefined) return token
  }
  throw usageFailure("no wrapping token.", "Give it as the argument or on standard input; for more, see --help.")
}

/**
 * The wrapping token as {@link readWrappingToken} reads it, or else the environment's token, as Vault's own unwrap has it.
 *
 * @throws Failure (used wrongly) where there is none
 */
export const readWrappingTokenOrEnvironment = async (input: CommandInput, io: Io): Promise<string> => {
  const token = environmentValue(io, "TOKEN")
  if (input.operands.length > 0 || token === undefined) return readWrappingToken(input, io)
  return (await readUnaskedInput(io)) ?? checked(token.trim())
}

/**
 * What is piped in without having been asked for, where the environment has a token too. Only the caller knows which of
 * them is meant: a pipe may be slow, or one of a script's own, through which nothing ever comes or something else.
 */
const readUnaskedInput = async (io: Io): Promise<string | undefined> => {
  if (!io.inputIsPiped()) return undefined
  if (!(await io.inputComes(patience)))
    throw ambiguous("nothing came on standard input, and the environment has a token.")
  const token = (await readInputText(io)).trim()
  if (token === "") {
    io.warn("enwrap: standard input is empty, so the environment's token is the wrapping token.\n")
    return undefined
  }
  if (looksLikeToken.test(token)) return token
  throw ambiguous("what came on standard input does not look like a wrapping token.")
}

const ambiguous = (message: string): Failure =>
  usageFailure(
    message,
    "`enwrap COMMAND -` waits for standard input and takes what comes; `</dev/null` leaves VAULT_TOKEN or BAO_TOKEN to be",
    "the wrapping token. Nothing was sent."
  )

/** A token of a server that is known: by its prefix, as a JWT, or as a UUID, which it once was. */
const looksLikeToken =
  /^(?:(?:hv)?[sbr]\.[\w.-]{8,}|eyJ[\w-]+\.[\w-]+\.[\w-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Milliseconds. */
const patience = 2000

const readInput = async (io: Io): Promise<string | undefined> => {
  const token = (await readInputText(io)).trim()
  return token === "" ? undefined : checked(token)
}

const readInputText = async (io: Io): Promise<string> => new TextDecoder().decode(await io.readInput())

/** A token is one word: anything else is a slip, such as a whole JSON answer in its place. */
const checked = (token: string): string => {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw usageFailure(
    "that is no wrapping token: a token is one word without spaces.",
    "`enwrap wrap --field=token …` prints the token alone."
  )
}
