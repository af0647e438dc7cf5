import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { webHandler } from "../src/index.ts"
import { freshServer, ROOT } from "./asking.ts"

const LIMIT = 128 * 1024

it.effect("RW-ER-8: a body of the limit is accepted, and one byte more is refused with 413 and not stored", () =>
  Effect.gen(function* () {
    const handle = webHandler<Request, Response>(yield* freshServer({ maxRequestSize: LIMIT }))
    const send = (method: string, body?: string) => {
      const headers = { "x-vault-token": ROOT }
      const request = new Request("http://localhost/v1/kv1/a", { method, headers, ...(body !== undefined && { body }) })
      return Effect.promise(async () => {
        const response = await handle(request)
        return { status: response.status, text: await response.text() }
      })
    }
    const body = (bytes: number) => JSON.stringify({ a: "x".repeat(bytes - '{"a":""}'.length) })
    const refused = yield* send("POST", body(LIMIT + 1))
    assert.deepStrictEqual(
      [refused.status, JSON.parse(refused.text)],
      [413, { errors: ["http: request body too large"] }]
    )
    assert.strictEqual((yield* send("GET")).status, 404)
    assert.strictEqual((yield* send("POST", body(LIMIT))).status, 204)
  })
)
