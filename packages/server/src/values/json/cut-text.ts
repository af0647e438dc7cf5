/** A text that parts are taken out of. Nothing is copied before somebody asks for what is left of it. */
export class CutText {
  readonly #source: string
  /** Where each part begins and ends, by turns; in order as long as {@link #late} is empty. */
  #cuts: Array<number> = []
  /** Parts that were named after others that stand behind them. */
  #late: Array<readonly [from: number, to: number]> = []

  constructor(source: string) {
    this.#source = source
  }

  /** Whether any part was taken out. */
  get isCut(): boolean {
    return this.#cuts.length + this.#late.length > 0
  }

  /** Takes out a part that stands behind all that were taken out by this. */
  cut(from: number, to: number): void {
    this.#cuts.push(from, to)
  }

  /** Takes out a part anywhere; it may have others within. */
  cutLate(from: number, to: number): void {
    this.#late.push([from, to])
  }

  /** What is left between two places that are left themselves. */
  between(from: number, to: number): string {
    if (this.#late.length > 0) this.#putInOrder()
    const cuts = this.#cuts
    let index = firstFrom(cuts, from)
    if (index >= cuts.length || cuts[index]! >= to) return this.#source.slice(from, to)
    const pieces = new Pieces(this.#source)
    let at = from
    for (; index < cuts.length && cuts[index]! < to; index += 2) {
      if (cuts[index]! < at) continue // Within a part that went as a whole.
      pieces.add(at, cuts[index]!)
      at = cuts[index + 1]!
    }
    pieces.add(at, to)
    return pieces.joined()
  }

  #putInOrder(): void {
    // Of two that begin alike the larger one comes first, and the other is within.
    this.#late.sort(([one, oneEnd], [other, otherEnd]) => one - other || otherEnd - oneEnd)
    const merged: Array<number> = []
    let index = 0
    for (const [from, to] of this.#late) {
      for (; index < this.#cuts.length && this.#cuts[index]! < from; index += 2)
        merged.push(this.#cuts[index]!, this.#cuts[index + 1]!)
      merged.push(from, to)
    }
    for (; index < this.#cuts.length; index++) merged.push(this.#cuts[index]!)
    this.#cuts = merged
    this.#late = []
  }
}

/** The index of the first part that begins at a place or behind it. */
const firstFrom = (cuts: ReadonlyArray<number>, place: number): number => {
  let low = 0
  let high = cuts.length / 2
  while (low < high) {
    const middle = (low + high) >>> 1
    if (cuts[2 * middle]! < place) low = middle + 1
    else high = middle
  }
  return 2 * low
}

/** Pieces up to this length are copied character by character: a text of each would cost more. */
const SHORT = 32
/** A call takes only so many arguments. */
const CODES_AT_ONCE = 4096

/** Pieces of a text that are put together again; millions of them, as a body of 32 MiB may have. */
class Pieces {
  readonly #source: string
  readonly #texts: Array<string> = []
  #codes: Array<number> = []

  constructor(source: string) {
    this.#source = source
  }

  add(from: number, to: number): void {
    if (to - from > SHORT) {
      this.#flush()
      this.#texts.push(this.#source.slice(from, to))
      return
    }
    for (let at = from; at < to; at++) this.#codes.push(this.#source.charCodeAt(at))
    if (this.#codes.length >= CODES_AT_ONCE) this.#flush()
  }

  joined(): string {
    this.#flush()
    return this.#texts.join("")
  }

  #flush(): void {
    if (this.#codes.length === 0) return
    this.#texts.push(String.fromCharCode(...this.#codes))
    this.#codes = []
  }
}
