import { isClientError, readWrapInfo, type Envelope, type WrapInfo } from "@enwrap/client-node"
import type { CommandInput } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { environmentValue } from "../cli/environment.ts"
import { WRAPPING_TOKEN } from "../wrapping/curl-command.ts"

/**
 * Reads the wrapping token from the argument, from standard input if the argument is `-` or absent, or from a person at a
 * terminal. With `--from-env`, it is in `BAO_TOKEN` or `VAULT_TOKEN`, as for `vault unwrap`. Without that flag, the token in
 * these variables is the user's own, and is never sent as a wrapping token.
 *
 * Standard input may also be JSON that contains a `wrap_info`, as a backend hands it over.
 *
 * @throws Failure (usage error) if there is none
 */
export const readWrappingToken = async (input: CommandInput, io: Io): Promise<string | WrapInfo<Envelope>> => {
  if (input.has("output-curl")) return WRAPPING_TOKEN
  if (input.has("from-env")) return fromEnvironment(input, io)
  const argument = input.operands[0]
  const token = argument !== undefined && argument !== "-" ? argument : await readOrAsk(argument, io)
  if (token.trim() === "") throw noToken(io)
  return token !== argument && token.trim().startsWith("{") ? readJson(token) : checkToken(token.trim(), io)
}

const readJson = (text: string): WrapInfo<Envelope> => {
  try {
    return readWrapInfo<Envelope>(JSON.parse(text))
  } catch (error) {
    // The parser's message would quote the input.
    throw usageFailure(
      isClientError(error)
        ? "the JSON on standard input does not have exactly one wrap_info."
        : "standard input is neither a token nor valid JSON.",
      "Pass the token, or JSON that contains one wrap_info."
    )
  }
}

const readOrAsk = async (argument: string | undefined, io: Io): Promise<string> => {
  if (argument === "-") return readInput(io)
  if (!io.inputIsPiped()) return (await io.askSecret("Wrapping token (will be hidden): ")) ?? ""
  // A pipe may belong to the script around this command, and never end.
  const waiting = setTimeout(() => io.warn("enwrap: waiting for a wrapping token on standard input.\n"), WAIT_MS)
  try {
    return await readInput(io)
  } finally {
    clearTimeout(waiting)
  }
}

const WAIT_MS = 2000

const readInput = async (io: Io): Promise<string> => new TextDecoder().decode(await io.readInput())

const fromEnvironment = (input: CommandInput, io: Io): string => {
  if (input.operands.length > 0) throw usageFailure("--from-env cannot be used together with a token.")
  const token = environmentValue(io, "TOKEN")
  if (token === undefined) throw usageFailure("--from-env needs BAO_TOKEN or VAULT_TOKEN, which is not set.")
  return checkForm(token.trim())
}

const noToken = (io: Io) =>
  usageFailure(
    "no wrapping token.",
    "Pass it on standard input or as an argument. See --help for more.",
    ...(environmentValue(io, "TOKEN") === undefined
      ? []
      : ["BAO_TOKEN or VAULT_TOKEN is set: --from-env uses it as the wrapping token. No request was sent."])
  )

const checkToken = (token: string, io: Io): string => {
  if (token !== io.env["BAO_TOKEN"] && token !== io.env["VAULT_TOKEN"]) return checkForm(token)
  throw usageFailure(
    "this is the token in BAO_TOKEN or VAULT_TOKEN, not a wrapping token.",
    "If it is a wrapping token, use --from-env instead of passing it. No request was sent."
  )
}

/** Rejects what cannot be a token, such as a whole JSON response passed by mistake. */
const checkForm = (token: string): string => {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw usageFailure(
    "this is not a wrapping token: a token is one word without spaces.",
    "`enwrap wrap --field=token …` prints only the token."
  )
}
