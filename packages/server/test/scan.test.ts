import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { freshAsk, unwrap } from "./asking.ts"

describe("scans", () => {
  it.effect("RW-HD-13 RW-CP-2: work by method and by query, need their own capability, and can be wrapped", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const path of ["a", "a/x", "a/y/z"]) yield* ask("POST", `kv1/${path}`, { body: { path } })
      const holder = Effect.fnUntraced(function* (capability: string) {
        const policy = `path "kv1/a" { capabilities = ["${capability}"] } path "kv1/a/*" { capabilities = ["${capability}"] }`
        yield* ask("POST", `sys/policies/acl/${capability}`, { body: { policy } })
        const { json } = yield* ask("POST", "auth/token/create", { body: { policies: [capability] } })
        return json.auth.client_token as string
      })
      const scanner = yield* holder("scan")
      const lister = yield* holder("list")
      for (const [method, path] of [
        ["SCAN", "kv1/a"],
        ["SCAN", "kv1/a/"],
        ["GET", "kv1/a?scan=true"],
        ["GET", "kv1/a/?scan=true"]
      ] as const) {
        assert.deepStrictEqual((yield* ask(method, path, { token: scanner })).json.data, { keys: ["x", "y/z"] })
        assert.strictEqual((yield* ask(method, path, { token: lister })).status, 403)
      }
      assert.strictEqual((yield* ask("LIST", "kv1/a", { token: scanner })).status, 403)
      assert.strictEqual((yield* ask("SCAN", "sys/mounts")).status, 404)

      const { json } = yield* ask("SCAN", "kv1/a", { token: scanner, ttl: 60 })
      assert.strictEqual(json.wrap_info.creation_path, "kv1/a/")
      assert.deepStrictEqual((yield* unwrap(ask, json.wrap_info.token)).json.data, { keys: ["x", "y/z"] })
    })
  )
})
