/** Keys and values in two aligned columns below their heading, as Vault's command prints them. */
export const table = (rows: ReadonlyArray<readonly [key: string, value: string]>): string => {
  const width = Math.max("Key".length, ...rows.map(([key]) => key.length))
  return [["Key", "Value"] as const, ["---", "-----"] as const, ...rows]
    .map(([key, value]) => `${key.padEnd(width)}    ${value}\n`)
    .join("")
}
