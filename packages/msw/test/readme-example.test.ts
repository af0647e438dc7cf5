// The page's origin in happy-dom and jsdom. Requests to another one would have preflights, which the backend must allow.
// @vitest-environment-options { "url": "https://shop.example/" }
import { createBrowserClient } from "@enwrap/client-browser"
import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import "@enwrap/msw/vitest"
import { http } from "msw"
import { setupServer } from "msw/node"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"

// The default is http://127.0.0.1:8200. From a page with https:, happy-dom blocks requests to http:.
const mock = createEnwrapMock({ baseUrl: "https://vault.example" })
const orderKey = () => mock.wrap({ key: "correct horse" }, { path: "secret/data/orders/17", ttl: "60s" })
const server = setupServer(
  ...mock.handlers,
  // The app's own backend, which passes a wrapping token on.
  http.get("https://shop.example/orders/17/key", () => orderKey())
)

beforeAll(() => server.listen({ onUnhandledFrame }))
afterEach(() => {
  expect(mock).toHaveLeakedNothing()
  mock.reset()
})
afterAll(() => server.close())

const client = createBrowserClient({ address: mock.baseUrl })
const fetchToken = async () => {
  const response = await fetch("https://shop.example/orders/17/key")
  const { wrap_info: info } = (await response.json()) as { wrap_info: { token: string } }
  return info.token
}

test("the key of an order is handed over once", async () => {
  const token = await fetchToken()
  expect((await client.unwrap(token)).data).toEqual({ key: "correct horse" })
  expect(token).toBeUnwrappedOnce()
})

test("an interception is detected", async () => {
  const token = await fetchToken()
  await mock.attacker.unwraps(token)
  await expect(client.unwrap(token)).rejects.toMatchObject({ code: "WRAPPING_TOKEN_INVALID" })
  expect(token).toHaveBeenIntercepted()
})

test("an expired token cannot be unwrapped", async () => {
  const token = await fetchToken()
  mock.clock.advance("61s")
  await expect(client.unwrap(token)).rejects.toMatchObject({ code: "WRAPPING_TOKEN_INVALID" })
  expect(mock.state(token)).toBe("expired")
})

test("a lost response loses the key", async () => {
  const token = await fetchToken()
  mock.faults.lostResponse({ path: "sys/wrapping/unwrap", times: 1 })
  await expect(client.unwrap(token)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" })
  expect(mock.state(token)).toBe("unwrapped")
})
