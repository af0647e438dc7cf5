import type { Socket } from "node:net"
import { Fifo } from "../collections/fifo.ts"
import type { Faults } from "./faults.ts"

/** How long slices are parsed, and parts written, in one turn of the event loop. */
const MILLISECONDS_A_TURN = 4

/** What is done in turns, step by step. */
export interface Pump {
  readonly socket: Socket
  readonly pump: () => void
}

/** Connections with more than a slice of input or a part of output take turns, so that none keeps the others waiting. */
export class Turns {
  readonly #waiting = new Fifo<Pump>()
  readonly #faults: Faults
  #scheduled = false

  constructor(faults: Faults) {
    this.#faults = faults
  }

  add(pump: Pump): void {
    this.#waiting.push(pump)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(this.#run)
  }

  readonly #run = (): void => {
    this.#scheduled = false
    const end = performance.now() + MILLISECONDS_A_TURN
    do {
      const next = this.#waiting.shift()
      if (next === undefined) return
      this.#pump(next)
    } while (performance.now() < end)
    if (this.#waiting.length > 0) this.#schedule()
  }

  #pump(next: Pump): void {
    try {
      next.pump()
    } catch (thrown) {
      this.#faults.end(next.socket, thrown)
    }
  }
}

/** Decides how much of the received input may be parsed now. */
export interface Gate {
  /** In bytes. After 0, nothing is parsed until `Inlet.wake` is called. */
  readonly bytesAllowed: () => number
}

/**
 * Sits between a socket and the listener with which Node's HTTP server reads it. A chunk of 64 KiB may hold 2,700 requests,
 * and the parser would create all of them at once. So it is given slices, as many as the gate allows. The rest stays in the
 * socket, which is not read meanwhile, so that the client's own buffers fill up.
 */
export class Inlet implements Pump {
  readonly socket: Socket
  readonly #gate: Gate
  readonly #turns: Turns
  readonly #parse: (chunk: Uint8Array) => void
  /** The part of a chunk behind the slice that is being parsed. */
  #rest: Uint8Array | undefined
  #holding = false
  #pumping = false
  #queued = false
  #stopped = false

  /** @param parse the listener of Node's HTTP server */
  constructor(socket: Socket, gate: Gate, turns: Turns, parse: (chunk: Uint8Array) => void) {
    this.socket = socket
    this.#gate = gate
    this.#turns = turns
    this.#parse = parse
    // A listener for `data` makes Node's parser leave the handle to the socket.
    socket.on("data", this.#onData)
    socket.on("resume", this.#onResume)
  }

  readonly #onData = (chunk: Uint8Array): void => {
    if (this.#pumping) return this.#parse(chunk)
    // Node's HTTP server has resumed the socket. What is held is still parsed in its turn.
    if (this.#holding) return this.#hold(chunk)
    const size = this.#gate.bytesAllowed()
    if (chunk.length <= size) return this.#parse(chunk)
    if (size === 0) return this.#hold(chunk)
    this.#rest = chunk.subarray(size)
    this.#parse(chunk.subarray(0, size))
    const rest = this.#rest
    if (rest === undefined || this.socket.destroyed) return
    this.#rest = undefined
    // Usually the rest of a body.
    if (rest.length <= this.#gate.bytesAllowed()) this.#parse(rest)
    else this.#hold(rest)
  }

  #hold(chunk: Uint8Array): void {
    this.#holding = true
    this.socket.pause()
    this.socket.unshift(chunk)
    this.wake()
  }

  /** Node's HTTP server resumes the socket at the end of every request. */
  readonly #onResume = (): void => {
    if (!this.#holding) return
    this.socket.pause()
    this.wake()
  }

  /** Whether input waits here. */
  get holds(): boolean {
    return this.#holding
  }

  /** The gate may allow more than before. */
  wake(): void {
    if (!this.#holding || this.#queued || this.#gate.bytesAllowed() === 0) return
    this.#queued = true
    this.#turns.add(this)
  }

  /** Gives the parser the next slice. */
  pump(): void {
    this.#queued = false
    const { socket } = this
    if (this.#stopped || socket.destroyed) return
    const size = Math.min(this.#gate.bytesAllowed(), socket.readableLength)
    if (size > 0) {
      this.#pumping = true
      // The slice arrives as an event, in `#onData`.
      socket.read(size)
      this.#pumping = false
    }
    if (this.#stopped || socket.destroyed) return
    if (socket.readableLength > 0) return this.wake()
    if (this.#gate.bytesAllowed() === 0) return
    this.#holding = false
    socket.resume()
  }

  /** Puts unparsed input back into the socket, and removes itself. */
  stop(): void {
    this.#stopped = true
    this.socket.removeListener("data", this.#onData).removeListener("resume", this.#onResume)
    const rest = this.#rest
    this.#rest = undefined
    if (rest === undefined) return
    this.socket.pause()
    this.socket.unshift(rest)
  }
}
