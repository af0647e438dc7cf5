// @vitest-environment happy-dom
import { onUnhandledFrame } from "@enwrap/msw"
import "@enwrap/msw/vitest"
import { http } from "msw"
import { setupServer } from "msw/node"
import { act, StrictMode } from "react"
import { createRoot, type Root } from "react-dom/client"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { handlers, mock, ORDER_KEY } from "../src/mock.ts"
import { OrderKey } from "../src/order-key.tsx"

const server = setupServer(...handlers)
const main = document.createElement("main")
let root: Root

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true)
beforeAll(() => server.listen({ onUnhandledFrame }))
beforeEach(async () => {
  root = createRoot(main)
  await act(() =>
    root.render(
      <StrictMode>
        <OrderKey orderId="17" />
      </StrictMode>
    )
  )
})
afterEach(async () => {
  await act(() => root.unmount())
  expect(mock).toHaveLeakedNothing()
  server.resetHandlers()
  mock.reset()
})
afterAll(() => server.close())

const click = () => act(() => main.querySelector("button")?.click())
/** Waits for a text. The expectation is outside of `act`: React drops the updates of an `act` that throws. */
const shown = (text: string) =>
  vi.waitFor(async () => {
    await act(async () => {})
    expect(main.textContent).toBe(text)
  })

/** The backend answers with a token that a test knows. */
const handOver = () => {
  const response = mock.wrap({ data: { key: ORDER_KEY } }, { path: "secret/data/orders/17", ttl: "60s" })
  server.use(http.post("/api/orders/17/key", () => response))
  return response.wrapInfo
}

test("shows the key after a click, and unwraps it once", async () => {
  const token = handOver()
  expect(token).toBePending()
  await click()
  await shown(ORDER_KEY)
  expect(token).toBeUnwrappedOnce()
})

test("warns of an interception", async () => {
  const token = handOver()
  await mock.attacker.unwraps(token)
  await click()
  await shown("Somebody else may have read the key. Call the shop.")
  expect(token).toHaveBeenIntercepted()
})

test("warns of a token that an attacker has substituted", async () => {
  const substitute = await mock.attacker.substitutes(handOver())
  server.use(http.post("/api/orders/17/key", () => Response.json({ wrap_info: substitute })))
  await click()
  await shown("Somebody else may have read the key. Call the shop.")
  expect(substitute).toBePending()
})

test("asks for a new key if the response is lost", async () => {
  mock.faults.lostResponse({ path: "sys/wrapping/unwrap", times: 1 })
  await click()
  await shown("Ask for a new key.")
})

test("asks to try again if the server is sealed: the key is still there", async () => {
  const token = handOver()
  mock.faults.sealed()
  await click()
  await shown("Try again later.")
  expect(token).toBePending()
})
