import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { CommandInput } from "../command-spec.ts"
import { usageFailure } from "../failure.ts"
import type { Io } from "../io.ts"
import type { Connection } from "../wrapping-calls.ts"
import { environmentValue } from "./environment.ts"

/** Which server: the flag, the environment, or where `enwrap server --dev` listens. */
export const readConnection = (input: CommandInput, io: Io): Connection => ({
  address: input.flag("address") || environmentValue(io, "ADDR") || "http://127.0.0.1:8200",
  allowInsecureHttp: input.has("allow-insecure-http")
})

/**
 * The token of who is asking: the flag, the environment, or the file in which `vault login` leaves it.
 *
 * @throws Failure (used wrongly) where there is none
 */
export const readToken = (input: CommandInput, io: Io): string => {
  const token = input.flag("token") || environmentValue(io, "TOKEN") || tokenFile(io)
  if (token !== undefined && token !== "") return token
  throw usageFailure(
    "no token: who is asking?",
    "Set VAULT_TOKEN or BAO_TOKEN, give --token, or put it into the file ~/.vault-token.",
    "`enwrap server --dev` prints its root token."
  )
}

const tokenFile = (io: Io): string | undefined => {
  try {
    return readFileSync(join(io.homeDirectory(), ".vault-token"), "utf8").trim()
  } catch {
    // No such file, or not ours to read: the same as having no token in it.
    return undefined
  }
}
