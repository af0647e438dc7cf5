import type { CommandInput } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { looksLikeToken } from "../input/token-form.ts"
import { OTHER_TOKEN } from "../wrapping/curl-command.ts"

/** Which token a command is about. */
export type NamedToken =
  | { readonly kind: "self" }
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "accessor"; readonly accessor: string }

/**
 * Reads which token a command is about: the argument is a token, or an accessor with `--accessor`. Without an argument, it is the
 * caller's own.
 *
 * @throws Failure (usage error) if one was given for the other
 */
export const readNamedToken = async (input: CommandInput, io: Io): Promise<NamedToken> => {
  const argument = input.operands[0]
  if (input.has("accessor")) return { kind: "accessor", accessor: await readAccessor(argument, io) }
  if (argument === undefined) return { kind: "self" }
  if (input.has("output-curl")) return { kind: "token", token: OTHER_TOKEN }
  const token = await readWord(argument, io, "token")
  if (accessorForm.test(token))
    throw usageFailure("this is an accessor, not a token.", "Use --accessor. No request was sent.")
  return { kind: "token", token }
}

/**
 * Reads an accessor from an argument, or from standard input if it is `-`.
 *
 * @throws Failure (usage error) if there is none, or it is a token, which is not repeated
 */
export const readAccessor = async (argument: string | undefined, io: Io): Promise<string> => {
  if (argument === undefined) throw usageFailure("no accessor.", "Pass it as the argument.")
  const accessor = await readWord(argument, io, "accessor")
  if (looksLikeToken(accessor) || accessor === io.env["BAO_TOKEN"] || accessor === io.env["VAULT_TOKEN"])
    throw usageFailure(
      "this is a token, not an accessor.",
      "An accessor is printed together with its token: as wrapping_accessor, token_accessor or accessor.",
      "`enwrap token revoke` takes a token, and `enwrap lookup` a wrapping token. No request was sent."
    )
  if (accessor.includes("/"))
    throw usageFailure("this is not an accessor.", "A lease is revoked by: enwrap write sys/leases/revoke lease_id=…")
  return accessor
}

const readWord = async (argument: string, io: Io, what: string): Promise<string> => {
  const word = (argument === "-" ? new TextDecoder().decode(await io.readInput()) : argument).trim()
  if (/^[\x21-\x7e]+$/.test(word)) return word
  throw usageFailure(
    word === ""
      ? `no ${what} on standard input.`
      : `this is not ${what === "token" ? "a token" : "an accessor"}: it is one word without spaces.`
  )
}

/** An accessor may end in a namespace's id. */
const accessorForm = /^[A-Za-z0-9]{24}(\.[A-Za-z0-9]{5,6})?$/
