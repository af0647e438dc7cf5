import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import { layerMemory, makeServer } from "@enwrap/server"
import { layerNodeCrypto, listen } from "@enwrap/server-node"
import * as Effect from "effect/Effect"

const published = (name: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../protocol/src/gen/${name}`, import.meta.url)), "utf8")

const started = Effect.gen(function* () {
  const server = yield* makeServer({ engines })
  const { address } = yield* listen({ server, port: 0 })
  const ask = (path: string, init?: RequestInit) => Effect.promise(() => fetch(address + path, init))
  return { ask, server }
}).pipe(Effect.provide([layerMemory, layerNodeCrypto]))

const textOf = (response: Response) => Effect.promise(() => response.text())

describe("the OpenAPI documents", () => {
  for (const [name, version] of [
    ["openapi.json", "3.1.0"],
    ["openapi.generators.json", "3.0.3"]
  ] as const) {
    it.live(`${name} is the published file, for everyone, with headers for caches`, () =>
      Effect.gen(function* () {
        const { ask } = yield* started
        const response = yield* ask(`/${name}`, { headers: { "accept-encoding": "identity" } })
        const text = yield* textOf(response)
        assert.strictEqual(response.status, 200)
        assert.strictEqual(text, yield* Effect.promise(() => published(name)))
        assert.strictEqual((JSON.parse(text) as { openapi: string }).openapi, version)
        assert.strictEqual(response.headers.get("content-type"), "application/json")
        assert.strictEqual(response.headers.get("cache-control"), "public, max-age=300")
        assert.strictEqual(response.headers.get("access-control-allow-origin"), "*")
        assert.strictEqual(response.headers.get("vary"), "accept-encoding")
        assert.match(response.headers.get("etag") ?? "", /^"[\w-]{43}"$/)
      })
    )

    it.live(`${name} is not sent again to a client that has it`, () =>
      Effect.gen(function* () {
        const { ask } = yield* started
        const etag = (yield* ask(`/${name}`)).headers.get("etag")!
        for (const header of [etag, `"other", W/${etag}`, "*"]) {
          const again = yield* ask(`/${name}`, { headers: { "if-none-match": header } })
          assert.strictEqual(again.status, 304, header)
          assert.strictEqual(yield* textOf(again), "")
        }
        assert.strictEqual((yield* ask(`/${name}`, { headers: { "if-none-match": '"other"' } })).status, 200)
      })
    )

    it.live(`${name} is compressed if the client accepts that, with an etag for each encoding`, () =>
      Effect.gen(function* () {
        const { ask } = yield* started
        const text = yield* Effect.promise(() => published(name))
        const etags = new Set<string | null>()
        for (const [accepted, encoding] of [
          ["identity", null],
          ["gzip", "gzip"],
          ["br;q=1, gzip;q=0.5", "br"]
        ] as const) {
          const headers = { "accept-encoding": accepted }
          const response = yield* ask(`/${name}`, { headers })
          const etag = response.headers.get("etag")!
          assert.strictEqual(response.headers.get("content-encoding"), encoding)
          if (encoding !== null) assert.isBelow(Number(response.headers.get("content-length")), 100_000)
          assert.strictEqual(yield* textOf(response), text)
          assert.strictEqual((yield* ask(`/${name}`, { headers: { ...headers, "if-none-match": etag } })).status, 304)
          etags.add(etag)
        }
        assert.strictEqual(etags.size, 3)
      })
    )

    it.live(`${name} has no body for HEAD, and is served with a query`, () =>
      Effect.gen(function* () {
        const { ask } = yield* started
        const head = yield* ask(`/${name}`, { method: "HEAD" })
        assert.strictEqual(head.status, 200)
        assert.strictEqual(yield* textOf(head), "")
        const text = yield* textOf(yield* ask(`/${name}?v=1`))
        const plain = yield* ask(`/${name}`, { method: "HEAD", headers: { "accept-encoding": "identity" } })
        assert.strictEqual(String(Buffer.byteLength(text)), plain.headers.get("content-length"))
      })
    )
  }

  it.live("are served while the server is sealed", () =>
    Effect.gen(function* () {
      const { ask, server } = yield* started
      const token = server.rootToken!
      assert.strictEqual(
        (yield* ask("/v1/sys/seal", { method: "POST", headers: { "x-vault-token": token } })).status,
        204
      )
      assert.strictEqual((yield* ask("/openapi.generators.json")).status, 200)
      assert.strictEqual((yield* ask("/v1/sys/mounts")).status, 503)
    })
  )

  it.live("are neither written nor served elsewhere", () =>
    Effect.gen(function* () {
      const { ask } = yield* started
      assert.strictEqual((yield* ask("/openapi.json", { method: "POST", body: "{}" })).status, 404)
      for (const path of ["/openapi.yaml", "/openapi.json/", "/v1/openapi.json", "/openapi"]) {
        const response = yield* ask(path)
        assert.isAtLeast(response.status, 400, path)
        assert.strictEqual(response.headers.get("cache-control"), "no-store", path)
      }
    })
  )
})
