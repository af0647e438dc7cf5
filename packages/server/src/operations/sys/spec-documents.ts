import type { RunningMount } from "../../state/mount/running-mount.ts"

/** All documents that are kept, together. A larger one is kept alone. */
const MAX_BYTES = 16 * 1024 * 1024

type MountList = ReadonlyArray<RunningMount>

/** Documents about mounts, one for each part of them that somebody sees; all of them are about one state of the mounts. */
export class SpecDocuments {
  #mounts: MountList | undefined
  /** By which of the mounts are seen: a `1` or a `0` for each. */
  readonly #bySight = new Map<string, Uint8Array>()
  #bytes = 0

  /** The document about those of all mounts that are seen, if it is kept. */
  get(all: MountList, seen: MountList): Uint8Array | undefined {
    return this.#mounts === all ? this.#bySight.get(sightOf(all, seen)) : undefined
  }

  /** The same; where it is not kept, it is made and kept. */
  getOrMake(all: MountList, seen: MountList, make: () => Uint8Array): Uint8Array {
    const known = this.get(all, seen)
    if (known !== undefined) return known
    const document = make()
    if (this.#mounts !== all) this.#forget()
    this.#mounts = all
    for (const [sight, { length }] of this.#bySight) {
      if (this.#bytes + document.length <= MAX_BYTES) break
      this.#bySight.delete(sight)
      this.#bytes -= length
    }
    this.#bySight.set(sightOf(all, seen), document)
    this.#bytes += document.length
    return document
  }

  #forget(): void {
    this.#bySight.clear()
    this.#bytes = 0
  }
}

const sightOf = (all: MountList, seen: MountList): string => {
  const isSeen = new Set(seen)
  return all.map((mount) => (isSeen.has(mount) ? "1" : "0")).join("")
}
