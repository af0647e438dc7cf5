import { usageFailure } from "../cli/failure.ts"

/**
 * Normalises an origin to the form that browsers send: lower case, without the default port of the scheme.
 *
 * @throws Failure (usage error) for anything but `*` or scheme, host and port
 */
export const readOrigin = (text: string): string => {
  if (text === "*") return text
  const isOrigin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s@\\]+$/i.test(text)
  if (isOrigin && URL.canParse(text)) {
    const { origin } = new URL(text)
    // By the URL standard, schemes such as those of browser extensions have the origin "null".
    return origin === "null" ? text.toLowerCase() : origin
  }
  throw usageFailure(
    `\`${text}\` is not an origin.`,
    "Use only scheme, host and port, as in http://localhost:5173, or `*` for all origins."
  )
}
