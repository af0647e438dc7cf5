import { closeSync, linkSync, openSync, renameSync, rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { syncFolder } from "./private-files.ts"

/** Only its owner can read it. Its mode is not set afterwards: some file systems have no modes, and fail then. */
export const createOwnFile = (path: string): void => closeSync(openSync(path, "wx", 0o600))

/** What a file system answers that has no hard links, such as FAT. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"])

/** Returns whether the file system has hard links. */
const link = (from: string, to: string): boolean => {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (NO_LINKS.has((error as NodeJS.ErrnoException).code)) return false
    throw error
  }
}

const renameWithoutLinks = (from: string, to: string): void => {
  // Fails if the file exists. The rename then replaces only this empty file.
  createOwnFile(to)
  try {
    renameSync(from, to)
  } catch (problem) {
    rmSync(to, { force: true })
    throw problem
  }
}

/**
 * Renames a complete file that is on the disk. Unlike an ordinary rename, it never replaces a file: if there is one, it throws
 * `EEXIST`. After it returns, the new name survives a power cut. On a file system without hard links, such as FAT, a crash can leave
 * an empty file with the new name.
 *
 * @example
 * ```ts
 * import { renameNew } from "@enwrap/store-sqlite"
 * import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
 * import { tmpdir } from "node:os"
 * import { join } from "node:path"
 *
 * const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
 * writeFileSync(join(folder, "a.part"), "complete", { flush: true })
 * renameNew(join(folder, "a.part"), join(folder, "a"))
 * console.log(readFileSync(join(folder, "a"), "utf8")) // complete
 * ```
 */
export const renameNew = (from: string, to: string): void => {
  if (link(from, to)) rmSync(from, { force: true })
  else renameWithoutLinks(from, to)
  syncFolder(dirname(resolve(to)))
}
