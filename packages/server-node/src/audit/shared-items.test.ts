import * as fc from "fast-check"
import { once } from "node:events"
import { MessageChannel, Worker } from "node:worker_threads"
import { expect, onTestFinished, test } from "vitest"
import type { EntryItem } from "./entry-message.ts"
import { newSharedMemory, SharedItems } from "./shared-items.ts"

const makeShared = () => {
  const memory = newSharedMemory()
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port1.close())
  return { memory, eventLoop: new SharedItems(memory), port1, port2, thread: new SharedItems(memory) }
}

const texts = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("", "\ud800", "é", "\udc00\ud800"))
const items = fc.array(fc.oneof(texts, fc.array(fc.array(texts), { minLength: 1 })))

test("a message contains its items unchanged: lines, and entries with strings of any characters", () => {
  const { eventLoop, port2, thread } = makeShared()
  fc.assert(
    fc.property(items, (sent) => {
      expect(eventLoop.offer(sent)).toBe(true)
      expect(thread.take(port2)).toEqual(sent)
    })
  )
})

test("a message has any number of strings, whatever the messages before it had", () => {
  const { eventLoop, port2, thread } = makeShared()
  const entry = Array.from({ length: 3000 }, (_, index) => String(index))
  const many = Array.from({ length: 20 }, () => [entry, entry])
  for (const sent of [many, [], [[["a"], ["b"]]], ["é".repeat(100_000), "x".repeat(300_000)]]) {
    expect(eventLoop.offer(sent)).toBe(true)
    expect(thread.take(port2)).toEqual(sent)
  }
})

test("what is taken, or does not fit, does not stay in the memory", () => {
  const { eventLoop, memory, port2, thread } = makeShared()
  // All but the first two words.
  const rest = Buffer.from(memory, 8)
  const secrets: ReadonlyArray<EntryItem> = [[["a secret"], ["another one é"]], "€".repeat(20), "a line"]
  eventLoop.offer(secrets)
  expect(rest.includes("a line")).toBe(true)
  thread.take(port2)
  expect(rest.every((byte) => byte === 0)).toBe(true)
  expect(eventLoop.offer([...secrets, "x".repeat(memory.byteLength)])).toBe(false)
  expect(rest.every((byte) => byte === 0)).toBe(true)
})

test("what does not fit is left to the port, with any sizes around the limit", () => {
  const { eventLoop, memory, port1, port2, thread } = makeShared()
  const much = "x".repeat(memory.byteLength)
  const tooLarge: ReadonlyArray<ReadonlyArray<EntryItem>> = [
    [much],
    ["a", [[much], []]],
    Array.from({ length: 600 }, () => [Array.from({ length: 1000 }, () => "")])
  ]
  for (const sent of tooLarge) {
    expect(eventLoop.offer(sent)).toBe(false)
    port1.postMessage(sent)
    eventLoop.announce()
    expect(thread.take(port2)).toEqual(sent)
  }
  for (const character of ["a", "é", "€"])
    for (let length = memory.byteLength / 3 - 20; length <= memory.byteLength / 3 + 1; length++) {
      const sent = [character.repeat(length)]
      if (eventLoop.offer(sent)) expect(thread.take(port2)).toEqual(sent)
      else expect(length).toBeGreaterThan(memory.byteLength / 3 - 10)
    }
})

/** A thread that posts what it takes. */
const THREAD = `
  const { parentPort, workerData } = require("node:worker_threads")
  import(workerData.module).then(({ SharedItems }) => {
    const shared = new SharedItems(workerData.memory)
    for (;;) parentPort.postMessage(shared.take(parentPort))
  })
`

test("a thread that is woken without a message sleeps on: it was woken late for one that it had already taken", async () => {
  const memory = newSharedMemory()
  const module = new URL("shared-items.ts", import.meta.url).href
  const worker = new Worker(THREAD, { eval: true, execArgv: [], workerData: { memory, module } })
  onTestFinished(async () => void (await worker.terminate()))
  const taken = once(worker, "message")
  const head = new Int32Array(memory, 0, 1)
  // The second time, it sleeps again.
  for (let woken = 0; woken < 2; woken += Atomics.notify(head, 0))
    await new Promise((resolve) => setTimeout(resolve, 1))
  new SharedItems(memory).offer(["a line"])
  expect(await taken).toEqual([["a line"]])
})
