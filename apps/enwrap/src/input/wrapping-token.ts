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
  const token = await givenToken(input, io)
  if (token !== undefined) return token
  throw usageFailure("no wrapping token.", "Give it as the argument or on standard input.")
}

/**
 * The wrapping token as {@link readWrappingToken} reads it, or else the environment's token, as Vault's own unwrap has it.
 *
 * @throws Failure (used wrongly) where there is none
 */
export const readWrappingTokenOrEnvironment = async (input: CommandInput, io: Io): Promise<string> => {
  const token = (await givenToken(input, io)) ?? environmentValue(io, "TOKEN")
  if (token !== undefined) return checked(token.trim())
  throw usageFailure(
    "no wrapping token.",
    "Give it as the argument, on standard input, or in VAULT_TOKEN or BAO_TOKEN."
  )
}

const givenToken = async (input: CommandInput, io: Io): Promise<string | undefined> => {
  const argument = input.operands[0]
  if (argument !== undefined && argument !== "-") return checked(argument.trim())
  if (argument === undefined && !io.inputIsPiped()) return undefined
  const token = new TextDecoder().decode(await io.readInput()).trim()
  if (token !== "") return checked(token)
  if (argument === undefined) return undefined
  throw usageFailure("standard input is empty: it should hold the wrapping token.")
}

/** A token is one word: anything else is a slip, such as a whole JSON answer in its place. */
const checked = (token: string): string => {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw usageFailure(
    "that is no wrapping token: a token is one word without spaces.",
    "`enwrap wrap --field=token …` prints the token alone."
  )
}
