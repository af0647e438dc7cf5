import { isClientError, optionsFromEnv, type TlsOptions } from "@enwrap/client-node"
import type { CommandInput } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { environmentValue } from "../cli/environment.ts"
import type { Connection } from "../wrapping/send.ts"
import { STORED_TOKEN } from "../wrapping/curl-command.ts"
import { isLoopback } from "./listen-address.ts"

/** The address of `enwrap server --dev`. */
export const DEFAULT_ADDRESS = "http://127.0.0.1:8200"

/**
 * Reads the address of the server from the flag or the environment, and the TLS options from flags. The default address is that
 * of `enwrap server --dev`.
 *
 * @throws Failure (usage error) for a host and port without a scheme
 */
export const readConnection = (input: CommandInput, io: Io): Connection => ({
  address: checkScheme(input.flag("address") || environmentValue(io, "ADDR") || DEFAULT_ADDRESS),
  namespace: input.flag("namespace") || environmentValue(io, "NAMESPACE"),
  allowInsecureHttp: input.has("allow-insecure-http"),
  tls: tlsFlags(input),
  curl: input.has("output-curl")
})

/**
 * Reads a connection as {@link readConnection} does, with the caller's token.
 *
 * @throws Failure (usage error) if there is no token
 */
export const readCallerConnection = (input: CommandInput, io: Io): Connection => {
  const connection = readConnection(input, io)
  return { ...connection, token: connection.curl ? shownToken(input, io) : readToken(input, io) }
}

/** The TLS options of flags that were given. */
const tlsFlags = (input: CommandInput): TlsOptions => {
  const given = {
    caFile: input.flag("ca-cert"),
    caPath: input.flag("ca-path"),
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
 * Reads the caller's token from the flag, the environment, or where a login stored it.
 *
 * @throws Failure (usage error) if there is none
 */
export const readToken = (input: CommandInput, io: Io): string => {
  const token = input.flag("token") || environmentValue(io, "TOKEN") || storedToken(io)
  if (token !== undefined && token !== "") return token
  throw usageFailure(
    "no token.",
    "Run `enwrap login`, set BAO_TOKEN or VAULT_TOKEN, or use --token.",
    "`enwrap server --dev` prints its root token when it starts."
  )
}

/**
 * The token of the token helper, or of `~/.vault-token`.
 *
 * @throws Failure (usage error) if the helper fails
 */
export const storedToken = (io: Io): string | undefined => {
  try {
    // A helper is a program, which may need any variable. Those of the client are read elsewhere.
    const others = Object.entries(io.env).filter(([name]) => !/^(VAULT|BAO)_(?!CONFIG_PATH$)/.test(name))
    const { token } = optionsFromEnv({ ...Object.fromEntries(others), HOME: io.homeDirectory() })
    return token as string | undefined
  } catch (error) {
    if (isClientError(error)) throw usageFailure(`${error.message}.`, "It is set in ~/.vault, as `token_helper`.")
    throw error
  }
}

/** How a shell gets the token that {@link readToken} would return. */
const shownToken = (input: CommandInput, io: Io): string => {
  if (input.flag("token")) return "$VAULT_TOKEN"
  if (io.env["BAO_TOKEN"]) return "$BAO_TOKEN"
  return io.env["VAULT_TOKEN"] || storedToken(io) === undefined ? "$VAULT_TOKEN" : STORED_TOKEN
}
