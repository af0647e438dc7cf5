import { statSync } from "node:fs"

/** Milliseconds. Looking at both files takes a few microseconds. */
const LOOK_EVERY = 100

/** What a file is, whatever its name is: `undefined` if there is none. */
const identityOf = (path: string): string | undefined => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? undefined : `${found.dev}:${found.ino}`
}

/**
 * Notices that the files of an open database are not at their place any more. The operating system would still write to them: to
 * files that were deleted, or that the next start does not find.
 */
export class DatabasePlace {
  readonly #files: ReadonlyArray<readonly [path: string, identity: string | undefined]>
  #lookedAt = -Infinity
  #problem: string | undefined

  /** The database has just been opened. */
  constructor(database: string) {
    this.#files = [database, `${database}-wal`].map((path) => [path, identityOf(path)])
  }

  /** What is wrong with their place, for the operator. If they are put back, nothing is. */
  problem(): string | undefined {
    const now = performance.now()
    if (now - this.#lookedAt < LOOK_EVERY) return this.#problem
    this.#lookedAt = now
    this.#problem = this.#look()
    return this.#problem
  }

  #look(): string | undefined {
    try {
      const gone = this.#files.find(([path, identity]) => identityOf(path) !== identity)
      if (gone === undefined) return undefined
      return `${gone[0]} was moved, deleted or replaced while the server has it open: nothing is stored any more. Put the same file back at its place. If it was deleted, do not stop the server, whose process still has it: copy it from there`
    } catch {
      // A folder that cannot be searched now says nothing about the file.
      return this.#problem
    }
  }
}
