/**
 * The text without this character at its end, however often it is there. `/=+$/` would need quadratic time for a long row of them in
 * the middle, and anyone can send one.
 */
export const withoutTrailing = (text: string, character: string): string => {
  let end = text.length
  while (end > 0 && text[end - 1] === character) end--
  return text.slice(0, end)
}
