import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { pkiMount } from "./pki-mount.ts"
import { root, ready, certificate, refused, withoutKey } from "./pki-ready.ts"

describe("issuers (RW-PKI-2)", () => {
  it.effect("one of several simultaneous issuers becomes the default, and names stay unique", () =>
    Effect.gen(function* () {
      const mount = yield* pkiMount
      const made = yield* Effect.all(
        Array.from({ length: 5 }, () => root(mount, { issuer_name: "one" })),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(made.map(({ status }) => status).sort(), [200, 400, 400, 400, 400])
      assert.strictEqual((yield* mount.ask("list", "issuers/")).data.keys.length, 1)
      assert.strictEqual((yield* mount.ask("list", "keys/")).data.keys.length, 1)
    })
  )

  it.effect("an issuer without its key cannot sign", () =>
    Effect.gen(function* () {
      const { issuer, mount } = yield* withoutKey
      refused(yield* mount.write(`issuer/${issuer}/issue/x`, { common_name: "a.example" }), /key of issuer/)
      refused(yield* mount.read(`issuer/${issuer}/crl/pem`), /cannot sign CRLs/)
      assert.strictEqual((yield* mount.read(`issuer/${issuer}/pem`)).status, 200)
    })
  )

  it.effect("the health check of the original stopped at an issuer that cannot sign a CRL", () =>
    Effect.gen(function* () {
      const { issuer, mount } = yield* withoutKey
      refused(
        yield* mount.read(`issuer/${issuer}/crl`),
        /^unable to find CRL for issuer: [-0-9a-f]{36} cannot sign CRLs$/
      )
    })
  )

  it.effect("usage and path length are enforced", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      yield* root(mount, { issuer_name: "flat", max_path_length: 0 })
      const csr = (yield* mount.write("intermediate/generate/internal", { common_name: "i", key_type: "ec" })).data.csr
      refused(yield* mount.write("issuer/flat/sign-intermediate", { csr, common_name: "i" }), /path length of zero/)
      yield* mount.write("issuer/flat", { issuer_name: "flat", usage: "read-only" })
      refused(yield* mount.write("issuer/flat/issue/x", { common_name: "a.example" }), /not allowed to be used/)
    })
  )

  it.effect("a patch of another field keeps a manual chain that has only the issuer itself", () =>
    Effect.gen(function* () {
      const above = yield* ready()
      const below = yield* pkiMount
      const csr = (yield* below.write("intermediate/generate/internal", { common_name: "i", key_type: "ec" })).data.csr
      const signed = (yield* above.write("root/sign-intermediate", { csr, common_name: "i" })).data
      yield* below.write("intermediate/set-signed", { certificate: signed.ca_chain.join("\n") })
      const { data } = yield* below.write("issuer/default", { manual_chain: ["self"] })
      assert.strictEqual(data.ca_chain.length, 1)
      const patched = yield* below.ask("patch", "issuer/default", { leaf_not_after_behavior: "permit" })
      assert.deepStrictEqual(patched.data, { ...data, leaf_not_after_behavior: "permit" })
    })
  )

  it.effect("imports a bundle with its root and the whole chain", () =>
    Effect.gen(function* () {
      const above = yield* ready()
      const below = yield* pkiMount
      const csr = (yield* below.write("intermediate/generate/internal", { common_name: "i", key_type: "ec" })).data.csr
      const signed = (yield* above.write("root/sign-intermediate", { csr, common_name: "i" })).data
      const bundle = signed.ca_chain.join("\n")
      const taken = (yield* below.write("intermediate/set-signed", { certificate: bundle })).data
      assert.strictEqual(taken.imported_issuers.length, 2)
      assert.strictEqual((yield* below.read("issuer/default")).data.ca_chain.length, 2)
      const again = (yield* below.write("intermediate/set-signed", { certificate: bundle })).data
      assert.strictEqual(again.imported_issuers, null)
      // They are issuers, and not certificates that this mount issued.
      assert.strictEqual((yield* below.ask("list", "certs/")).status, 404)
      // A certificate whose key the mount does not have is rejected.
      const stranger = (yield* above.read("cert/ca")).data.certificate
      refused(
        yield* (yield* pkiMount).write("intermediate/set-signed", { certificate: stranger }),
        /no certificate for a key of this mount/
      )
    })
  )
})

describe("signing requests (RW-PKI-11)", () => {
  it.effect("sign-verbatim never issues a CA", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const asked = { common_name: "i.example", key_type: "ec", add_basic_constraints: true }
      const csr = (yield* mount.write("intermediate/generate/internal", asked)).data.csr
      for (const path of ["sign-verbatim", "sign-verbatim/x", "sign/x"]) {
        assert.isFalse(certificate(yield* mount.write(path, { csr })).ca, path)
      }
    })
  )

  it.effect("a request signed by another key is rejected", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const csr: string = (yield* mount.write("intermediate/generate/internal", { common_name: "i.example" })).data.csr
      const lines = csr.split("\n")
      // The last whole line is part of the signature.
      lines[lines.length - 3] = lines.at(-3)!.replace(/^./, (first) => (first === "A" ? "B" : "A"))
      refused(yield* mount.write("sign/x", { csr: lines.join("\n") }), /signature|parsed/)
    })
  )
})
