import type { Raw } from "../../actions/outcome.ts"
import type { RunningMount } from "../../state/mount/running-mount.ts"

/** The most bytes of all cached documents together. A larger document is cached alone. */
const MAX_BYTES = 16 * 1024 * 1024

/** A document as it is sent. */
export interface KeptDocument extends Raw {
  readonly body: Uint8Array
}

type MountList = ReadonlyArray<RunningMount>

/** Caches documents about mounts, one for each set of visible mounts. All of them are about the same state of the mounts. */
export class SpecDocuments {
  #mounts: MountList | undefined
  /** By the visible mounts: `1` for each mount that is visible, `0` for each other one. */
  readonly #byVisible = new Map<string, KeptDocument>()
  #bytes = 0

  /** The document about the visible mounts, if it is cached. */
  get(all: MountList, visible: MountList): KeptDocument | undefined {
    return this.#mounts === all ? this.#byVisible.get(visibleKey(all, visible)) : undefined
  }

  /** The document about the visible mounts: the cached one, or a new one, which is cached. */
  getOrMake(all: MountList, visible: MountList, make: () => KeptDocument): KeptDocument {
    const known = this.get(all, visible)
    if (known !== undefined) return known
    const document = make()
    if (this.#mounts !== all) {
      this.#byVisible.clear()
      this.#bytes = 0
      this.#mounts = all
    }
    for (const [key, { body }] of this.#byVisible) {
      if (this.#bytes + document.body.length <= MAX_BYTES) break
      this.#byVisible.delete(key)
      this.#bytes -= body.length
    }
    this.#byVisible.set(visibleKey(all, visible), document)
    this.#bytes += document.body.length
    return document
  }
}

const visibleKey = (all: MountList, visible: MountList): string => {
  const isVisible = new Set(visible)
  return all.map((mount) => (isVisible.has(mount) ? "1" : "0")).join("")
}
