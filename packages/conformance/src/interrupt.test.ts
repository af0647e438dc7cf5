import { EventEmitter } from "node:events"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { abortOnSignals } from "./interrupt.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function told() {
  const events: Array<string> = []
  const signals = Object.assign(new EventEmitter(), { exit: (code: number) => events.push(`exit ${code}`) })
  const interrupt = abortOnSignals(signals, {
    first: (name) => events.push(name),
    second: () => events.push("left")
  })
  return { events, signals, ...interrupt }
}

it.each(["SIGINT", "SIGTERM"])("%s puts things in order, and a second one ends at once", (name) => {
  const { events, signals, signal } = told()
  signals.emit(name)
  expect([events, signal.aborted]).toEqual([[name], true])
  vi.advanceTimersByTime(1000)
  signals.emit("SIGINT")
  expect(events).toEqual([name, "left", "exit 2"])
})

it("what comes twice within a moment was said once", () => {
  const { events, signals } = told()
  signals.emit("SIGINT")
  vi.advanceTimersByTime(20)
  signals.emit("SIGINT")
  expect(events).toEqual(["SIGINT"])
})

it("listens no more once it is released", () => {
  const { signals, release } = told()
  release()
  expect(signals.eventNames()).toEqual([])
})
