import { createEnwrapMock, onUnhandledFrame } from "@enwrap/msw"
import { setupServer } from "msw/node"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"

const mock = createEnwrapMock() // serves http://127.0.0.1:8200
const server = setupServer(...mock.handlers)

beforeAll(() => server.listen({ onUnhandledFrame }))
afterEach(() => mock.reset())
afterAll(() => server.close())

const post = (path: string, headers: Record<string, string>, body = {}) =>
  fetch(`${mock.baseUrl}/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) })

const wrap = async (secret: object) => {
  const headers = { "x-vault-token": mock.rootToken, "x-vault-wrap-ttl": "60s" }
  const response = await post("sys/wrapping/wrap", headers, secret)
  const { wrap_info: info } = (await response.json()) as { wrap_info: { token: string } }
  return info.token
}

const unwrap = (token: string) => post("sys/wrapping/unwrap", { "x-vault-token": token })

test("a secret is handed over once", async () => {
  const token = await wrap({ password: "correct horse" })
  expect(await (await unwrap(token)).json()).toMatchObject({ data: { password: "correct horse" } })
  expect((await unwrap(token)).status).toBe(400)
})

test("an expired link cannot be unwrapped", async () => {
  const token = await wrap({ password: "correct horse" })
  mock.clock.advance("61s")
  expect((await unwrap(token)).status).toBe(400)
})

test("an interception is detected", async () => {
  const token = await wrap({ password: "correct horse" })
  await mock.attacker.unwraps(token)
  expect((await unwrap(token)).status).toBe(400)
})

test("a lost response loses the secret", async () => {
  const token = await wrap({ password: "correct horse" })
  mock.faults.lostResponse({ times: 1 })
  await expect(unwrap(token)).rejects.toThrow(TypeError)
  expect((await unwrap(token)).status).toBe(400)
})
