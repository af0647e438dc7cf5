import type { Socket } from "node:net"
import { Fifo } from "../collections/fifo.ts"

/** A record with fewer bytes costs far more than its size: each is decrypted and passed on by itself. */
const SMALL_BYTES = 512

/** Small records of one connection that are passed on in a turn of the event loop. The rest waits for a turn of its own. */
const SMALL_RECORDS_A_TURN = 16

type Push = (chunk: Uint8Array | null, encoding?: BufferEncoding) => boolean

/**
 * Limits how much TLS is read in a turn of the event loop. A read returns up to 64 KiB, which may be 2,500 records of one byte, and
 * Node reads up to 32 times in a row. A hundred clients that send such records would stop all others for seconds. So a connection
 * with many small records is read once, and again when all others like it have had a turn.
 */
export class TlsRecords {
  /** What resets the counts at the end of the turn. */
  #counting: Array<() => void> = []
  readonly #waiting = new Fifo<() => void>()
  #scheduled = false

  /** Limits the records of a socket. Node's HTTP parser must not read from the handle itself. */
  limit(socket: Socket): void {
    // How Node passes on what it has decrypted, and how a socket asks for more.
    const push = socket.push.bind(socket) as Push
    let small = 0
    let held: Array<Uint8Array> | undefined
    const release = (): void => {
      if (held === undefined || socket.destroyed) return
      const all = Buffer.concat(held)
      held = undefined
      push(all)
    }
    const reset = (): void => void (small = 0)
    const limited: Push = (chunk, encoding) => {
      if (held !== undefined) {
        if (chunk !== null) held.push(chunk)
        else {
          release()
          push(null)
        }
        return false
      }
      if (chunk === null || chunk.length >= SMALL_BYTES) return push(chunk, encoding)
      if (small++ === 0) this.#count(reset)
      if (small <= SMALL_RECORDS_A_TURN) return push(chunk, encoding)
      held = [chunk]
      this.#waiting.push(release)
      this.#schedule()
      // Node stops reading. The socket asks for more after `release`.
      return false
    }
    socket.push = limited
  }

  #count(reset: () => void): void {
    this.#counting.push(reset)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(this.#run)
  }

  readonly #run = (): void => {
    this.#scheduled = false
    const counting = this.#counting
    this.#counting = []
    for (const reset of counting) reset()
    this.#waiting.shift()?.()
    if (this.#waiting.length > 0) this.#schedule()
  }
}
