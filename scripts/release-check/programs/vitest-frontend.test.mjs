// A frontend developer's test in Vitest: the matchers, and a declared expectation.
import { createBrowserClient } from "@enwrap/client-browser"
import { receiveFrom, wrappedFrom } from "@enwrap/client-browser/expect"
import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import "@enwrap/msw/vitest"
import { setupServer } from "msw/node"
import { afterAll, beforeAll, expect, test, vi } from "vitest"

const mock = createEnwrapMock()
const server = setupServer(...mock.handlers)
beforeAll(() => server.listen({ onUnhandledFrame }))
afterAll(() => server.close())
const client = createBrowserClient({ address: mock.baseUrl })
const wrap = () => mock.wrap({ key: "correct horse" }, { path: "orders/17/key", ttl: "60s" }).wrapInfo

test("the key of an order is received once", async () => {
  const token = wrap()
  expect(token).toBePending()
  const receipt = await receiveFrom(client, { token, expected: wrappedFrom({ path: "orders/+/key", maxTtl: "5m" }) })
  expect(receipt).toMatchObject({ verdict: "received", response: { data: { key: "correct horse" } } })
  expect(token).toBeUnwrappedOnce()
  expect(mock).toHaveLeakedNothing()
})

test("a token expires with faked timers", () => {
  vi.useFakeTimers()
  const token = wrap()
  vi.advanceTimersByTime(61_000)
  expect(mock.state(token)).toBe("expired")
  vi.useRealTimers()
})
