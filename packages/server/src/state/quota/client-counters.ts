/** How many requests a client has sent in its present interval. Times are milliseconds since 1970. */
export interface Counter {
  intervalStartMs: number
  used: number
  /** 0 if it is not blocked. */
  blockedUntilMs: number
}

/** The number of clients after which the ones that have been silent for the longest time are forgotten. */
const GENERATION = 32_768

/**
 * The counters of the clients of a quota. At most twice `generation` of them are kept, whatever the number of clients: once the
 * recent ones are that many, they become the older ones, and the older ones are forgotten. A client that sends requests is
 * always among the recent ones. Whoever is forgotten starts with a new counter, so nobody is refused because of others.
 */
export class ClientCounters {
  readonly #generation: number
  #recent = new Map<string, Counter>()
  #older = new Map<string, Counter>()

  constructor(generation: number = GENERATION) {
    this.#generation = generation
  }

  /** The number of counters in memory. */
  get size(): number {
    return this.#recent.size + this.#older.size
  }

  /** The counter of a client, a new one if it has none. */
  of(client: string, nowMs: number): Counter {
    const recent = this.#recent.get(client)
    if (recent !== undefined) return recent
    const counter = this.#older.get(client) ?? { intervalStartMs: nowMs, used: 0, blockedUntilMs: 0 }
    this.#older.delete(client)
    if (this.#recent.size >= this.#generation) {
      this.#older = this.#recent
      this.#recent = new Map()
    }
    this.#recent.set(client, counter)
    return counter
  }
}
