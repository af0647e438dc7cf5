import { assert } from "@effect/vitest"
import { type EnwrapServer, layerMemory, layerNobleCrypto, makeServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { strictServer } from "../../../test/spec/checked-server.ts"
import { http, kvV2 } from "../src/index.ts"
import { startUpstream, type TestUpstream } from "./upstream.ts"

export const ROOT = "root-of-the-test"

export const KEY = "example-key-of-the-upstream"

export interface Asked {
  readonly body?: unknown
  readonly token?: string
  readonly ttl?: string
  readonly headers?: Readonly<Record<string, string>>
}

export const asking =
  (server: EnwrapServer) =>
  (method: string, path: string, { body, headers = {}, token = ROOT, ttl }: Asked = {}) => {
    const all: Readonly<Record<string, string>> = {
      "x-vault-token": token,
      ...(ttl === undefined ? {} : { "x-vault-wrap-ttl": ttl }),
      ...(method === "PATCH" ? { "content-type": "application/merge-patch+json" } : {}),
      ...headers
    }
    const request = {
      method,
      target: `/v1/${path}`,
      header: (name: string) => all[name],
      body:
        body === undefined ? new Uint8Array(0) : Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
      remoteAddress: "127.0.0.1"
    }
    return Effect.map(server.handle(request), ({ body, headers, status }) => {
      const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.from(body)
      const text = bytes.toString()
      return {
        status,
        type: headers["content-type"],
        headers,
        bytes,
        text,
        get json() {
          return JSON.parse(text)
        }
      }
    })
  }

export type Ask = ReturnType<typeof asking>

const mounts = [{ path: "api/", type: "http" }]

/** A server with an http mount. A request dies if its response is not a response of the spec. */
export const ready = (engine = http): Effect.Effect<Ask> =>
  Effect.map(makeServer({ engines: [kvV2, engine], rootToken: ROOT, mounts }), (made) =>
    asking(strictServer(made, mounts))
  ).pipe(Effect.provide(Layer.mergeAll(layerMemory, layerNobleCrypto)), Effect.orDie)

export const ALL = ["GET", "POST", "PATCH", "DELETE"]

/** A server with an http mount and its upstream. */
export const withUpstream = (
  run: (ask: Ask, upstream: TestUpstream) => Effect.Effect<unknown>,
  config: Readonly<Record<string, unknown>> = {}
) =>
  Effect.acquireUseRelease(
    Effect.promise(startUpstream),
    (upstream) =>
      Effect.gen(function* () {
        const ask = yield* ready()
        const body = { base_url: `${upstream.url}/v2`, allowed_methods: ALL, headers: { "X-Api-Key": KEY }, ...config }
        assert.strictEqual((yield* ask("POST", "api/config/upstream", { body })).text, "")
        yield* run(ask, upstream)
      }),
    (upstream) => Effect.promise(upstream.close)
  )

export const unwrap = (ask: Ask, token: string) => ask("POST", "sys/wrapping/unwrap", { token })
