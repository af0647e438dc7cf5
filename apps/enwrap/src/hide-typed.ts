/**
 * A text about what was typed, without what may be a secret in it: what was typed in the wrong place may be a token or a
 * password. Only what looks like a name, an address or a port is said again.
 */
export const hideTyped = (text: string, words: ReadonlyArray<string>): string =>
  words
    .flatMap((word) => [word, word.slice(word.indexOf("=") + 1)])
    .filter(mayBeSecret)
    .sort((a, b) => b.length - a.length)
    .reduce((hidden, word) => hidden.replaceAll(word, "…"), text)

const mayBeSecret = (word: string): boolean => {
  if (isAddress.test(word)) return false
  if (word.length > 24 || (word.length > 8 && word.includes("."))) return true
  return word.length > 5 && /\d/.test(word) && /[A-Za-z]/.test(word)
}

const isAddress = /^(?:[a-z]+:\/\/[\w.:[\]-]{1,60}\/?|[A-Za-z][\w-]*(?:\.[\w-]+)*:\d{1,5}|[\d.:[\]]{1,40})$/i
