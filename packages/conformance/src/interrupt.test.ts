import { EventEmitter } from "node:events"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { abortOnSignals } from "./interrupt.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function interrupted() {
  const events: Array<string> = []
  const signals = Object.assign(new EventEmitter(), { exit: (code: number) => events.push(`exit ${code}`) })
  const interrupt = abortOnSignals(signals, {
    first: (name) => events.push(name),
    second: () => events.push("left")
  })
  return { events, signals, ...interrupt }
}

it.each(["SIGINT", "SIGTERM"])("aborts on %s, and exits on a second signal", (name) => {
  const { events, signals, signal } = interrupted()
  signals.emit(name)
  expect([events, signal.aborted]).toEqual([[name], true])
  vi.advanceTimersByTime(1000)
  signals.emit("SIGINT")
  expect(events).toEqual([name, "left", "exit 2"])
})

it("treats two signals within a moment as one", () => {
  const { events, signals } = interrupted()
  signals.emit("SIGINT")
  vi.advanceTimersByTime(20)
  signals.emit("SIGINT")
  expect(events).toEqual(["SIGINT"])
})

it("stops listening when released", () => {
  const { signals, release } = interrupted()
  release()
  expect(signals.eventNames()).toEqual([])
})
