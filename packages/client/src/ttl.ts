import { InvalidArgumentError } from "./errors.ts"

/** A time to live: a whole number of seconds, or a text such as `"90s"`, `"5m"`, `"1h30m"` or `"2d"`. */
export type Ttl = number | string

/** The wrap TTL where nobody names one, as the command line of the original has it. */
export const DEFAULT_WRAP_TTL: Ttl = "5m"

const durationText = /^(\d+|\d+d|(\d+(\.\d+)?(h|m|s|ms|us|ns))+)$/

/**
 * The wrap TTL as its header says it.
 *
 * A TTL of zero would come back unwrapped (RW-TTL-6), with the secret in the open: it is refused here.
 *
 * @throws InvalidArgumentError for what is no positive duration
 * @see RW-TTL-3
 */
export const wrapTtlText = (ttl: Ttl): string => {
  const text = String(ttl)
  if (!durationText.test(text) || !/[1-9]/.test(text)) {
    throw new InvalidArgumentError(
      `The wrap TTL ${JSON.stringify(text)} is not a positive duration: give whole seconds, or a text such as "5m"`
    )
  }
  return text
}
