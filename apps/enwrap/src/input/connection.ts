import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { TlsFiles } from "@enwrap/client-node"
import type { CommandInput } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import type { Connection } from "../wrapping/send.ts"
import { environmentValue } from "../cli/environment.ts"
import { isLoopback } from "./listen-address.ts"

/**
 * Reads the address of the server from the flag or the environment, and the TLS options from flags. The default address is that
 * of `enwrap server --dev`.
 *
 * @throws Failure (usage error) for a host and port without a scheme
 */
export const readConnection = (input: CommandInput, io: Io): Connection => ({
  address: checkScheme(input.flag("address") || environmentValue(io, "ADDR") || "http://127.0.0.1:8200"),
  allowInsecureHttp: input.has("allow-insecure-http"),
  tls: tlsFlags(input)
})

/** The TLS options of flags that were given. */
const tlsFlags = (input: CommandInput): TlsFiles => {
  const given = {
    caFile: input.flag("ca-cert"),
    certFile: input.flag("client-cert"),
    keyFile: input.flag("client-key"),
    serverName: input.flag("tls-server-name")
  }
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ""))
  return input.has("tls-skip-verify") ? { ...set, insecureSkipVerify: true } : set
}

/** Rejects `localhost:8200`: it is a valid URL, but of the scheme `localhost`. */
const checkScheme = (address: string): string => {
  const match = /^([\w-][\w.-]*|\[[0-9A-Fa-f:.]+\]):\d{1,5}\/?$/.exec(address)
  if (match === null) return address
  const scheme = isLoopback((match[1] ?? "").replace(/[[\]]/g, "")) ? "http" : "https"
  throw usageFailure("the address has no scheme.", `Did you mean ${scheme}://${address}?`)
}

/**
 * Reads the caller's token from the flag, the environment, or the file that `vault login` writes.
 *
 * @throws Failure (usage error) if there is none
 */
export const readToken = (input: CommandInput, io: Io): string => {
  const token = input.flag("token") || environmentValue(io, "TOKEN") || tokenFile(io)
  if (token !== undefined && token !== "") return token
  throw usageFailure(
    "no token.",
    "Set BAO_TOKEN or VAULT_TOKEN, use --token, or write the token to the file ~/.vault-token.",
    "`enwrap server --dev` prints its root token when it starts."
  )
}

const tokenFile = (io: Io): string | undefined => {
  try {
    return readFileSync(join(io.homeDirectory(), ".vault-token"), "utf8").trim()
  } catch {
    // The file does not exist or cannot be read: treat it as empty.
    return undefined
  }
}
