import { InvalidArgumentError } from "./errors.ts"
import { readArgument } from "./read-argument.ts"

/** A time to live: a whole number of seconds, or a string such as `"90s"`, `"5m"`, `"1h30m"` or `"2d"`. */
export type Ttl = number | string

/** The default wrap TTL, which is that of Vault's command line. */
export const DEFAULT_WRAP_TTL: Ttl = "5m"

/** With more digits, or with a fraction of a nanosecond, it could be a TTL of zero for the server. */
const durationText = /^(\d+|\d+d|(\d+((\.\d{1,3})?(h|m|s|ms|us)|ns))+)$/

/**
 * Formats a wrap TTL for its header.
 *
 * It rejects a TTL of zero: the server would not wrap the response (RW-TTL-6), and send the secret itself.
 *
 * @throws InvalidArgumentError if the TTL is not a positive duration
 * @see RW-TTL-3
 */
export const formatWrapTtl = (ttl: Ttl): string => {
  const text = readArgument("wrap TTL", () => String(ttl))
  if (!durationText.test(text) || !/[1-9]/.test(text)) {
    throw new InvalidArgumentError(
      'The wrap TTL is not a positive duration: use whole seconds, or a string such as "5m"'
    )
  }
  return text
}
