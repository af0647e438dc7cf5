import { chmodSync, closeSync, fsyncSync, openSync } from "node:fs"

export const FILE_MODE = 0o600

/**
 * Creates an empty file that only its owner can read and write, whatever the umask is.
 *
 * @throws if it exists
 */
export const createFile = (path: string): void => {
  closeSync(openSync(path, "wx", FILE_MODE))
  chmodSync(path, FILE_MODE)
}

/**
 * Makes sure that a file exists, and that only its owner can read and write it. An existing file is not opened: when a process
 * closes a file, it loses the locks that it has on it.
 */
export const ensureFile = (path: string): void => {
  try {
    createFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    chmodSync(path, FILE_MODE)
  }
}

/** Makes the names of new files in a folder survive a power cut. */
export const syncFolder = (folder: string): void => {
  const opened = openSync(folder, "r")
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
