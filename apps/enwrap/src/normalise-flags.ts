import type { FlagSpec } from "./command-spec.ts"

/**
 * Brings flags as Vault's users type them into the one form that the parser reads: `-format=json` and `-format json` become
 * `--format`, an alias its name, `-dev=true` plain `--dev`, and `-dev=false` nothing, in all words that Go has for true and false. The value of a flag is left alone, as
 * is everything after `--`.
 */
export const normaliseFlags = (words: ReadonlyArray<string>, flags: ReadonlyArray<FlagSpec>): Array<string> => {
  const normal: Array<string> = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word === "--") return [...normal, ...words.slice(i)]
    // The value of a short flag that there is not may be a secret, and need not be known to say so.
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
    // Unknown: the parser will say so, and need not know the value.
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
