import { fstatSync, readSync, statSync } from "node:fs"
import { devNull } from "node:os"

const STDOUT = 1

/**
 * Whether standard output may have been closed when this process started. Node.js has then opened the null device in its place, for
 * reading and writing, and every write succeeds. `>/dev/null` opens it only for writing. A program that starts this one may have
 * opened it for both (`subprocess.DEVNULL` in Python): nothing distinguishes that from a closed output.
 */
export const outputIsClosed = (): boolean => {
  try {
    if (!fstatSync(STDOUT).isCharacterDevice() || fstatSync(STDOUT).rdev !== statSync(devNull).rdev) return false
    readSync(STDOUT, Buffer.alloc(1))
    return true
  } catch {
    // It cannot be read, or this system has no such device.
    return false
  }
}
