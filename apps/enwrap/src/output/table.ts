/** Formats keys and values as a table with two aligned columns, like Vault's command. */
export const table = (rows: ReadonlyArray<readonly [key: string, value: string]>): string => {
  const width = Math.max("Key".length, ...rows.map(([key]) => key.length))
  return [["Key", "Value"] as const, ["---", "-----"] as const, ...rows]
    .map(([key, value]) => `${key.padEnd(width)}    ${value}\n`)
    .join("")
}
