import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { X509Certificate } from "node:crypto"
import { pkiMount } from "./pki-mount.ts"
import { ready, refused, root, withoutKey } from "./pki-ready.ts"

describe("responses with issuers", () => {
  it.effect("PEM of an issuer lacked the final newline that the original sends", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const issuers = [yield* mount.read("issuer/default"), yield* mount.read("issuer/default/json")]
      for (const { data } of issuers)
        for (const text of [data.certificate, ...data.ca_chain]) assert.match(text, /-----END CERTIFICATE-----\n$/)
      assert.match((yield* mount.read("issuer/default/crl")).data.crl, /-----END X509 CRL-----\n$/)
      for (const path of ["issuer/default/pem", "issuer/default/crl/pem"])
        assert.match((yield* mount.read(path)).raw!.body as string, /-----\n$/, path)
      // The paths of the default issuer have no final newline, as in the original.
      for (const path of ["ca/pem", "ca_chain", "crl/pem"])
        assert.match((yield* mount.read(path)).raw!.body as string, /-----$/, path)
      for (const path of ["cert/ca", "cert/ca_chain", "cert/crl"])
        assert.match((yield* mount.read(path)).data.certificate, /-----$/, path)
    })
  )

  it.effect("RW-PKI-8: cert/ca/raw and cert/ca/raw/pem were 404", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const der = (yield* mount.read("cert/ca/raw")).raw!
      assert.strictEqual(der.contentType, "application/pkix-cert")
      assert.strictEqual(new X509Certificate(der.body).subject, "CN=root.example")
      const pem = (yield* mount.read("cert/ca/raw/pem")).raw!
      assert.deepStrictEqual(pem, (yield* mount.read("ca/pem")).raw)
      const empty = yield* pkiMount
      for (const path of ["cert/ca/raw", "cert/ca/raw/pem"]) assert.strictEqual((yield* empty.read(path)).status, 204)
    })
  )

  it.effect("the usage of an issuer always includes read-only", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const { data } = yield* mount.write("issuer/default", { usage: "issuing-certificates" })
      assert.strictEqual(data.usage, "issuing-certificates,read-only")
    })
  )

  it.effect("a manual chain is shown with the issuer itself, and has to begin with it", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      yield* root(mount, { issuer_name: "second" })
      const { data } = yield* mount.write("issuer/default", { manual_chain: "self" })
      assert.deepStrictEqual(data.manual_chain, [data.issuer_id])
      const longer = yield* mount.write("issuer/default", { manual_chain: "self,second" })
      assert.strictEqual(longer.data.manual_chain.length, 2)
      assert.strictEqual(longer.data.manual_chain[0], data.issuer_id)
      refused(yield* mount.write("issuer/default", { manual_chain: "second,self" }), /expected first cert in chain/)
    })
  )

  it.effect("a signature algorithm of CRLs that the issuer's key cannot have is refused, in any spelling", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const write = (algorithm: string) => mount.write("issuer/default", { revocation_signature_algorithm: algorithm })
      for (const algorithm of ["SHA256WithRSA", "SHA512WithRSAPSS", "Ed25519", "nonsense"])
        refused(yield* write(algorithm), /revocation_signature_algorithm|unable to use issuer/)
      const { data } = yield* write("ecdsawithsha384")
      assert.strictEqual(data.revocation_signature_algorithm, "ECDSAWithSHA384")
    })
  )

  it.effect("a change of the default issuer has to name it", () =>
    Effect.gen(function* () {
      const { issuer, mount } = yield* withoutKey
      refused(yield* mount.write("config/issuers", {}), /must be non-empty/)
      refused(yield* mount.write("config/issuers", { default_follows_latest_issuer: true }), /must be non-empty/)
      const { default: id } = (yield* mount.read("config/issuers")).data
      assert.strictEqual((yield* mount.write("config/issuers", { default: id })).status, 200)
      const { warnings } = yield* mount.write("config/issuers", { default: issuer })
      assert.match(warnings!.join(), /no key associated/)
    })
  )
})

describe("RW-PKI-7: an issuer that may no longer sign CRLs", () => {
  it.effect("lost its CRL; now it publishes the last one, with all revocations so far", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const crl = Effect.map(mount.read("issuer/default/crl/der"), ({ raw, status }) => {
        assert.strictEqual(status, 200)
        return Buffer.from(raw!.body).toString("hex")
      })
      const { serial_number } = (yield* mount.write("issue/x", { common_name: "a.example" })).data
      // No CRL was requested since the revocation, so it is in none.
      yield* mount.write("revoke", { serial_number })
      yield* mount.ask("patch", "issuer/default", { usage: "read-only" })
      const last = yield* crl
      assert.include(last, serial_number.replaceAll(":", ""))
      assert.strictEqual(yield* crl, last)
      assert.strictEqual((yield* mount.read("crl")).status, 200)
      assert.strictEqual((yield* mount.read("crl/rotate")).status, 200)
      assert.strictEqual(yield* crl, last)
      yield* mount.ask("patch", "issuer/default", { usage: "read-only,crl-signing" })
      assert.notStrictEqual((yield* mount.read("crl/rotate")).status, 400)
      assert.notStrictEqual(yield* crl, last)
    })
  )
})
