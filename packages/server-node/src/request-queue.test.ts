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
  answered: 0
})

/** A queue, with a way to add a request that has arrived, and the names of those that have begun. */
const queueOf = () => {
  const queue = new RequestQueue({ requests: 0, bytes: 0 })
  const begun: Array<string> = []
  const add = (name: string): Exchange => {
    const added = exchange()
    queue.add(added)
    queue.arrived(added, 0, (goOn) => {
      begun.push(name)
      goOn()
    })
    return added
  }
  return { add, begun, queue }
}

it("RW-WK-4: a connection that was told to come back later rests before its next request begins", () => {
  const { add, begun, queue } = queueOf()
  const first = add("first")
  queue.rest()
  queue.answered(first, 50)
  add("second")
  add("third")
  vi.advanceTimersByTime(499)
  assert.deepEqual(begun, ["first"])
  vi.advanceTimersByTime(1)
  assert.deepEqual(begun, ["first", "second", "third"])
})

it("RW-WK-3: what waits while a connection rests is dropped when its client leaves", () => {
  const { add, begun, queue } = queueOf()
  queue.rest()
  add("never")
  queue.close()
  queue.rest()
  assert.strictEqual(vi.getTimerCount(), 0)
  vi.advanceTimersByTime(10_000)
  assert.deepEqual(begun, [])
  assert.deepEqual(queue.waiting, { requests: 0, bytes: 0 })
})
