import type { Surroundings } from "./surroundings.ts"

/** The number of a user (`/etc/passwd`) or a group (`/etc/group`), given by number or name; `undefined` if there is none. */
export const ownerId = (text: string, file: string, { readFile }: Surroundings): number | undefined => {
  if (/^\d+$/.test(text)) return Number(text)
  let lines: ReadonlyArray<string>
  try {
    lines = Buffer.from(readFile(file)).toString("utf8").split("\n")
  } catch {
    return undefined
  }
  const id = lines.map((line) => line.split(":")).find(([name]) => name === text)?.[2]
  return id !== undefined && /^\d+$/.test(id) ? Number(id) : undefined
}
