import { accessSync, constants, statSync } from "node:fs"
import { dirname } from "node:path"

const { W_OK, X_OK } = constants

const codeOf = (check: () => void): string | undefined => {
  try {
    check()
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "unknown error"
  }
}

/** Why a file and the folders that it needs could not be created in a folder: the code of the operating system. */
const createProblem = (folder: string, isOwn: boolean): string | undefined => {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return createProblem(dirname(folder), false)
  // A file in the place of the folder itself exists already; one above it is not a folder.
  if (!found.isDirectory()) return isOwn ? "EEXIST" : "ENOTDIR"
  return codeOf(() => accessSync(folder, W_OK | X_OK))
}

/**
 * Why this user could not open a file to append to it: the code of the operating system. The file, and folders on the way to it, would
 * be created if they do not exist; nothing is created here.
 *
 * @param path without symbolic links
 */
export const appendProblem = (path: string): string | undefined => {
  const missing = codeOf(() => accessSync(path, W_OK))
  if (missing !== "ENOENT" && missing !== "ENOTDIR") return missing
  let problem: string | undefined
  return codeOf(() => (problem = createProblem(dirname(path), true))) ?? problem
}
