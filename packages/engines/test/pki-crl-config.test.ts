import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { createHash } from "node:crypto"
import { X509Crl } from "../src/pki/x509.ts"
import { type Mount, ready, refused } from "./pki-ready.ts"

const crlOf = (mount: Mount) =>
  Effect.map(mount.read("crl/pem"), ({ raw }) => {
    const list = new X509Crl(raw!.body as string)
    return { entries: list.entries.length, nextUpdate: list.nextUpdate!.getTime(), hash: sha256(raw!.body as string) }
  })

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")

/** Issues a certificate for long enough, and revokes it. */
const revokeOne = Effect.fnUntraced(function* (mount: Mount) {
  const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
  assert.strictEqual((yield* mount.write("revoke", { serial_number })).status, 200)
})

describe("the settings of CRLs", () => {
  it.effect("enable_delta was accepted and shown, though there are no delta CRLs", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const delta = { auto_rebuild: true, enable_delta: true }
      refused(yield* mount.write("config/crl", delta), /^delta CRLs are not supported/)
      refused(yield* mount.write("config/crl", { enable_delta: true }), /^Delta CRLs cannot be enabled when/)
      const accepted = yield* mount.write("config/crl", { auto_rebuild: true, enable_delta: false })
      assert.deepStrictEqual([accepted.data.auto_rebuild, accepted.data.enable_delta], [true, false])
    })
  )

  it.effect("an ocsp_expiry of 0 was refused, though the original accepts it", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      assert.strictEqual((yield* mount.write("config/crl", { ocsp_expiry: "0" })).data.ocsp_expiry, "0")
      refused(yield* mount.write("config/crl", { expiry: "0" }), /^expiry must be from one second/)
      refused(yield* mount.write("config/crl", { ocsp_expiry: "900000h" }), /^ocsp_expiry must be from 0 seconds/)
    })
  )

  it.effect("a stored enable_delta is shown as false, and does not prevent changes of other settings", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const stored = (yield* mount.write("config/crl", { auto_rebuild: true })).data
      yield* mount.storage.put("config/crl", JSON.stringify({ ...stored, enable_delta: true }))
      assert.isFalse((yield* mount.read("config/crl")).data.enable_delta)
      const changed = yield* mount.write("config/crl", { expiry: "48h" })
      assert.deepStrictEqual([changed.status, changed.data.enable_delta, changed.data.expiry], [200, false, "48h"])
      const rotated = yield* mount.read("crl/rotate-delta")
      assert.match(rotated.warnings!.join(), /delta CRL is not enabled; this is a no-op$/)
    })
  )

  it.effect("with auto_rebuild, a CRL is replaced within the grace period before it expires, and not earlier", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ ttl: "720h" })
      yield* mount.write("config/crl", { auto_rebuild: true, expiry: "24h", auto_rebuild_grace_period: "4h" })
      const first = yield* crlOf(mount)
      yield* revokeOne(mount)
      yield* TestClock.adjust("1199 minutes")
      assert.deepStrictEqual(yield* crlOf(mount), first)
      yield* TestClock.adjust("1 minute")
      const second = yield* crlOf(mount)
      assert.deepStrictEqual([first.entries, second.entries], [0, 1])
      assert.strictEqual(second.nextUpdate - first.nextUpdate, 20 * 3_600_000)
      yield* TestClock.adjust("100 hours")
      const late = yield* crlOf(mount)
      assert.strictEqual(late.nextUpdate - second.nextUpdate, 100 * 3_600_000)
    })
  )
})
