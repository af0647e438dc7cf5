// A frontend developer's test in Jest 30 with ES modules.
import { createBrowserClient } from "@enwrap/client-browser"
import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import "@enwrap/msw/jest"
import { jest } from "@jest/globals"
import { setupServer } from "msw/node"

const mock = createEnwrapMock()
const server = setupServer(...mock.handlers)
beforeAll(() => server.listen({ onUnhandledFrame }))
afterAll(() => server.close())
const client = createBrowserClient({ address: mock.baseUrl })
const wrap = () => mock.wrap({ key: "correct horse" }, { path: "orders/17/key", ttl: "60s" }).wrapInfo

test("the key of an order is unwrapped once", async () => {
  const token = wrap()
  expect(token).toBePending()
  expect((await client.unwrap(token)).data).toEqual({ key: "correct horse" })
  expect(token).toBeUnwrappedOnce()
  expect(mock).toHaveLeakedNothing()
})

test("a token expires with faked timers", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] })
  const token = wrap()
  jest.advanceTimersByTime(61_000)
  await expect(client.unwrap(token)).rejects.toMatchObject({ code: "WRAPPING_TOKEN_INVALID" })
  jest.useRealTimers()
})
