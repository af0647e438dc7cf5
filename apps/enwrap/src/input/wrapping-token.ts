import type { CommandInput } from "../command-spec.ts"
import { usageFailure } from "../failure.ts"
import type { Io } from "../io.ts"
import { environmentValue } from "./environment.ts"

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
  return (await readWaitingInput(io)) ?? checked(token.trim())
}

/** What is piped in without having been asked for. Many a script leaves a pipe open that nothing ever comes through. */
const readWaitingInput = async (io: Io): Promise<string | undefined> => {
  if (!io.inputIsPiped()) return undefined
  if (await io.inputComes(patience)) return readInput(io)
  io.warn("enwrap: nothing came on standard input, so the environment's token is the wrapping token.\n")
  return undefined
}

/** Milliseconds. */
const patience = 2000

const readInput = async (io: Io): Promise<string | undefined> => {
  const token = new TextDecoder().decode(await io.readInput()).trim()
  return token === "" ? undefined : checked(token)
}

/** A token is one word: anything else is a slip, such as a whole JSON answer in its place. */
const checked = (token: string): string => {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw usageFailure(
    "that is no wrapping token: a token is one word without spaces.",
    "`enwrap wrap --field=token …` prints the token alone."
  )
}
