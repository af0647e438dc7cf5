/**
 * Control characters (except tab and line feed), and characters that reorder or hide text. A server could use them to
 * move the cursor of a terminal, or to make a report show something else than what it sent.
 */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const escaped = (text: string): string =>
  text
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("")

/** Makes text of a server safe to show: control characters and invisible ones become visible, such as `\u001b`. */
export const plainText = (text: string): string => text.replaceAll("\r\n", "\n").replace(INVISIBLE, escaped)

/** The same, in one line. */
export const plainLine = (text: string): string => plainText(text.trim().replaceAll(/\s+/g, " "))

/** Shortens a text, and says how long it was. */
export const shortened = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`
