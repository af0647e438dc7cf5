import type { FlagSpec } from "./command-spec.ts"

/**
 * Rewrites flags in the style of Vault's command into the form that the parser reads:
 *
 * - `-format=json` becomes `--format=json`
 * - an alias becomes the name of its flag
 * - `-dev=true` becomes `--dev`, and `-dev=false` is dropped, with all spellings of true and false that Go accepts
 *
 * Values and everything after `--` stay unchanged.
 */
export const normaliseFlags = (words: ReadonlyArray<string>, flags: ReadonlyArray<FlagSpec>): Array<string> => {
  const normal: Array<string> = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word === "--") return [...normal, ...words.slice(i)]
    // No short flag takes a value. The value may be a secret, so keep it out of the error message.
    const short = /^-[A-Za-z]=/.exec(word)
    if (short !== null) {
      normal.push(word.slice(0, 2))
      continue
    }
    const match = /^--?([A-Za-z][\w-]+)(=[^]*)?$/.exec(word)
    if (match === null) {
      normal.push(word)
      continue
    }
    const [, name = "", value = ""] = match
    const flag = flags.find((spec) => spec.name === name || spec.aliases?.includes(name))
    // The parser reports unknown flags. Keep the value, which may be a secret, out of its message.
    if (flag === undefined) normal.push(`--${name}`)
    else if (flag.value !== undefined) {
      normal.push(`--${flag.name}${value}`)
      if (value === "" && i + 1 < words.length) normal.push(words[++i]!)
    } else if (!isFalse.test(value)) {
      normal.push(`--${flag.name}${isTrue.test(value) ? "" : value}`)
    }
  }
  return normal
}

const isTrue = /^=(?:1|t|T|true|TRUE|True)$/
const isFalse = /^=(?:0|f|F|false|FALSE|False)$/
