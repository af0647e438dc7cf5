import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** The first group of every match of a pattern in files below a folder. */
export const matchesIn = (folder: string, files: string, pattern: RegExp): ReadonlyArray<string> =>
  globSync(files, { cwd: folder }).flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(pattern)].map(([, name = ""]) => name)
  )
