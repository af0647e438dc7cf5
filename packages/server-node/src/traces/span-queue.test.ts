import { describe, expect, it } from "vitest"
import { type SendResult, SpanQueue } from "./span-queue.ts"

const newQueue = (results: ReadonlyArray<SendResult>) => {
  const sent: Array<ReadonlyArray<number>> = []
  const logged: Array<string> = []
  const options = { delay: 3_600_000, batchSize: 2, queueSize: 4, closeTimeout: 1000 }
  const queue = new SpanQueue<number>({
    ...options,
    send: (batch) => Promise.resolve(results[sent.push(batch) - 1] ?? {}),
    log: (message) => logged.push(message)
  })
  return { logged, queue, sent }
}

const unavailable: SendResult = { problem: "status 503", isTransient: true, retryAfter: 1 }

describe("SpanQueue", () => {
  it("sends a batch again until the collector accepts it, and says so once", async () => {
    const { logged, queue, sent } = newQueue([unavailable, unavailable, unavailable])
    for (const span of [1, 2, 3, 4, 5, 6]) queue.push(span)
    await expect.poll(() => sent.length).toBe(5)
    await queue.close()
    expect(sent).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
      [3, 4]
    ])
    expect(logged).toEqual([
      "traces are sent too slowly: some are dropped",
      "traces cannot be sent: status 503",
      "traces are sent again; 2 spans were dropped"
    ])
  })

  it("does not send a batch again that the collector rejects", async () => {
    const { logged, queue, sent } = newQueue([{ problem: "status 400" }, { problem: "status 400" }])
    for (const span of [1, 2, 3, 4]) queue.push(span)
    await expect.poll(() => sent.length).toBe(2)
    queue.push(5)
    await queue.close()
    expect(sent.at(-1)).toEqual([5])
    expect(logged).toEqual(["traces cannot be sent: status 400", "traces are sent again; 4 spans were dropped"])
  })

  it("tries once more at its end, without a pause", async () => {
    const { queue, sent } = newQueue([{ ...unavailable, retryAfter: 3_600_000 }, unavailable, unavailable])
    queue.push(1)
    queue.push(2)
    await expect.poll(() => sent.length).toBe(1)
    await queue.close()
    expect(sent.length).toBe(2)
  })
})
