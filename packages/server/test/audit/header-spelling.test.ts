import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { freshAsk } from "../asking.ts"

const HEADERS = "sys/config/auditing/request-headers"

it.effect("the read of an audited header echoes the spelling of the path, as clients look it up by their own", () =>
  Effect.gen(function* () {
    const ask = yield* freshAsk()
    yield* ask("POST", `${HEADERS}/X-Forwarded-For`, { body: { hmac: true } })
    for (const [sent, shown] of [
      ["X-Forwarded-For", "X-Forwarded-For"],
      ["x-forwarded-for", "x-forwarded-for"],
      ["X-FORWARDED-FOR/", "X-FORWARDED-FOR"],
      ["X%2dForwarded%2DFor", "X-Forwarded-For"]
    ]) {
      const { json, status } = yield* ask("GET", `${HEADERS}/${sent}`)
      assert.deepStrictEqual([status, json.data], [200, { [shown!]: { hmac: true } }])
      assert.deepStrictEqual(json[shown!], { hmac: true })
    }
    const { json } = yield* ask("GET", HEADERS)
    assert.deepStrictEqual(json.data.headers, { "x-forwarded-for": { hmac: true } })
    assert.strictEqual((yield* ask("GET", `${HEADERS}/X-Other`)).status, 400)
  })
)
