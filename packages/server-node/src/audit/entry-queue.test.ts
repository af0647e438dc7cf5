import { expect, test } from "vitest"
import type { EntryItem, EntryRequest } from "./entry-message.ts"
import { EntryQueue } from "./entry-queue.ts"

/** A thread that answers when it is told to, and what it was asked for. */
const makeThread = () => {
  const log: Array<ReadonlyArray<EntryItem> | string> = []
  const answers: Array<() => void> = []
  const thread = {
    send: (message: EntryRequest, onAnswer: (answer: undefined) => void): void => {
      log.push(message)
      answers.push(() => onAnswer(undefined))
    }
  }
  return { answer: () => answers.shift()!(), answers, log, queue: new EntryQueue(thread) }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test("a step waits for entries of all lengths that arrived before it, and those that arrive later wait for the step", async () => {
  const { answer, answers, log, queue } = makeThread()
  const long = "x".repeat(600_000)
  queue.write("a", () => {})
  await nextTurn()
  queue.write(long, () => {})
  queue.write(long, () => {})
  const reopened = queue.between(async () => void log.push("open"))
  queue.write("b", () => {})
  queue.write(long, () => {})
  while (answers.length > 0) {
    answer()
    await nextTurn()
  }
  await reopened
  expect(log).toEqual([["a"], [long], [long], "open", ["b", long]])
})

test("what waits is written before a step that comes later, and what comes later after it", async () => {
  const { answer, answers, log, queue } = makeThread()
  const written: Array<string> = []
  const write = (line: string): void => queue.write(line, () => written.push(line))
  write("a")
  await nextTurn()
  write("b")
  const closed = queue.between(async () => void log.push("close"))
  write("c")
  while (answers.length > 0) {
    answer()
    await nextTurn()
  }
  await closed
  expect(log).toEqual([["a"], ["b"], "close", ["c"]])
  expect(written).toEqual(["a", "b", "c"])
})

test("the entries of thousands of requests are sent in parts, so that the thread answers each of them in time", async () => {
  const { answer, answers, log, queue } = makeThread()
  const items = Array.from({ length: 4096 }, (_, index) => String(index))
  const written: Array<string> = []
  for (const item of items) queue.write(item, () => written.push(item))
  await nextTurn()
  while (answers.length > 0) {
    answer()
    await nextTurn()
  }
  expect(Math.max(...log.map(({ length }) => length))).toBeLessThan(200)
  expect(log.flat()).toEqual(items)
  expect(written).toEqual(items)
})

test("large entries are sent in messages of less than a million characters, since a message is copied several times", async () => {
  const { answer, answers, log, queue } = makeThread()
  for (let i = 0; i < 9; i++) queue.write("x".repeat(150_000), () => {})
  queue.write("x".repeat(3_000_000), () => {})
  await nextTurn()
  while (answers.length > 0) {
    answer()
    await nextTurn()
  }
  expect(log.map(({ length }) => length)).toEqual([2, 2, 2, 2, 1, 1])
})

test("short entries do not wait for all the long ones that came before them", async () => {
  const { answer, answers, log, queue } = makeThread()
  for (let i = 0; i < 500; i++) queue.write("x".repeat(600_000), () => {})
  for (let i = 0; i < 500; i++) queue.write("y".repeat(10_000), () => {})
  await nextTurn()
  queue.write("short", () => {})
  answer()
  await nextTurn()
  expect(log[1]).toContain("short")
  const characters = log.map((message) => (message as ReadonlyArray<string>).join("").length)
  expect(Math.max(...characters)).toBeLessThan(1_000_000)
  // Long ones are in each message too: no number of short ones keeps them waiting.
  expect(log[1]).toContain("x".repeat(600_000))
  while (answers.length > 0) {
    answer()
    await nextTurn()
  }
  expect(log.flat()).toHaveLength(1001)
})

test("a short entry with many values to hash is not in the way of other short ones", async () => {
  const { answer, answers, log, queue } = makeThread()
  const values = `[${Array.from({ length: 900 }, () => "1").join(",")}]`
  for (let i = 0; i < 500; i++) queue.write([[values]], () => {})
  await nextTurn()
  queue.write("short", () => {})
  expect(log[0]!.length).toBeLessThan(20)
  answer()
  await nextTurn()
  expect(log[1]).toContain("short")
  while (answers.length > 0) {
    answer()
    await nextTurn()
  }
  expect(log.flat()).toHaveLength(501)
})

test("when too many entries wait, those are dropped whose client has left, if nothing has been done for them yet", async () => {
  const { answer, answers, log, queue } = makeThread()
  const outcomes: Array<string | undefined> = []
  let dropped = 0
  const isHere = (): boolean => false
  queue.write("first", () => {})
  await nextTurn()
  for (let i = 0; i < 400; i++) {
    queue.write(`done ${i}`, (unwritten) => outcomes.push(unwritten?.problem))
    queue.write(`here ${i}`, (unwritten) => outcomes.push(unwritten?.problem), isHere)
  }
  const reopened = queue.between(async () => void log.push("open"))
  // Far more than can wait, by clients that leave at once, with entries of any length.
  for (let i = 0; i < 100_000; i++)
    queue.write(
      i % 7 === 0 ? "x".repeat(30_000) : "left",
      (unwritten) => {
        if (unwritten !== undefined) dropped++
        if (unwritten !== undefined && unwritten.isAbandoned !== true) outcomes.push("not abandoned")
      },
      () => true
    )
  expect(dropped).toBeGreaterThan(98_000)
  queue.write("last", () => {}, isHere)
  while (answers.length > 0) {
    answer()
    await nextTurn()
  }
  await reopened
  expect(outcomes).toEqual(Array.from({ length: 800 }, () => undefined))
  const lines = log.flat()
  // The steps stay between the entries that they were between.
  expect(lines.indexOf("open")).toBe(801)
  expect(lines).toContain("last")
  expect(lines.length).toBe(803 + 100_000 - dropped)
})
