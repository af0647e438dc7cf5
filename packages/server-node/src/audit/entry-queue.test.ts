import { expect, test } from "vitest"
import type { EntryRequest } from "./entry-message.ts"
import { EntryQueue } from "./entry-queue.ts"

/** A thread that answers when it is told to, and what it was asked for. */
const makeThread = () => {
  const log: Array<EntryRequest> = []
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

test("large entries are sent in messages of about a million characters, since a message is copied several times", async () => {
  const { answer, answers, log, queue } = makeThread()
  for (let i = 0; i < 9; i++) queue.write("x".repeat(400_000), () => {})
  queue.write("x".repeat(3_000_000), () => {})
  await nextTurn()
  while (answers.length > 0) {
    answer()
    await nextTurn()
  }
  expect(log.map(({ length }) => length)).toEqual([2, 2, 2, 2, 1, 1])
})
