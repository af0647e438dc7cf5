import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { START, ready, refused } from "./pki-ready.ts"

describe("revocation (RW-PKI-7)", () => {
  it.effect("keeps the time of the first of two revocations", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      const first = yield* mount.write("revoke", { serial_number })
      yield* TestClock.adjust("5 minutes")
      const again = yield* mount.write("revoke", { serial_number: serial_number.replaceAll(":", "-").toUpperCase() })
      assert.deepStrictEqual(again.data, first.data)
      assert.deepStrictEqual((yield* mount.ask("list", "certs/revoked/")).data.keys, [serial_number])
      assert.strictEqual((yield* mount.read(`cert/${serial_number}`)).data.revocation_time, START / 1000)
    })
  )

  it.effect("revokes a certificate that was not stored, but not one of another issuer", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ no_store: true })
      const other = yield* ready()
      const issued = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      refused(yield* mount.write("revoke", { serial_number: issued.serial_number }), /not found/)
      assert.strictEqual((yield* mount.write("revoke", { certificate: issued.certificate })).status, 200)
      refused(yield* other.write("revoke", { certificate: issued.certificate }), /not signed by an issuer/)
      refused(yield* mount.write("revoke", { certificate: "nonsense" }), /no data/)
    })
  )

  it.effect("adds neither a CA to its own CRL nor an expired certificate to any", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const own = (yield* mount.ask("list", "certs/")).data.keys[0]
      refused(yield* mount.write("revoke", { serial_number: own }), /its own CRL/)
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      yield* TestClock.adjust("2 hours")
      const late = yield* mount.write("revoke", { serial_number })
      assert.match(late.warnings!.join(), /already expired/)
      yield* mount.revokeLease(serial_number)
      assert.strictEqual((yield* mount.ask("list", "certs/revoked/")).status, 404)
    })
  )

  it.effect("makes a new CRL only after a revocation or when the last one expires", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const crl = Effect.map(mount.read("crl/pem"), ({ raw }) => raw!.body as string)
      const first = yield* crl
      assert.strictEqual(yield* crl, first)
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      yield* mount.write("revoke", { serial_number })
      const second = yield* crl
      assert.notStrictEqual(second, first)
      yield* TestClock.adjust("73 hours")
      assert.notStrictEqual(yield* crl, second)
    })
  )

  it.effect("gives simultaneous requests the same CRL", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const all = yield* Effect.all(
        Array.from({ length: 20 }, () => mount.read("issuer/default/crl")),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(all.map(({ data }) => data.crl)).size, 1)
    })
  )
})

describe("serial numbers (RW-PKI-6)", () => {
  it.effect("are 20 bytes, positive and unique", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ key_type: "ed25519" })
      const serials = new Set<string>()
      for (let i = 0; i < 50; i += 1) {
        const { data } = yield* mount.write("issue/x", { common_name: "a.example" })
        assert.match(data.serial_number, /^[4-7][0-9a-f](:[0-9a-f]{2}){19}$/)
        serials.add(data.serial_number)
      }
      assert.strictEqual(serials.size, 50)
      const pages = yield* mount.ask("list", `certs/?limit=10&after=${[...serials].sort()[9]}`)
      assert.isAtMost(pages.data.keys.length, 10)
    })
  )
})

describe("tidying (RW-PKI-14)", () => {
  it.effect("deletes only certificates and revocations that ended before the safety buffer", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const old = (yield* mount.write("issue/x", { common_name: "a.example", ttl: "1h" })).data.serial_number
      const revoked = (yield* mount.write("issue/x", { common_name: "b.example", ttl: "1h" })).data.serial_number
      yield* mount.write("revoke", { serial_number: revoked })
      const young = (yield* mount.write("issue/x", { common_name: "c.example", ttl: "3h" })).data.serial_number
      yield* TestClock.adjust("3 hours")
      const everything = { tidy_cert_store: true, tidy_revoked_certs: true, revoked_safety_buffer: "1h" }
      assert.strictEqual((yield* mount.write("tidy", { ...everything, safety_buffer: "1h" })).status, 202)
      const left = (yield* mount.ask("list", "certs/")).data.keys
      assert.notInclude(left, old)
      assert.notInclude(left, revoked)
      assert.include(left, young)
      assert.strictEqual(left.length, 2)
      const status = (yield* mount.read("tidy-status")).data
      assert.deepInclude(status, { state: "Finished", cert_store_deleted_count: 2, revoked_cert_deleted_count: 1 })
    })
  )

  it.effect("tidy_expired_issuers was accepted without a word, though expired issuers stay", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const warningsOf = (fields: object) =>
        Effect.map(mount.write("tidy", fields), ({ raw, status }) => {
          assert.strictEqual(status, 202)
          return JSON.parse(raw!.body as string).warnings as ReadonlyArray<string>
        })
      const started = /^Tidy operation successfully started/
      const [first, second, ...others] = yield* warningsOf({ tidy_expired_issuers: true, tidy_cert_store: true })
      assert.match(first!, started)
      assert.strictEqual(second, "tidy_expired_issuers is not supported: delete each expired issuer instead")
      assert.deepStrictEqual(others, [])
      const plain = yield* warningsOf({ tidy_cert_store: true })
      assert.lengthOf(plain, 1)
    })
  )
})
