/**
 * Control characters (except tab and line feed), and characters that reorder or hide text. A server could use them to
 * move the cursor of a terminal, or to make a report show something else than what it sent.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g

/** Makes text of a server safe to show: control characters and invisible ones become visible, such as `\u001b`. */
export const plainText = (text: string): string =>
  text
    .replaceAll("\r\n", "\n")
    .replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** The same, in one line. */
export const plainLine = (text: string): string => plainText(text.trim().replaceAll(/\s+/g, " "))

/** Shortens a text, and says how long it was. */
export const shortened = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`
