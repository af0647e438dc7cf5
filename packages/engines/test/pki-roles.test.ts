import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ready } from "./pki-ready.ts"

describe("pki roles", () => {
  it.effect("warn of leases, after a missing issuer, unless certificates are not stored", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const warnings = (body: object) => Effect.map(mount.write("roles/l", body), (written) => written.warnings ?? [])
      const lease = /^it is encouraged to disable generate_lease /
      const [only, ...others] = yield* warnings({ generate_lease: true })
      assert.match(only!, lease)
      assert.deepStrictEqual(others, [])
      const [first, second] = yield* warnings({ generate_lease: true, issuer_ref: "none" })
      assert.match(first!, /^Issuing Certificate was set to none /)
      assert.match(second!, lease)
      assert.deepStrictEqual(yield* warnings({ generate_lease: true, no_store: true }), [])
      assert.deepStrictEqual(yield* warnings({}), [])
    })
  )

  it.effect("a stored allow_token_displayname is shown as false, also after a patch", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const stored = JSON.parse((yield* mount.storage.get("roles/x"))!)
      yield* mount.storage.put("roles/x", JSON.stringify({ ...stored, allow_token_displayname: true }))
      assert.isFalse((yield* mount.read("roles/x")).data.allow_token_displayname)
      assert.isFalse((yield* mount.ask("patch", "roles/x", { no_store: true })).data.allow_token_displayname)
      assert.isFalse((yield* mount.read("roles/x")).data.allow_token_displayname)
    })
  )
})
