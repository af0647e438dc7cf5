import type { IncomingMessage, ServerResponse } from "node:http"
import { afterEach, assert, beforeEach, it, vi } from "vitest"
import { type Exchange, RequestQueue, type Turn } from "./request-queue.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const exchange = (): Exchange => ({
  req: {} as IncomingMessage,
  res: {} as ServerResponse,
  carryOut: undefined,
  bytes: 100,
  responseBytes: 0
})

/** A queue, the turns that it has given, a function that adds a complete request, and the names of the requests that have begun. */
const queueOf = () => {
  const queue = new RequestQueue({ requests: 0, bytes: 0, runningBytes: 0 })
  const begun: Array<string> = []
  const turns: Array<Turn> = []
  /** Requests at the runner. */
  const held: Array<() => void> = []
  const begin = (name: string, turn: Turn): void => {
    if (turn.begin()) begun.push(name)
  }
  const add = (name: string, hold = false): Exchange => {
    const added = exchange()
    queue.add(added)
    queue.received(added, 0, (turn) => {
      turns.push(turn)
      if (!hold) begin(name, turn)
      else held.push(() => begin(name, turn))
    })
    return added
  }
  return { add, begun, held, queue, turns }
}

it("RW-WK-4: a connection whose client was told to retry later is paused before its next request begins", () => {
  const { add, begun, queue } = queueOf()
  const first = add("first")
  queue.pause()
  queue.responded(first, 50)
  const second = add("second")
  add("third")
  vi.advanceTimersByTime(499)
  assert.deepEqual(begun, ["first"])
  vi.advanceTimersByTime(1)
  assert.deepEqual(begun, ["first", "second"])
  queue.responded(second, 50)
  assert.deepEqual(begun, ["first", "second", "third"])
})

it("the next request begins when the one before it has ended, which may be before its response is written", () => {
  const { add, begun, queue, turns } = queueOf()
  const [first, second] = [add("first"), add("second")]
  assert.deepEqual(begun, ["first"])
  turns[0]!.endAtOnce()
  assert.deepEqual(begun, ["first", "second"])
  add("third")
  queue.responded(first, 50)
  assert.deepEqual(begun, ["first", "second"])
  queue.responded(second, 50)
  assert.deepEqual(begun, ["first", "second", "third"])
})

it("no request begins while four before it have no response", () => {
  const { add, begun, queue, turns } = queueOf()
  const [first] = ["first", "second", "third", "fourth", "fifth"].map((name) => add(name))
  for (const turn of turns) turn.endAtOnce()
  assert.deepEqual(begun, ["first", "second", "third", "fourth"])
  queue.responded(first!, 50)
  assert.deepEqual(begun, ["first", "second", "third", "fourth", "fifth"])
})

it("a request that got 503 before it began does not let those behind the next one begin", () => {
  const { add, begun, held, queue, turns } = queueOf()
  const late = add("late", true)
  const next = add("next", true)
  add("last")
  queue.responded(late, 50)
  held[0]!()
  turns[0]!.endAtOnce()
  assert.deepEqual([queue.isHandingOver, queue.isWorking], [true, false])
  held[1]!()
  assert.deepEqual(begun, ["late", "next"])
  queue.responded(next, 50)
  assert.deepEqual(begun, ["late", "next", "last"])
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
