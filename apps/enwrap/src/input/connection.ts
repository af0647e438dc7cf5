import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { CommandInput } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import type { Connection } from "../wrapping/wrapping-calls.ts"
import { environmentValue } from "../cli/environment.ts"
import { isLoopback } from "./listen-address.ts"

/**
 * Which server: the flag, the environment, or where `enwrap server --dev` listens.
 *
 * @throws Failure (used wrongly) for a host and port without a scheme
 */
export const readConnection = (input: CommandInput, io: Io): Connection => ({
  address: checkScheme(input.flag("address") || environmentValue(io, "ADDR") || "http://127.0.0.1:8200"),
  allowInsecureHttp: input.has("allow-insecure-http")
})

/** `localhost:8200` is a URL of the scheme `localhost`, which nobody means. */
const checkScheme = (address: string): string => {
  const match = /^([\w-][\w.-]*|\[[0-9A-Fa-f:.]+\]):\d{1,5}\/?$/.exec(address)
  if (match === null) return address
  const scheme = isLoopback((match[1] ?? "").replace(/[[\]]/g, "")) ? "http" : "https"
  throw usageFailure("the address has no scheme.", `Did you mean ${scheme}://${address}?`)
}

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
