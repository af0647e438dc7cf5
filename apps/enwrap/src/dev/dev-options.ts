import { parseDuration } from "@enwrap/protocol"
import { rootTokenProblem } from "@enwrap/server"
import type { CommandInput } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import { environmentValue } from "../cli/environment.ts"
import { type ListenAddress, parseListenAddress } from "../input/listen-address.ts"
import type { Io } from "../cli/io.ts"
import { readOrigin } from "./allowed-origin.ts"

/** Options of a development server. */
export interface DevOptions {
  readonly address: ListenAddress
  /** Random if undefined. */
  readonly rootToken: string | undefined
  readonly allowedOrigins: ReadonlyArray<string>
  /** Seconds; the server's default if undefined. */
  readonly maxWrapTtl: number | undefined
}

/**
 * Reads the options of `server --dev` from the flags, or from the environment.
 *
 * @throws Failure (usage error) that names the invalid option
 */
export const readDevOptions = (input: CommandInput, io: Io): DevOptions => ({
  address: parseListenAddress(
    input.flag("dev-listen-address") || environmentValue(io, "DEV_LISTEN_ADDRESS") || "127.0.0.1:8200"
  ),
  rootToken: checkRootToken(input.flag("dev-root-token-id") || environmentValue(io, "DEV_ROOT_TOKEN_ID")),
  allowedOrigins: input.flags("dev-allowed-origin").map(readOrigin),
  maxWrapTtl: readMaxWrapTtl(input.flag("max-wrap-ttl"))
})

const checkRootToken = (token: string | undefined): string | undefined => {
  if (token === undefined) return token
  const problem = /^[\x21-\x7e]+$/.test(token)
    ? rootTokenProblem(token)
    : "the root token must consist of visible ASCII characters without spaces, since it is sent in a header."
  if (problem === undefined) return token
  throw usageFailure(problem)
}

const readMaxWrapTtl = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const parsed = parseDuration(text)
  if (parsed.ok && parsed.seconds >= 1) return parsed.seconds
  throw usageFailure(
    "--max-wrap-ttl must be a duration of at least one second.",
    "Examples: 90 (seconds), 30m, 24h, 1h30m."
  )
}
