import { assert, describe, it } from "@effect/vitest"
import type { SlowWork } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { noQueues } from "./mounted.ts"
import { pkiMountWith } from "./pki-mount.ts"
import { type Mount, certificate, ready, refused, root } from "./pki-ready.ts"

/** A mount with the issuer `a` and its renewed certificate, the issuer `b`: both have the same name and key. */
const renewed = () =>
  Effect.gen(function* () {
    const mount = yield* ready()
    yield* mount.ask("patch", "issuer/default", { issuer_name: "a" })
    const made = yield* mount.write("root/generate/existing", {
      common_name: "root.example",
      key_ref: "default",
      ttl: "9000h",
      issuer_name: "b"
    })
    assert.strictEqual(made.status, 200, JSON.stringify(made.errors))
    return mount
  })

const revokedBy = (mount: Mount, issuer: string) =>
  Effect.gen(function* () {
    const issued = yield* mount.write(`issuer/${issuer}/issue/x`, { common_name: "a.example" })
    const { serial_number } = issued.data
    assert.strictEqual((yield* mount.write("revoke", { serial_number })).status, 200)
    return (serial_number as string).replaceAll(":", "")
  })

const listOf = (mount: Mount, issuer: string) =>
  Effect.map(mount.read(`issuer/${issuer}/crl/der`), ({ errors, raw, status }) => {
    assert.strictEqual(status, 200, errors?.join())
    return Buffer.from(raw!.body).toString("hex")
  })

/** What the storage of a mount had before issuers shared a CRL: a CRL for each issuer, and nothing about deleted issuers. */
const asBefore = (mount: Mount, issuerId: string, number: number) =>
  Effect.gen(function* () {
    const keys = mount.storage.keys()
    for (const key of keys.filter((each) => each.startsWith("former-issuers/"))) yield* mount.storage.delete(key)
    for (const key of keys.filter((each) => each.startsWith("shared-crl/"))) {
      const stored = JSON.parse((yield* mount.storage.get(key))!)
      yield* mount.storage.delete(key)
      yield* mount.storage.put(`crl/${issuerId}`, JSON.stringify({ ...stored, number }))
    }
  })

describe("RW-PKI-7: issuers with the same name and key", () => {
  it.effect("lost the revocations of one of them when it was deleted", () =>
    Effect.gen(function* () {
      const mount = yield* renewed()
      const serials = [yield* revokedBy(mount, "a"), yield* revokedBy(mount, "b")]
      assert.strictEqual((yield* mount.ask("delete", "issuer/a")).status, 200)
      serials.push(yield* revokedBy(mount, "b"))
      yield* mount.read("crl/rotate")
      const list = yield* listOf(mount, "b")
      for (const serial of serials) assert.include(list, serial)
    })
  )

  it.effect("keep them while none of them exists, until there is one again", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const serial = yield* revokedBy(mount, "default")
      yield* mount.ask("delete", "issuer/default")
      const again = { common_name: "root.example", key_ref: "default", issuer_name: "again" }
      yield* mount.write("root/generate/existing", again)
      yield* root(mount, { issuer_name: "other" })
      assert.include(yield* listOf(mount, "again"), serial)
      assert.notInclude(yield* listOf(mount, "other"), serial)
    })
  )

  it.effect("have one CRL, which any of them that may sign CRLs signs", () =>
    Effect.gen(function* () {
      const mount = yield* renewed()
      yield* mount.ask("patch", "issuer/a", { usage: "issuing-certificates" })
      const serial = yield* revokedBy(mount, "a")
      const list = yield* listOf(mount, "a")
      assert.include(list, serial)
      assert.strictEqual(yield* listOf(mount, "b"), list)
      assert.strictEqual(yield* listOf(mount, "default"), list)
    })
  )

  for (const lastStep of ["patch", "delete"] as const) {
    it.effect(`keep the last CRL, with all revocations, once none of them may sign (${lastStep})`, () =>
      Effect.gen(function* () {
        const mount = yield* renewed()
        yield* mount.ask("patch", "issuer/a", { usage: "issuing-certificates" })
        const serial = yield* revokedBy(mount, "b")
        const last = yield* mount.ask(lastStep, "issuer/b", lastStep === "patch" ? { usage: "read-only" } : {})
        assert.strictEqual(last.status, 200)
        const list = yield* listOf(mount, "a")
        assert.include(list, serial)
        yield* revokedBy(mount, "a")
        assert.strictEqual(yield* listOf(mount, "a"), list)
        assert.strictEqual((yield* mount.read("crl/rotate")).status, 200)
      })
    )
  }

  it.effect("do not list their own certificates", () =>
    Effect.gen(function* () {
      const mount = yield* renewed()
      const pem = (yield* mount.read("issuer/b")).data.certificate
      const serial = (yield* mount.ask("list", "issuers/")).data.key_info
      const ofB = Object.values<{ issuer_name: string; serial_number: string }>(serial).find(
        ({ issuer_name }) => issuer_name === "b"
      )!.serial_number
      yield* mount.ask("delete", "issuer/b")
      assert.strictEqual((yield* mount.write("revoke", { serial_number: ofB })).status, 200)
      assert.include(yield* listOf(mount, "a"), ofB.replaceAll(":", ""))
      assert.strictEqual((yield* mount.write("intermediate/set-signed", { certificate: pem })).status, 200)
      yield* mount.read("crl/rotate")
      assert.notInclude(yield* listOf(mount, "a"), ofB.replaceAll(":", ""))
    })
  )

  it.effect("find the revocations of an issuer that an older version deleted", () =>
    Effect.gen(function* () {
      const mount = yield* renewed()
      const a = (yield* mount.read("issuer/a")).data.issuer_id
      const serial = yield* revokedBy(mount, "a")
      yield* root(mount, { issuer_name: "other" })
      yield* listOf(mount, "a")
      yield* mount.ask("delete", "issuer/a")
      yield* asBefore(mount, a, 40)
      assert.include(yield* listOf(mount, "b"), serial)
      assert.notInclude(yield* listOf(mount, "other"), serial)
      yield* revokedBy(mount, "b")
      assert.include(yield* listOf(mount, "b"), serial)
    })
  )

  it.effect("continue the numbers and the last CRL of an older version", () =>
    Effect.gen(function* () {
      const mount = yield* renewed()
      const a = (yield* mount.read("issuer/a")).data.issuer_id
      const serial = yield* revokedBy(mount, "a")
      yield* listOf(mount, "a")
      yield* asBefore(mount, a, 0x1234)
      // The extension with the number: its object identifier, and an integer in an octet string.
      const numbered = (hex: string) => `0603551d1404040202${hex}`
      assert.include(yield* listOf(mount, "b"), numbered("1235"))
      for (const issuer of ["a", "b"]) yield* mount.ask("patch", `issuer/${issuer}`, { usage: "read-only" })
      yield* asBefore(mount, a, 0x1235)
      const list = yield* listOf(mount, "a")
      assert.include(list, serial)
      assert.strictEqual(yield* listOf(mount, "b"), list)
    })
  )

  it.effect("a revocation while the last of them lost the usage was on no CRL", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      const { storage } = mount
      const { modify } = storage
      let lists = 0
      /** Revokes after the last CRL was stored, and before the issuer is. */
      const revokesBetween: typeof modify = (key, decide) =>
        Effect.tap(modify(key, decide), () =>
          key.includes("crl/") && lists++ === 0 ? mount.write("revoke", { serial_number }) : Effect.void
        )
      Object.assign(storage, { modify: revokesBetween })
      yield* mount.ask("patch", "issuer/default", { usage: "issuing-certificates" })
      assert.isAbove(lists, 0)
      assert.include(yield* listOf(mount, "default"), serial_number.replaceAll(":", ""))
    })
  )
})

