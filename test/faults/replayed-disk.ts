import { closeSync, openSync, readSync, rmSync, writeFileSync } from "node:fs"
import { basename } from "node:path"

const HEAD = 23

/** A call that a disk has recorded: see disk.c. */
interface Call {
  readonly call: "write" | "append" | "truncate" | "sync"
  /** Without its folder. */
  readonly file: string
  readonly failed: boolean
  readonly at: number
  readonly bytes: Buffer
}

const CALLS: Readonly<Record<string, Call["call"]>> = { w: "write", a: "append", t: "truncate", s: "sync" }

/** The calls in a recording, one after the other. */
export function* callsIn(trace: string): Generator<Call> {
  const file = openSync(trace, "r")
  const read = (size: number): Buffer => {
    const bytes = Buffer.alloc(size)
    return bytes.subarray(0, readSync(file, bytes))
  }
  for (;;) {
    const head = read(HEAD)
    if (head.length < HEAD) break
    const call = CALLS[String.fromCharCode(head[0]!)]!
    const name = read(head.readUInt16LE(1))
    const bytes = read(Number(head.readBigUInt64LE(15)))
    yield {
      call,
      file: basename(name.toString()),
      failed: head.readInt32LE(3) !== 0,
      at: Number(head.readBigInt64LE(7)),
      bytes
    }
  }
  closeSync(file)
}

/**
 * What is on a disk. What was written and not synchronised may be there or not. If a synchronisation fails, what it should have
 * written may be lost for good: the operating system forgets that it has to write it, and the next synchronisation succeeds.
 */
export class ReplayedDisk {
  readonly #random: () => number
  readonly #durable = new Map<string, Buffer>()
  readonly #pending = new Map<string, Array<Call>>()

  constructor(random: () => number) {
    this.#random = random
  }

  play(call: Call): void {
    if (call.call !== "sync") {
      const pending = this.#pending.get(call.file) ?? []
      pending.push(call)
      this.#pending.set(call.file, pending)
      return
    }
    const left = this.#pending.get(call.file) ?? []
    this.#pending.delete(call.file)
    this.#durable.set(call.file, applied(this.#durable.get(call.file), call.failed ? this.#some(left) : left))
  }

  /** Writes what a power cut would leave now to files. */
  cut(files: ReadonlyMap<string, string>): void {
    for (const [name, path] of files) {
      const content = applied(this.#durable.get(name), this.#some(this.#pending.get(name) ?? []))
      if (content.length > 0) writeFileSync(path, content)
      else rmSync(path, { force: true })
    }
  }

  #some(calls: ReadonlyArray<Call>): ReadonlyArray<Call> {
    const share = this.#random()
    return calls.filter(() => this.#random() < share)
  }
}

const applied = (before: Buffer | undefined, calls: ReadonlyArray<Call>): Buffer => {
  let length = before?.length ?? 0
  let content = Buffer.alloc(calls.reduce((most, { at, bytes }) => Math.max(most, at + bytes.length), length))
  before?.copy(content)
  for (const { at, bytes, call } of calls) {
    if (call === "truncate") {
      content.fill(0, at)
      length = at
    } else {
      bytes.copy(content, at)
      length = Math.max(length, at + bytes.length)
    }
  }
  content = content.subarray(0, length)
  return content
}
