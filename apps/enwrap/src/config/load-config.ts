import { environmentValue } from "../cli/environment.ts"
import type { CommandInput } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { readConfigTexts } from "./read-config.ts"
import {
  decodeConfig,
  type DecodedConfig,
  isApiAddress,
  type LogLevel,
  logLevels,
  type ServerConfig
} from "./server-config.ts"
import { processSurroundings } from "./surroundings.ts"

/** The flag, or else the environment variable of the original; `undefined` if there is neither. */
const override = <A extends string>(
  input: CommandInput,
  io: Io,
  flag: string,
  variable: string,
  words: ReadonlyArray<A>
): A | undefined => {
  const flagged = input.flag(flag)
  const given = flagged || environmentValue(io, variable)
  if (given === undefined) return undefined
  const found = words.find((word) => word === given.toLowerCase())
  if (found !== undefined) return found
  throw usageFailure(
    `${flagged ? `--${flag}` : `BAO_${variable} or VAULT_${variable}`} must be one of ${words.join(", ")}.`
  )
}

/**
 * Reads and decodes the configuration that the flags and the environment name.
 *
 * @throws Failure if a file cannot be read, or a flag is wrong
 */
export const loadConfig = (input: CommandInput, io: Io): DecodedConfig => {
  const logLevel = override<LogLevel>(input, io, "log-level", "LOG_LEVEL", logLevels)
  const logFormat = override<ServerConfig["logFormat"]>(input, io, "log-format", "LOG_FORMAT", ["standard", "json"])
  const apiAddress = environmentValue(io, "API_ADDR")
  if (apiAddress !== undefined && !isApiAddress(apiAddress))
    throw usageFailure("BAO_API_ADDR or VAULT_API_ADDR must be a URL, such as https://vault.example:8200.")
  const { config, problems } = decodeConfig(readConfigTexts(input.flags("config"), io.env), processSurroundings(io.env))
  return {
    problems,
    config: config && {
      ...config,
      logLevel: logLevel ?? config.logLevel,
      logFormat: logFormat ?? config.logFormat,
      apiAddress: apiAddress ?? config.apiAddress
    }
  }
}
