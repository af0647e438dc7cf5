import { assert, it } from "@effect/vitest"
import { layerMemory, layerNobleCrypto, makeServer, type ServerOptions, webHandler } from "@enwrap/server"
import * as Effect from "effect/Effect"

/** Every option, as a program passes it on that may have no value for it. */
const absent: Required<{ [Name in Exclude<keyof ServerOptions, "engines">]: undefined }> = {
  rootToken: undefined,
  mounts: undefined,
  allowedOrigins: undefined,
  maxRequestSize: undefined,
  maxOpenRequestSize: undefined,
  gauges: undefined,
  node: undefined,
  requestLogLevel: undefined,
  unauthenticatedMetrics: undefined,
  audit: undefined,
  defaultLeaseTtl: undefined,
  maxLeaseTtl: undefined,
  maxWrapTtl: undefined
}

it.effect("options of a server that are undefined are absent", () =>
  Effect.gen(function* () {
    const server = yield* makeServer({ engines: [], ...absent, mounts: [] })
    assert.match(server.rootToken, /^s\./)
    const handle = webHandler<Request, Response>(server, { clock: undefined, remoteAddress: undefined })
    const request = new Request("http://127.0.0.1/v1/sys/wrapping/wrap", {
      method: "POST",
      headers: { "x-vault-token": server.rootToken, "x-vault-wrap-ttl": "768h" },
      body: '{"a":1}'
    })
    const response = yield* Effect.promise(() => handle(request))
    assert.strictEqual(response.status, 200)
  }).pipe(Effect.scoped, Effect.provide([layerMemory, layerNobleCrypto]))
)
