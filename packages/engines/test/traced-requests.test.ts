import { assert, describe, it } from "@effect/vitest"
import { layerMemory, layerNobleCrypto, makeServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"
import { engines } from "../src/index.ts"
import { type Ask, asking, ROOT } from "./http-mount.ts"

const PKI_ROOT = "pki/root"

/** A tracer that keeps its spans. */
const recording = () => {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  return { spans, tracer }
}

const ready: Effect.Effect<Ask> = Effect.map(
  makeServer({
    engines,
    rootToken: ROOT,
    mounts: [
      { path: "v1/", type: "kv", options: { version: "1" } },
      { path: "v2/", type: "kv", options: { version: "2" } },
      { path: "pki/", type: "pki" },
      { path: "api/", type: "http" },
      { path: "auth/approle/", type: "approle" },
      { path: "auth/userpass/", type: "userpass" }
    ]
  }),
  asking
).pipe(Effect.provide(Layer.mergeAll(layerMemory, layerNobleCrypto)), Effect.orDie)

describe("a traced request", () => {
  it.effect("has a span with the name of its operation, for the server and every engine", () =>
    Effect.gen(function* () {
      const ask = yield* ready
      const { spans, tracer } = recording()
      for (const [method, path, operation] of [
        ["GET", "sys/policies/acl/p", "policyRead"],
        ["GET", "v1/a", "kvV1Read"],
        ["GET", "v2/data/a", "kvV2Read"],
        ["GET", "pki/roles/r", "pkiRoleRead"],
        ["GET", "api/config/upstream", "httpConfigRead"],
        ["GET", "auth/approle/role/r", "appRoleRoleRead"],
        ["GET", "auth/userpass/users/ann", "userpassUserRead"]
      ] as const) {
        const { status } = yield* Effect.withTracer(ask(method, path), tracer)
        assert.strictEqual(status, 404, path)
        const span = spans.find(({ name }) => name === operation)
        assert.isDefined(span, operation)
        assert.isTrue(span?.status._tag === "Ended" && span.status.exit._tag === "Failure", operation)
      }
    })
  )

  it.effect("shows the steps of a slow operation below it", () =>
    Effect.gen(function* () {
      const ask = yield* ready
      const { spans, tracer } = recording()
      const body = { common_name: "a CA", key_type: "ec" }
      const { status } = yield* Effect.withTracer(ask("POST", `${PKI_ROOT}/generate/internal`, { body }), tracer)
      assert.strictEqual(status, 200)
      const step = spans.find(({ name }) => name === "pki.generateRoot")
      const parent = Option.getOrThrow(step?.parent ?? Option.none())
      assert.strictEqual(parent._tag === "Span" ? parent.name : "", "pkiRootGenerate")
    })
  )

  it.effect("RW-SEC-1 has no attributes, which could contain a secret", () =>
    Effect.gen(function* () {
      const ask = yield* ready
      const { spans, tracer } = recording()
      yield* Effect.withTracer(ask("POST", "v2/data/a", { body: { data: { key: "example-secret" } } }), tracer)
      assert.isDefined(spans.find(({ name }) => name === "kvV2Write"))
      assert.isTrue(spans.every(({ attributes }) => attributes.size === 0))
    })
  )
})
