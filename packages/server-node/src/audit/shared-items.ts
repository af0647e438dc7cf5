import { type MessagePort, receiveMessageOnPort } from "node:worker_threads"
import type { EntryItem, EntryRequest } from "./entry-message.ts"

/** Larger messages are sent by the port. Pages of the memory that no message has reached take nothing. */
const MESSAGE_BYTES = 2 * 1024 * 1024

/** What there is for the thread, in the first word. */
const NOTHING = 0
const IN_MEMORY = 1
const AT_PORT = 2

const WORD = Uint32Array.BYTES_PER_ELEMENT
/** The first word, and the number of items. */
const HEAD_WORDS = 2
/** Before each item: twice the number of characters of its text, plus one if it is in UTF-16; and the number of words before the text. */
const ITEM_WORDS = 2
/** The maximum number of bytes of a UTF-16 code unit in UTF-8. */
const UTF8_BYTES = 3
const UTF16_BYTES = 2

/** The memory of {@link SharedItems}. */
export const newSharedMemory = (): SharedArrayBuffer => new SharedArrayBuffer(MESSAGE_BYTES)

/**
 * Memory that the event loop and the thread of a file device share. It holds one message at most, and the thread sleeps until there is
 * one. A message by its port would take it through its event loop, and both threads through several allocations and copies.
 *
 * The strings of an item are one text, and before it stands where each of them ends.
 */
export class SharedItems {
  readonly #head: Int32Array
  readonly #words: Uint32Array
  readonly #bytes: Buffer

  constructor(memory: SharedArrayBuffer) {
    this.#head = new Int32Array(memory, 0, 1)
    this.#words = new Uint32Array(memory)
    this.#bytes = Buffer.from(memory)
  }

  /** Copies a message, once the one before is answered, and wakes the thread. Returns `false` if it is too large. */
  offer(items: ReadonlyArray<EntryItem>): boolean {
    let end = HEAD_WORDS
    for (const item of items) {
      const next = this.#write(item, end)
      if (next === undefined) {
        this.#erase(end)
        return false
      }
      end = next
    }
    this.#words[1] = items.length
    this.#wake(IN_MEMORY)
    return true
  }

  /** Wakes the thread: something was sent to its port. */
  announce(): void {
    this.#wake(AT_PORT)
  }

  /** Sleeps until there is a message, and returns it. It is erased from the memory, since it contains secrets. */
  take(port: MessagePort): EntryRequest {
    let what = NOTHING
    // A thread that does not sleep yet can take a message before it is woken for it. It is then woken when there is nothing.
    while (what === NOTHING) {
      Atomics.wait(this.#head, 0, NOTHING)
      what = Atomics.exchange(this.#head, 0, NOTHING)
    }
    return what === AT_PORT ? receiveMessageOnPort(port)!.message : this.#readItems()
  }

  #wake(what: number): void {
    Atomics.store(this.#head, 0, what)
    Atomics.notify(this.#head, 0)
  }

  /** Writes an item, and returns where the next one begins: `undefined` if there is too little memory. */
  #write(item: EntryItem, start: number): number | undefined {
    const words = this.#words
    let word = start + ITEM_WORDS
    let text = ""
    if (typeof item === "string") text = item
    else
      for (const list of item) {
        words[word++] = list.length
        for (const part of list) {
          text += part
          // V8 is quicker to find the length of a text that it has just put together than of a part of any kind.
          words[word++] = text.length
        }
      }
    const from = word * WORD
    if (from + text.length * UTF8_BYTES > MESSAGE_BYTES) return undefined
    const isAscii = this.#bytes.write(text, from) === text.length
    if (!isAscii) this.#bytes.write(text, from, "utf16le")
    words[start] = 2 * text.length + (isAscii ? 0 : 1)
    words[start + 1] = word - start - ITEM_WORDS
    return word + textWords(text.length, isAscii)
  }

  #readItems(): ReadonlyArray<EntryItem> {
    const words = this.#words
    const items: Array<EntryItem> = []
    let start = HEAD_WORDS
    for (let left = words[1]!; left > 0; left--) {
      const isAscii = words[start]! % 2 === 0
      const length = words[start]! >>> 1
      const first = start + ITEM_WORDS
      const end = first + words[start + 1]!
      const from = end * WORD
      const text = isAscii
        ? this.#bytes.toString("latin1", from, from + length)
        : this.#bytes.toString("utf16le", from, from + length * UTF16_BYTES)
      items.push(first === end ? text : this.#split(text, first, end))
      start = end + textWords(length, isAscii)
    }
    this.#erase(start)
    return items
  }

  #split(text: string, first: number, end: number): ReadonlyArray<ReadonlyArray<string>> {
    const words = this.#words
    const lists: Array<ReadonlyArray<string>> = []
    let from = 0
    for (let word = first; word < end;) {
      const strings: Array<string> = []
      const count = words[word++]!
      for (let i = 0; i < count; i++) {
        const to = words[word++]!
        // Half the time of `push`.
        strings[i] = from === to ? "" : text.slice(from, to)
        from = to
      }
      lists.push(strings)
    }
    return lists
  }

  #erase(end: number): void {
    // As words: in shared memory, V8 stores each element by itself.
    this.#words.fill(0, HEAD_WORDS, end)
  }
}

/** What a text takes. One that is not ASCII was written in UTF-8 first. */
const textWords = (length: number, isAscii: boolean): number =>
  Math.ceil((isAscii ? length : length * UTF8_BYTES) / WORD)
