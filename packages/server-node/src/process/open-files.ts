import { readFileSync } from "node:fs"

/**
 * How many files this process may have open, sockets included; `Infinity` if that is not known. Node.js has raised the limit as far
 * as it may when it started.
 */
export const openFilesLimit = (): number => {
  try {
    const found = /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "latin1"))
    return found === null ? Infinity : Number(found[1])
  } catch {
    // Not on Linux.
    return Infinity
  }
}
