import type { Crypto } from "../../ports/crypto/port.ts"

/** The shares that were received for one purpose. There are never more of them than the threshold. */
export class CollectedShares {
  readonly #equal: (typeof Crypto.Service)["equal"]
  #shares: Array<Uint8Array> = []

  constructor({ equal }: Pick<typeof Crypto.Service, "equal">) {
    this.#equal = equal
  }

  get size(): number {
    return this.#shares.length
  }

  /** Returns `false` if this share was added before. */
  add(share: Uint8Array): boolean {
    // Compares with all of them: the time must not tell which one is equal.
    const known = this.#shares.filter((other) => this.#equal(other, share)).length > 0
    if (!known) this.#shares.push(share)
    return !known
  }

  /** Uses the shares, and overwrites them afterwards. */
  take(): { readonly shares: ReadonlyArray<Uint8Array>; readonly clear: () => void } {
    const shares = this.#shares
    this.#shares = []
    return { shares, clear: () => shares.forEach((share) => share.fill(0)) }
  }

  clear(): void {
    this.take().clear()
  }
}
