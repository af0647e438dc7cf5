import { visibleText } from "../cli/visible-text.ts"

/**
 * Formats keys and values as a table with two aligned columns, like Vault's command. Further lines of a value are indented, so
 * that none looks like another row.
 */
export const table = (rows: ReadonlyArray<readonly [key: string, value: string]>): string => {
  const shown = rows.map(([key, value]) => [visibleText(key).replaceAll("\n", "\\n"), value] as const)
  const width = shown.reduce((widest, [key]) => Math.max(widest, key.length), "Key".length)
  const indent = `\n${" ".repeat(width + 4)}`
  return [["Key", "Value"] as const, ["---", "-----"] as const, ...shown]
    .map(([key, value]) => `${key.padEnd(width)}    ${visibleText(value).replaceAll("\n", indent)}\n`)
    .join("")
}

/** Formats the keys of a list, one on each line, like Vault's command. */
export const keyTable = (keys: ReadonlyArray<string>): string =>
  ["Keys", "----", ...keys].map((key) => `${visibleText(key).replaceAll("\n", "\\n")}\n`).join("")
