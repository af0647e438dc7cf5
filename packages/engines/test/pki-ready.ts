import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { X509Certificate } from "node:crypto"
import { type PkiResponse, pkiMount } from "./pki-mount.ts"

export type Mount = Effect.Success<typeof pkiMount>

export const START = Date.UTC(2026, 10, 24, 12)

export const root = (mount: Mount, fields: object = {}) =>
  mount.write("root/generate/internal", { common_name: "root.example", key_type: "ec", ttl: "8760h", ...fields })

/** A mount with a CA and a role. */
export const ready = (role: object = {}) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(START)
    const mount = yield* pkiMount
    assert.strictEqual((yield* root(mount)).status, 200)
    const written = yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true, ttl: "1h", ...role })
    assert.strictEqual(written.status, 200, JSON.stringify(written.errors))
    return mount
  })

/** A mount with an intermediate CA, and with an issuer whose key it does not have: the CA above. */
export const withoutKey = Effect.gen(function* () {
  const above = yield* ready()
  const mount = yield* pkiMount
  const csr = (yield* mount.write("intermediate/generate/internal", { common_name: "i", key_type: "ec" })).data.csr
  const signed = (yield* above.write("root/sign-intermediate", { csr, common_name: "i" })).data
  const { mapping } = (yield* mount.write("intermediate/set-signed", { certificate: signed.ca_chain.join("\n") })).data
  yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true, ttl: "1h" })
  const issuer = Object.keys(mapping).find((id) => mapping[id] === "")
  assert.isDefined(issuer)
  return { mount, issuer }
})

export const certificate = (response: PkiResponse) => {
  assert.strictEqual(response.status, 200, JSON.stringify(response.errors))
  return new X509Certificate(response.data.certificate)
}

export const refused = (response: PkiResponse, pattern: RegExp) => {
  assert.strictEqual(response.status, 400, JSON.stringify(response.data))
  assert.match(response.errors!.join(), pattern)
}