describe("RW-PKI-1: the key of an issuer", () => {
  it.effect("could be deleted, so that the issuer lost its CRL", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const { issuer_id, key_id } = (yield* mount.read("issuer/default")).data
      const refusal = yield* mount.ask("delete", `key/${key_id}`)
      assert.deepStrictEqual(
        [refusal.status, refusal.errors],
        [400, [`Failed to Delete Key.  Key in Use by Issuer: ${issuer_id}`]]
      )
      const serial = yield* revokedBy(mount, "default")
      assert.include(yield* listOf(mount, "default"), serial)
      yield* mount.ask("delete", "issuer/default")
      const deleted = yield* mount.ask("delete", `key/${key_id}`)
      assert.match(deleted.warnings!.join(), /configured as the default key/)
      assert.strictEqual((yield* mount.read(`key/${key_id}`)).status, 404)
    })
  )

  it.effect("that is deleted while the issuer is made makes the issuer fail", () =>
    Effect.gen(function* () {
      let between: Effect.Effect<unknown> = Effect.void
      const signatures: SlowWork = (_, work) => Effect.tap(work, () => between)
      const mount = yield* pkiMountWith({ ...noQueues, signatures })
      yield* mount.write("keys/generate/internal", { key_type: "ec", key_name: "k" })
      const { csr } = (yield* mount.write("intermediate/generate/existing", { common_name: "i", key_ref: "k" })).data
      const above = yield* ready()
      const signed = yield* above.write("root/sign-intermediate", { csr, common_name: "i" })
      between = mount.ask("delete", "key/k")
      const made = yield* mount.write("root/generate/existing", { common_name: "root.example", key_ref: "k" })
      assert.strictEqual(made.status, 404)
      const imported = yield* mount.write("intermediate/set-signed", { certificate: signed.data.certificate })
      refused(imported, /no certificate for a key of this mount/)
      assert.strictEqual((yield* mount.ask("list", "issuers/")).status, 404)
    })
  )

  it.effect("that an older version deleted leaves the last CRL", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      yield* revokedBy(mount, "default")
      const list = yield* listOf(mount, "default")
      const authority = JSON.parse((yield* mount.storage.get("authority"))!)
      const issuers = authority.issuers.map((issuer: object) => ({ ...issuer, keyId: "" }))
      yield* mount.storage.put("authority", JSON.stringify({ ...authority, issuers, keys: [], defaultKey: "" }))
      yield* mount.write("revoke", { serial_number })
      assert.strictEqual(yield* listOf(mount, "default"), list)
      refused(yield* mount.write("issue/x", { common_name: "a.example" }), /key of issuer/)
      assert.isTrue(certificate(yield* mount.read("issuer/default")).ca)
    })
  )
})
