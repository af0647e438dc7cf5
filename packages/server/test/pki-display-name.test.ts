import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { freshAsk } from "./asking.ts"

const NEW_ROOT = ["pki", "root", "generate", "internal"].join("/")
const IGNORED = "Endpoint ignored these unrecognized parameters: [allow_token_displayname]"

it.effect("a pki role does not certify the display name of the caller's token, which the caller can choose", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Date.UTC(2026, 10, 24, 12))
    const ask = yield* freshAsk()
    yield* ask("POST", "sys/mounts/pki", { body: { type: "pki" } })
    yield* ask("POST", NEW_ROOT, { body: { common_name: "root.example", key_type: "ec" } })
    const role = { key_type: "ec", allow_token_displayname: true, allow_subdomains: true, enforce_hostnames: false }
    const headers = { "content-type": "application/merge-patch+json" }
    for (const [method, sent] of [
      ["POST", {}],
      ["PATCH", { headers }]
    ] as const) {
      const written = yield* ask(method, "pki/roles/x", { ...sent, body: role })
      assert.deepStrictEqual([written.status, written.json.warnings], [200, [IGNORED]])
      assert.isFalse(written.json.data.allow_token_displayname)
    }
    assert.isFalse((yield* ask("GET", "pki/roles/x")).json.data.allow_token_displayname)
    const created = yield* ask("POST", "auth/token/create", { body: { policies: ["root"], display_name: "admin" } })
    const token: string = created.json.auth.client_token
    for (const name of ["token-admin", "www.token-admin"]) {
      const refused = yield* ask("POST", "pki/issue/x", { token, body: { common_name: name } })
      assert.deepStrictEqual(
        [refused.status, refused.json.errors],
        [400, [`common name ${name} not allowed by this role`]]
      )
    }
  })
)
