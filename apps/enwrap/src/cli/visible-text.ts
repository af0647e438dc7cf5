/**
 * Characters that a terminal obeys instead of showing them, and those that change the order in which text is shown. Line
 * feeds, tabs and the end of a line in Windows stay.
 */
const invisible =
  /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * Replaces characters that could change what a terminal shows, such as escape sequences, by their code: `\u001b`. In JSON and
 * in quoted YAML this is the same text.
 */
export const visibleText = (text: string): string =>
  text.replace(invisible, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
