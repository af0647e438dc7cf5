import { type MessagePort, receiveMessageOnPort } from "node:worker_threads"

/** Larger messages are sent by the port. Pages of the memory that no message has reached take nothing. */
const MESSAGE_BYTES = 1024 * 1024

/** What there is for the thread that commits, in the first word: bits. The second word is the size of the message. */
const IN_MEMORY = 1
const AT_PORT = 2

const HEAD_BYTES = 2 * Int32Array.BYTES_PER_ELEMENT

/** The memory of a {@link SharedMessage}. */
export const newSharedMemory = (): SharedArrayBuffer => new SharedArrayBuffer(HEAD_BYTES + MESSAGE_BYTES)

/**
 * Memory that both threads have, with at most one message. The thread that commits sleeps until there is one. A message by its port
 * would take it through its event loop, and both threads through an allocation: three times as much time as to copy some kilobytes.
 */
export class SharedMessage {
  readonly #head: Int32Array
  readonly #bytes: Buffer

  constructor(memory: SharedArrayBuffer) {
    this.#head = new Int32Array(memory, 0, 2)
    this.#bytes = Buffer.from(memory, HEAD_BYTES)
  }

  /** Copies a message, once the one before is answered, and wakes the thread. Returns `false` if it is too large. */
  offer(message: Uint8Array): boolean {
    if (message.length > this.#bytes.length) return false
    this.#bytes.set(message)
    this.#head[1] = message.length
    this.#wake(IN_MEMORY)
    return true
  }

  /** Wakes the thread: something was sent to its port. */
  announce(): void {
    this.#wake(AT_PORT)
  }

  /** Sleeps until something has arrived. Returns all of it: first the message in the memory, which the next one overwrites. */
  take(port: MessagePort): ReadonlyArray<Uint8Array | "close"> {
    Atomics.wait(this.#head, 0, 0)
    const what = Atomics.exchange(this.#head, 0, 0)
    const taken: Array<Uint8Array | "close"> = []
    if ((what & IN_MEMORY) !== 0) taken.push(this.#bytes.subarray(0, this.#head[1]))
    // What was announced twice is seen once: a large message, and `close` right after it.
    if ((what & AT_PORT) !== 0)
      for (let sent = receive(port); sent !== undefined; sent = receive(port)) taken.push(sent.message)
    return taken
  }

  #wake(what: number): void {
    Atomics.or(this.#head, 0, what)
    Atomics.notify(this.#head, 0)
  }
}

const receive = (port: MessagePort): { readonly message: Uint8Array | "close" } | undefined =>
  receiveMessageOnPort(port) as { readonly message: Uint8Array | "close" } | undefined
