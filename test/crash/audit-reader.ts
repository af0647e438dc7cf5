import { assert } from "vitest"
import { closeSync, fstatSync, openSync, readSync } from "node:fs"

/** Reads an audit file as it grows, and counts the entries of responses. */
export class AuditReader {
  readonly #path: string
  readonly #counts = new Map<string, number>()
  #offset = 0
  /** Lines that are not whole, because the server was killed. */
  torn = 0

  constructor(path: string) {
    this.#path = path
  }

  /** Reads what was written since the last time, by a server that is not running any more. */
  readOn(): void {
    const file = openSync(this.#path, "r")
    const bytes = Buffer.alloc(fstatSync(file).size - this.#offset)
    readSync(file, bytes, 0, bytes.length, this.#offset)
    closeSync(file)
    this.#offset += bytes.length
    const lines = bytes.toString().split("\n")
    const last = lines.pop()
    let torn = last === "" ? 0 : 1
    // The next server begins a new line.
    for (const [i, line] of lines.entries()) if (!this.#note(line) && !(i === 0 && line === "")) torn++
    assert.isAtMost(torn, 1, "only the last line of a server is cut off")
    this.torn += torn
  }

  /** The responses without an error. */
  count(path: string): number {
    return this.#counts.get(path) ?? 0
  }

  #note(line: string): boolean {
    if (line === "") return false
    try {
      const { error, request, type } = JSON.parse(line)
      if (type === "response" && error === undefined)
        this.#counts.set(request.path, (this.#counts.get(request.path) ?? 0) + 1)
      return true
    } catch {
      return false
    }
  }
}
