import { MessageChannel } from "node:worker_threads"
import { expect, test } from "vitest"
import { newSharedMemory, SharedMessage } from "./shared-message.ts"

test("everything that was announced is taken at once, also a large message and what follows it", () => {
  const memory = newSharedMemory()
  const [eventLoop, thread] = [new SharedMessage(memory), new SharedMessage(memory)]
  const { port1, port2 } = new MessageChannel()
  const large = new Uint8Array(2 * 1024 * 1024).fill(7)
  expect(eventLoop.offer(large)).toBe(false)
  for (const sent of [large, "close"]) {
    port1.postMessage(sent)
    eventLoop.announce()
  }
  expect(eventLoop.offer(Uint8Array.of(1, 2))).toBe(true)
  expect(thread.take(port2).map((sent) => (sent === "close" ? sent : [...sent.subarray(0, 2), sent.length]))).toEqual([
    [1, 2, 2],
    [7, 7, large.length],
    "close"
  ])
  port1.close()
})
