/**
 * Characters that a terminal executes instead of displaying, and those that change the order in which text is shown. Line
 * feeds, tabs and the end of a line in Windows stay.
 */
const invisible = /\r(?!\n)|(?![\r\n\t])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/**
 * Replaces characters that could change what a terminal shows, such as escape sequences, by their code: `\u001b`. In JSON and
 * in quoted YAML this is the same text.
 */
export const visibleText = (text: string): string =>
  text.replace(invisible, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
