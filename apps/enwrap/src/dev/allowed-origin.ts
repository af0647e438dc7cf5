import { usageFailure } from "../cli/failure.ts"

/**
 * An origin in the form in which browsers send it: in small letters, without its scheme's own port.
 *
 * @throws Failure (used wrongly) for more than scheme, host and port
 */
export const readOrigin = (text: string): string => {
  if (text === "*") return text
  const isOrigin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s@\\]+$/i.test(text)
  if (isOrigin && URL.canParse(text)) {
    const { origin } = new URL(text)
    // A scheme that is not the web's, such as an extension's, has no origin by the URL standard.
    return origin === "null" ? text.toLowerCase() : origin
  }
  throw usageFailure(
    `\`${text}\` is not an origin.`,
    "An origin is scheme, host and port and no more: http://localhost:5173. Or * for all."
  )
}
