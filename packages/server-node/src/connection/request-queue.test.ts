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
  const queue = new RequestQueue({ requests: 0, bytes: 0, runningBytes: 0 })
  const begun: Array<string> = []
  /** Requests at the runner. */
  const held: Array<() => void> = []
  const begin = (name: string, started: () => boolean): void => {
    begun.push(name)
    if (!started()) begun.splice(begun.indexOf(name), 1)
  }
  const add = (name: string, hold = false): Exchange => {
    const added = exchange()
    queue.add(added)
    queue.received(added, 0, (started) => {
      if (!hold) begin(name, started)
      else held.push(() => begin(name, started))
    })
    return added
  }
  return { add, begun, held, queue }
}

it("RW-WK-4: a connection whose client was told to retry later is paused before its next request begins", () => {
  const { add, begun, queue } = queueOf()
  const first = add("first")
  queue.pause()
  queue.responded(first, 50)
  add("second")
  add("third")
  vi.advanceTimersByTime(499)
  assert.deepEqual(begun, ["first"])
  vi.advanceTimersByTime(1)
  assert.deepEqual(begun, ["first", "second", "third"])
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
  const { add, queue } = queueOf()
  const first = add("first")
  assert.isTrue(queue.isWorking)
  queue.pause()
  queue.responded(first, 50)
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
