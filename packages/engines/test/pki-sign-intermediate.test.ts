import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { pkiMount } from "./pki-mount.ts"
import { certificate, ready, refused } from "./pki-ready.ts"

/** A request for a P-224 key, made by openssl. */
const P224_REQUEST = `-----BEGIN CERTIFICATE REQUEST-----
MIG7MGsCAQAwFDESMBAGA1UEAwwJYS5leGFtcGxlME4wEAYHKoZIzj0CAQYFK4EE
ACEDOgAEP+jkh5jvn8JoebM97SfLO2djz6BocbMJEMNGplneYJZHRMgHn+b0Ls7Z
7nNyrKyg+ZBwINyWW42gADAKBggqhkjOPQQDAgNAADA9Ah0Akal28wSF4Z2/Y0O9
amYvsLDu0vOXvgHrZgp1jAIcfJNbboGD4rKvrQATn2cTTrm+45itPWn7OSdoZQ==
-----END CERTIFICATE REQUEST-----`

const intermediate = Effect.gen(function* () {
  const below = yield* pkiMount
  const made = yield* below.write("intermediate/generate/internal", { common_name: "i", key_type: "ec" })
  return made.data.csr as string
})

describe("RW-PKI-4: the validity of an intermediate CA", () => {
  it.effect("an intermediate with the TTL of its root was refused; it is shortened, with a warning", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const csr = yield* intermediate
      const rootEnd = certificate(yield* mount.read("cert/ca")).validTo
      yield* TestClock.adjust("1 minute")
      for (const behavior of ["err", "truncate"]) {
        yield* mount.ask("patch", "issuer/default", { leaf_not_after_behavior: behavior })
        for (const end of [{ ttl: "8760h" }, { not_after: "2030-01-01T00:00:00Z" }]) {
          const signed = yield* mount.write("root/sign-intermediate", { csr, common_name: "i", ...end })
          assert.strictEqual(certificate(signed).validTo, rootEnd)
          assert.match(signed.warnings!.join(), /expires together with the CA/)
        }
        const shorter = yield* mount.write("root/sign-intermediate", { csr, common_name: "i", ttl: "1h" })
        assert.notMatch(shorter.warnings!.join(), /expir/)
      }
    })
  )

  it.effect("an intermediate outlives its root only if the issuer permits it, with a warning", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const csr = yield* intermediate
      yield* mount.ask("patch", "issuer/default", { leaf_not_after_behavior: "permit" })
      const signed = yield* mount.write("root/sign-intermediate", { csr, common_name: "i", ttl: "9000h" })
      const rootEnd = Date.parse(certificate(yield* mount.read("cert/ca")).validTo)
      assert.isAbove(Date.parse(certificate(signed).validTo), rootEnd)
      assert.match(signed.warnings!.join(), /after the CA's expiration time/)
    })
  )

  it.effect("a root that has expired signs no intermediate", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const csr = yield* intermediate
      yield* TestClock.adjust("366 days")
      refused(yield* mount.write("root/sign-intermediate", { csr, common_name: "i", ttl: "1h" }), /has expired/)
    })
  )
})

describe("a signing request for an unsupported key", () => {
  it.effect("the error for a P-224 key said that the request is not PKCS #10; it names the possible keys", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      for (const path of ["sign/x", "sign-verbatim", "root/sign-intermediate"])
        refused(yield* mount.write(path, { csr: P224_REQUEST, common_name: "i" }), /its key is not RSA, EC \(P-256/)
    })
  )
})
