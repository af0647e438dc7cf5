import type { Limits } from "../limits.ts"

/** A reader that is asked from time to time whether it has been idle for too long. */
export interface AgeingReader {
  /** When it became idle: a number of checks. */
  readonly idleSince: number
  /** @param idleFor how long it has been idle: checks */
  readonly checkIdle: (idleFor: number) => void
}

const MOST_CHECK_MILLISECONDS = 1000

/** A request that was sent just before the end of the time that the client was told is still read. Node allows as much. */
const GRACE_MILLISECONDS = 1000

/**
 * The connections of a listener whose requests are read whole. How long they are idle is counted in checks, because to set a timer
 * for each request would take longer than to read it.
 */
export class WholeReaders {
  /** The lines of a response that say how long a connection may be idle. */
  readonly keepAlive: string
  /** How long a client may receive no byte of a response: milliseconds. */
  readonly writeTimeout: number
  readonly #readers = new Set<AgeingReader>()
  /** How long a connection may be idle, and how long a new one may send nothing: checks. */
  readonly mostIdle: number
  readonly mostSilent: number
  readonly #checking: NodeJS.Timeout
  /** The number of checks so far. */
  now = 0

  constructor({ headersTimeout, keepAliveTimeout, requestTimeout, writeTimeout }: Limits) {
    this.keepAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(keepAliveTimeout / 1000)}\r\n`
    this.writeTimeout = writeTimeout
    const silence = Math.min(headersTimeout, requestTimeout)
    const shortest = Math.min(silence, keepAliveTimeout)
    const interval = Math.min(MOST_CHECK_MILLISECONDS, Math.max(1, Math.ceil(shortest / 2)))
    this.mostIdle = Math.ceil((keepAliveTimeout + GRACE_MILLISECONDS) / interval)
    this.mostSilent = Math.ceil(silence / interval)
    this.#checking = setInterval(() => this.#check(), interval).unref()
  }

  add(reader: AgeingReader): void {
    this.#readers.add(reader)
  }

  delete(reader: AgeingReader): void {
    this.#readers.delete(reader)
  }

  #check(): void {
    this.now++
    for (const reader of this.#readers) {
      const idleFor = this.now - reader.idleSince
      if (idleFor > 0) reader.checkIdle(idleFor)
    }
  }

  stop(): void {
    clearInterval(this.#checking)
  }
}
