import { http, HttpResponse } from "msw"
import { setupServer } from "msw/node"
import { afterAll, afterEach, assert, beforeAll, describe, expect, it } from "vitest"
import { createBrowserClient } from "@enwrap/client-browser"
import { createEnwrapMock } from "@enwrap/msw"
import { listenOptions, unwrapIn } from "./hand-over.ts"

const mock = createEnwrapMock({ startTime: Date.UTC(2030, 0, 1) })
const API = "https://shop.example/api"
const secret = { key: "order-key-of-17" }

const server = setupServer(
  ...mock.handlers,
  http.post(`${API}/orders`, () => mock.wrap(secret, { path: "secret/data/orders/17", ttl: "90s", status: 201 })),
  http.post(`${API}/orders/own-json`, () =>
    HttpResponse.json({ id: 17, key: mock.wrap(secret, { path: "secret/data/orders/17" }).wrapInfo })
  ),
  ...mock.wrappable([
    http.get(`${API}/orders/:id/key`, ({ params }) =>
      HttpResponse.json({ ...secret, id: params["id"] }, { status: 203 })
    ),
    http.get(`${API}/orders/:id/pdf`, () => HttpResponse.arrayBuffer(new Uint8Array([0, 255, 1, 254]).buffer)),
    http.get(`${API}/orders/:id/missing`, () => HttpResponse.json({ reason: "no such order" }, { status: 404 }))
  ])
)

beforeAll(() => server.listen(listenOptions))
afterEach(() => mock.reset())
afterAll(() => server.close())

interface Wrapped {
  readonly wrap_info: { readonly token: string; readonly creation_path: string; readonly ttl: number }
}
const wrapInfoOf = async (response: Response) => ((await response.json()) as Wrapped).wrap_info
const fetchWrapped = (path: string, ttl = "60s") => fetch(`${API}/${path}`, { headers: { "x-vault-wrap-ttl": ttl } })

describe("mock.wrap", () => {
  it("gives what the handler of a backend returns", async () => {
    const response = await fetch(`${API}/orders`, { method: "POST" })
    assert.equal(response.status, 201)
    const info = await wrapInfoOf(response)
    assert.include(info, { creation_path: "secret/data/orders/17", ttl: 90 })
    const client = createBrowserClient({ address: mock.baseUrl })
    assert.equal((await client.lookup(info.token)).creationPath, "secret/data/orders/17")
    const receipt = await client.receive({ token: info.token, expectedPath: "secret/data/orders/17", expectedTtl: 90 })
    assert.equal(receipt.verdict, "received")
    assert.equal((await unwrapIn(mock, info.token)).status, 400)
  })

  it("gives the wrap info for the JSON of a backend", async () => {
    const response = await fetch(`${API}/orders/own-json`, { method: "POST" })
    const { key } = (await response.json()) as { key: { token: string; creation_path: string } }
    assert.equal(key.creation_path, "secret/data/orders/17")
    assert.deepInclude((await (await unwrapIn(mock, key.token)).json()) as object, { data: secret })
  })

  it("wraps for 5 minutes with the path of sys/wrapping/wrap by default, and needs no mount", async () => {
    assert.include(mock.wrap(secret).wrapInfo, { ttl: 300, creation_path: "sys/wrapping/wrap" })
    const { token } = mock.wrap(secret, { path: "auth/approle/role/web/secret-id", ttl: 30 }).wrapInfo
    mock.clock.advance("30s")
    assert.equal((await unwrapIn(mock, token)).status, 400)
  })

  it("shows no token when its response is printed", async () => {
    const { inspect } = await import("node:util")
    const response = mock.wrap(secret)
    assert.notInclude(inspect(response, { depth: 9 }), response.wrapInfo.token)
  })

  it("throws for a path that is not a creation path, a TTL that the server refuses, and an unknown option", () => {
    for (const path of ["", "/secret/data/db", "v1/secret/data/db"]) {
      assert.throws(() => mock.wrap(secret, { path }), TypeError, /must start with a mount/)
    }
    assert.throws(() => mock.wrap(secret, { ttl: "soon" }), /mock\.wrap: the server refused: /)
    const misspelt = { wrapTtl: "5m" } as object
    assert.throws(
      () => mock.wrap(secret, misspelt),
      "mock.wrap: unknown option wrapTtl. The options are path, ttl, status"
    )
  })

  it("has types that reject mistakes", () => {
    const wrong = () => {
      // @ts-expect-error -- the option is named ttl
      mock.wrap(secret, { wrapTtl: "5m" })
      // @ts-expect-error -- only an object can be wrapped
      mock.wrap("order-key-of-17")
      // @ts-expect-error -- a wrap info is not a response
      mock.wrap(secret).wrapInfo satisfies Response
      // @ts-expect-error -- the states of a token are known
      return mock.state("s.token") === "used"
    }
    assert.isFunction(wrong)
    mock.wrap(secret) satisfies Response
  })
})

describe("mock.wrappable", () => {
  it("RW-HTTP-7 wraps the response of a handler if the request asks for it", async () => {
    const info = await wrapInfoOf(await fetchWrapped("orders/17/key"))
    assert.include(info, { creation_path: "api/orders/17/key", ttl: 60 })
    const unwrapped = await unwrapIn(mock, info.token)
    assert.equal(unwrapped.status, 203)
    assert.equal(unwrapped.headers.get("content-type"), "application/json")
    assert.deepEqual(await unwrapped.json(), { ...secret, id: "17" })
    assert.equal((await unwrapIn(mock, info.token)).status, 400)
  })

  it("does not change a response if the request does not ask for wrapping", async () => {
    const response = await fetch(`${API}/orders/17/key`)
    assert.equal(response.status, 203)
    assert.deepEqual(await response.json(), { ...secret, id: "17" })
    assert.deepEqual(
      [...new Uint8Array(await (await fetchWrapped("orders/17/pdf", "0")).arrayBuffer())],
      [0, 255, 1, 254]
    )
  })

  it("wraps bytes", async () => {
    const info = await wrapInfoOf(await fetchWrapped("orders/17/pdf"))
    assert.deepEqual([...new Uint8Array(await (await unwrapIn(mock, info.token)).arrayBuffer())], [0, 255, 1, 254])
  })

  it("RW-HTTP-14 does not wrap an error of the handler, and refuses a TTL as the server does", async () => {
    const missing = await fetchWrapped("orders/17/missing")
    assert.equal(missing.status, 404)
    assert.deepEqual(await missing.json(), { reason: "no such order" })
    assert.equal((await fetchWrapped("orders/17/key", "soon")).status, 400)
    await expect(fetchWrapped("no-handler")).rejects.toThrow(TypeError)
  })

  it("takes the creation path from the test", async () => {
    const named = createEnwrapMock()
    const [wraps] = named.wrappable([http.get("https://shop.example/key", () => HttpResponse.json(secret))], {
      path: () => "orders/17/key"
    })
    const { getResponse } = await import("msw")
    const request = new Request("https://shop.example/key", { headers: { "x-vault-wrap-ttl": "1m" } })
    assert.equal((await wrapInfoOf((await getResponse([wraps!], request))!)).creation_path, "orders/17/key")
    // @ts-expect-error -- there is no such option
    assert.throws(() => named.wrappable([], { prefix: "orders" }), /unknown option prefix/)
  })
})
