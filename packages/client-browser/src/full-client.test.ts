import { inspect } from "node:util"
import { afterEach, describe, expect, it, vi } from "vitest"
import { failureOf } from "../../client/test/failure-of.ts"
import { createBrowserClient } from "./full-client.ts"
import { sysHealthRead } from "./operations.ts"

const address = "https://vault.example"
const token = "s.TopSecretWrappingToken01"

afterEach(() => {
  vi.unstubAllGlobals()
})

describe("createBrowserClient of the full client", () => {
  it("sends requests with the page's fetch, without cookies, cache, referrer or additional headers", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ request_id: "1", data: { a: 1 } }))
    vi.stubGlobal("fetch", fetch)
    expect((await createBrowserClient({ address }).unwrap(token)).data).toEqual({ a: 1 })
    expect(fetch.mock.calls).toEqual([
      [
        "https://vault.example/v1/sys/wrapping/unwrap",
        {
          method: "POST",
          headers: { "x-vault-token": token },
          redirect: "manual",
          signal: expect.any(AbortSignal) as unknown,
          credentials: "omit",
          cache: "no-store",
          referrerPolicy: "no-referrer"
        }
      ]
    ])
  })

  it("sends requests with the given fetch", async () => {
    const client = createBrowserClient({
      address,
      fetch: async () => Response.json({ sealed: false }),
      operations: { sysHealthRead }
    })
    expect((await client.operations.sysHealthRead()).sealed).toBe(false)
  })

  const failing = async (): Promise<Response> => {
    throw new TypeError("Failed to fetch")
  }

  it("sends requests to a path of the page's own origin", async () => {
    vi.stubGlobal("location", { origin: "https://app.example" })
    const urls: Array<string> = []
    const fetch = async (url: string) => {
      urls.push(url)
      return Response.json({ sealed: false })
    }
    await createBrowserClient({ address: "/vault/", fetch }).call(sysHealthRead)
    expect(urls).toEqual(["https://app.example/vault/v1/sys/health"])
  })

  // The parser of URLs removes tabs and line breaks, and takes a backslash for a slash.
  it.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n\\evil.example",
    "/\r/evil.example",
    "\t//evil.example"
  ])("sends no token to another host for an address that looks like a path: %j", (address) => {
    for (const location of [{ origin: "https://app.example" }, undefined]) {
      vi.stubGlobal("location", location)
      expect(() => createBrowserClient({ address, token })).toThrow(
        expect.objectContaining({ code: "INVALID_ARGUMENT" })
      )
    }
  })

  it.each(["/vault?", "/vault#", "/vault?a=b", "/va//ult"])(
    "rejects %j, which is not the path of a server",
    (address) => {
      vi.stubGlobal("location", { origin: "https://app.example" })
      expect(() => createBrowserClient({ address })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
    }
  )

  it.each([{ timeoutMS: 5 }, { timeoutMs: -1 }, { timeoutMs: "5" }])(
    "an option that is not valid is not ignored: %j",
    (given) => {
      const options = { address, ...given } as { address: string }
      expect(() => createBrowserClient(options)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
    }
  )

  it("rejects a path where the page has no origin that can be sent to", () => {
    vi.stubGlobal("location", { origin: "null" })
    expect(() => createBrowserClient({ address: "/vault" })).toThrow(/not a URL/)
  })

  it("can be created with a path where a page is rendered on a server, but sends nothing from there", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>()
    const client = createBrowserClient({ address: "/vault", fetch, operations: { sysHealthRead } })
    for (const call of [client.unwrap(token), client.operations.sysHealthRead()]) {
      const error = await failureOf(call)
      expect(error).toMatchObject({ code: "CONNECTION_FAILED" })
      expect(error.message).toContain("A path has no origin here")
    }
    expect(fetch).not.toHaveBeenCalled()
  })

  it("says that CORS may have caused a failure, and names the origin to allow [RW-HD-12]", async () => {
    vi.stubGlobal("location", { origin: "https://app.example" })
    const client = createBrowserClient({ address, token, fetch: failing })
    for (const call of [client.unwrap("s.W"), client.call(sysHealthRead)]) {
      const error = await failureOf(call)
      expect(error.hint).toMatch(/does not allow this page's origin: add https:\/\/app\.example to the allowed origins/)
      expect(inspect(error)).not.toContain(token)
    }
  })

  it.each([
    ["the server's own page", { origin: address }],
    ["no page", undefined]
  ])("does not mention CORS on %s", async (_, location) => {
    vi.stubGlobal("location", location)
    const error = await failureOf(createBrowserClient({ address, fetch: failing }).call(sysHealthRead))
    expect(error).toMatchObject({ code: "CONNECTION_FAILED", hint: undefined })
  })
})
