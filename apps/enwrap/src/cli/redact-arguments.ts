/**
 * Replaces arguments that may be secrets in an error message: a mistyped argument may be a token or a password. Arguments
 * that look like a name, an address or a port stay.
 */
export const redactArguments = (text: string, words: ReadonlyArray<string>): string =>
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
