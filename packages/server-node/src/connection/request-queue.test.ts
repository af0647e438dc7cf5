import type { IncomingMessage, ServerResponse } from "node:http"
import { afterEach, assert, beforeEach, it, vi } from "vitest"
import { type Exchange, RequestQueue } from "./request-queue.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const exchange = (): Exchange => ({
  req: {} as IncomingMessage,
  res: {} as ServerResponse,
  carryOut: undefined,
  bytes: 100,
  responseBytes: 0
})

/** A queue, a function that adds a complete request, and the names of the requests that have begun. */
const queueOf = () => {
  const all = { requests: 0, bytes: 0, runningBytes: 0 }
  const queue = new RequestQueue(all)
  const begun: Array<string> = []
  /** Requests at the runner. */
  const held: Array<() => void> = []
  const add = (name: string, hold = false): Exchange => {
    const added = exchange()
    queue.add(added)
    queue.received(added, 0, (progress) => {
      const begin = () => void (progress.begins() && begun.push(name))
      if (hold) held.push(begin)
      else begin()
    })
    return added
  }
  /** A request ends, and its response is written. */
  const finish = (added: Exchange): void => {
    queue.responded(added, 50)
    queue.ended()
  }
  return { add, all, begun, finish, held, queue }
}

it("RW-WK-4: a connection whose client was told to retry later is paused before its next request begins", () => {
  const { add, begun, finish, queue } = queueOf()
  const first = add("first")
  queue.pause()
  finish(first)
  const second = add("second")
  add("third")
  vi.advanceTimersByTime(499)
  assert.deepEqual(begun, ["first"])
  vi.advanceTimersByTime(1)
  assert.deepEqual(begun, ["first", "second"])
  finish(second)
  assert.deepEqual(begun, ["first", "second", "third"])
})

it("the next request begins when the one before it has ended, before or after its response is written", () => {
  const { add, all, begun, queue } = queueOf()
  const [first] = ["first", "second", "third"].map((name) => add(name))
  assert.deepEqual(begun, ["first"])
  queue.ended()
  assert.deepEqual(begun, ["first", "second"])
  queue.responded(first!, 50)
  assert.deepEqual(begun, ["first", "second"])
  assert.deepEqual(all, { requests: 1, bytes: 100, runningBytes: 100 })
  queue.ended()
  assert.deepEqual(begun, ["first", "second", "third"])
})

it("no request begins while four before it have no response", () => {
  const { add, begun, queue } = queueOf()
  const [first] = ["first", "second", "third", "fourth", "fifth"].map((name) => add(name))
  for (let i = 0; i < 4; i++) queue.ended()
  assert.deepEqual(begun, ["first", "second", "third", "fourth"])
  queue.responded(first!, 50)
  assert.deepEqual(begun, ["first", "second", "third", "fourth", "fifth"])
})

it("a request that has got its 503 counts until it has ended, and nothing begins after it", () => {
  const { add, all, begun, queue } = queueOf()
  const overdue = add("overdue")
  add("behind it")
  queue.giveUp()
  queue.responded(overdue, 50)
  assert.strictEqual(all.runningBytes, 100)
  queue.ended()
  assert.deepEqual(all, { requests: 0, bytes: 0, runningBytes: 0 })
  assert.deepEqual(begun, ["overdue"])
})

it("RW-WK-3: requests that wait on a paused connection are dropped when the client leaves", () => {
  const { add, begun, queue } = queueOf()
  queue.pause()
  add("never")
  queue.close()
  queue.pause()
  assert.strictEqual(vi.getTimerCount(), 0)
  vi.advanceTimersByTime(10_000)
  assert.deepEqual(begun, [])
  assert.deepEqual(queue.waiting, { requests: 0, bytes: 0 })
})

it("RW-WK-4: a paused request has not begun, so its connection may be closed for another one", () => {
  const { add, finish, queue } = queueOf()
  const first = add("first")
  assert.isTrue(queue.isWorking)
  queue.pause()
  finish(first)
  add("second")
  assert.deepEqual([queue.isWorking, queue.isHandingOver, queue.isPaused], [false, false, true])
  assert.strictEqual(queue.pending, 1)
})

it("a request that the runner has not begun is dropped when its connection is given up", () => {
  const { add, begun, held, queue } = queueOf()
  add("at the runner", true)
  add("behind it")
  assert.deepEqual([queue.isWorking, queue.isHandingOver, queue.pending], [false, true, 2])
  queue.giveUp()
  held[0]!()
  assert.deepEqual(begun, [])
  assert.strictEqual(queue.waiting.requests, 0)
})
