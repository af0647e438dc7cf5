/**
 * Replaces every secret in a string, such as an error that quotes the request. A secret of fewer than eight characters,
 * such as the token `root` of a dev server, is replaced only where it is a whole word: it may be part of other words.
 */
export const scrub = (text: string, secrets: ReadonlyArray<string | undefined>): string =>
  secrets.reduce<string>((scrubbed, secret) => {
    const literal = secret?.replace(/\W/g, "\\$&")
    return literal
      ? scrubbed.replace(RegExp(secret![7] ? literal : `(?<!\\w)${literal}(?!\\w)`, "g"), "<token>")
      : scrubbed
  }, text)
