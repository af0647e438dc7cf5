import { expect, onTestFinished, test, vi } from "vitest"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Worker } from "node:worker_threads"
import type { EntryRequest } from "./entry-message.ts"
import { EntryThread } from "./entry-thread.ts"

test("the time limit of a thread that has ended does not count for the thread that takes its place", async () => {
  const folder = mkdtempSync(join(tmpdir(), "enwrap-audit-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  onTestFinished(() => void vi.useRealTimers())
  const path = join(folder, "audit.log")
  const timeout = 10_000
  const thread = new EntryThread({ file: { path, mode: undefined, timeout }, settings: undefined })
  const send = (message: EntryRequest) => new Promise((resolve) => thread.send(message, resolve))
  await new Promise((resolve) => thread.start(resolve))
  expect(await send("no request" as EntryRequest)).toEqual({
    problem: "the thread of the audit device has ended"
  })
  const answer = send(["later\n"])
  // The other thread is being loaded, which has no limit.
  vi.advanceTimersByTime(timeout)
  expect(await answer).toBeUndefined()
  expect(readFileSync(path, "utf8")).toBe("later\n")
  await thread.close()
})

test("an answer that comes after its thread has ended does not count for the thread that takes its place", async () => {
  const folder = mkdtempSync(join(tmpdir(), "enwrap-audit-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const listen = vi.spyOn(Worker.prototype, "on")
  onTestFinished(() => listen.mockRestore())
  const path = join(folder, "audit.log")
  const thread = new EntryThread({ file: { path, mode: undefined, timeout: 1000 }, settings: undefined })
  const send = (message: EntryRequest) => new Promise((resolve) => thread.send(message, resolve))
  await new Promise((resolve) => thread.start(resolve))
  const [, onAnswer] = listen.mock.calls.find(([event]) => (event as string) === "message")!
  await send("no request" as EntryRequest)
  const answer = send(["first\n"])
  onAnswer(undefined)
  expect(await answer).toBeUndefined()
  expect(await send(["second\n"])).toBeUndefined()
  expect(readFileSync(path, "utf8")).toBe("first\nsecond\n")
  await thread.close()
})
