import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { webHandler } from "../src/index.ts"
import { freshAsk, freshServer } from "./asking.ts"

describe("the web handler", () => {
  it.effect.each([204, 205, 304])("sends status %i without a body", (status) =>
    Effect.gen(function* () {
      const handle = webHandler<Request, Response>(yield* freshServer())
      const request = new Request(`http://localhost/v1/sys/health?activecode=${status}`)
      const response = yield* Effect.promise(() => handle(request))
      assert.strictEqual(response.status, status)
      assert.isNull(response.body)
    })
  )
})

describe("an operation that repeats its data beside the envelope's keys", () => {
  it.effect("keeps the envelope's own key where a path has the same name", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { json, text } = yield* ask("POST", "sys/capabilities-self", { body: { paths: ["auth", "data", "b"] } })
      assert.deepStrictEqual(json.data, { auth: ["root"], data: ["root"], b: ["root"] })
      assert.deepStrictEqual(json.b, ["root"])
      assert.isNull(json.auth)
      assert.strictEqual(text.split('"auth":').length, 3)
      assert.isTrue(text.endsWith("}\n"))
    })
  )
})
