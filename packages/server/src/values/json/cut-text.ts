/** A text from which parts are removed. Nothing is copied until the rest is read. */
export class CutText {
  readonly #source: string
  /** The beginning and the end of each removed part, alternately; in order as long as {@link #late} is empty. */
  #cuts: Array<number> = []
  /** Parts that were removed although a later part had been removed before. */
  #late: Array<readonly [from: number, to: number]> = []

  constructor(source: string) {
    this.#source = source
  }

  /** Whether any part was removed. */
  get isCut(): boolean {
    return this.#cuts.length + this.#late.length > 0
  }

  /** Removes a part that comes after all parts that this method has removed. */
  cut(from: number, to: number): void {
    this.#cuts.push(from, to)
  }

  /** Removes a part anywhere. It may contain other removed parts. */
  cutLate(from: number, to: number): void {
    this.#late.push([from, to])
  }

  /** The rest between two positions that have not been removed. */
  between(from: number, to: number): string {
    if (this.#late.length > 0) this.#putInOrder()
    const cuts = this.#cuts
    let index = firstFrom(cuts, from)
    if (index >= cuts.length || cuts[index]! >= to) return this.#source.slice(from, to)
    const pieces = new Pieces(this.#source)
    let at = from
    for (; index < cuts.length && cuts[index]! < to; index += 2) {
      if (cuts[index]! < at) continue // Inside a larger removed part.
      pieces.add(at, cuts[index]!)
      at = cuts[index + 1]!
    }
    pieces.add(at, to)
    return pieces.joined()
  }

  #putInOrder(): void {
    // Of two parts with the same beginning, the larger one is first and contains the other.
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

/** The index of the first removed part that begins at or after a position. */
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

/** Pieces up to this length are copied character by character, which costs less than a string for each. */
const SHORT = 32
/** The number of arguments of a call is limited. */
const CODES_AT_ONCE = 4096

/** Joins pieces of a text. A body of 32 MiB may have millions of them. */
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
