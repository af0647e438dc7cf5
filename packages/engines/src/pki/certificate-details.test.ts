import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { webcrypto } from "node:crypto"
import { detailsOf } from "./certificate-details.ts"
import { encodeNames } from "./general-names.ts"
import { Extension, X509CertificateGenerator } from "./x509.ts"

describe("details of a certificate", () => {
  it.effect("a malformed extension made certs/detailed a 500", () =>
    Effect.gen(function* () {
      const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }
      const names = { dns: ["b.example", "c.example"], emails: ["d@e.example"], ips: [], uris: [] }
      const certificate = yield* Effect.promise(async () =>
        X509CertificateGenerator.createSelfSigned({
          name: "CN=a.example",
          notBefore: new Date(0),
          notAfter: new Date(1_000_000),
          keys: (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as never,
          signingAlgorithm: algorithm as never,
          extensions: [
            new Extension("2.5.29.37", false, Uint8Array.of(5)),
            // A critical one has a third part.
            new Extension("2.5.29.17", true, encodeNames(names))
          ]
        })
      )
      assert.throws(() => certificate.getExtension("2.5.29.17"))
      assert.deepStrictEqual(detailsOf(certificate), {
        common_name: "a.example",
        dns_names: ["b.example", "c.example"],
        issuer: "CN=a.example",
        key_bits: 256,
        key_type: "ec",
        not_after: "1970-01-01T00:16:40Z",
        not_before: "1970-01-01T00:00:00Z"
      })
    })
  )
})
