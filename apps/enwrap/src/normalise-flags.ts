import type { FlagSpec } from "./command-spec.ts"

/**
 * Brings flags as Vault's users type them into the one form that the parser reads: `-format=json` and `-format json` become
 * `--format`, an alias its name, `-dev=true` plain `--dev`, and `-dev=false` nothing. The value of a flag is left alone, as
 * is everything after `--`.
 */
export const normaliseFlags = (words: ReadonlyArray<string>, flags: ReadonlyArray<FlagSpec>): Array<string> => {
  const normal: Array<string> = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word === "--") return [...normal, ...words.slice(i)]
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
    } else if (value !== "=false") {
      normal.push(`--${flag.name}${value === "=true" ? "" : value}`)
    }
  }
  return normal
}
