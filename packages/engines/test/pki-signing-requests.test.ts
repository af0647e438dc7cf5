import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { der } from "../src/pki/der.ts"
import { Extension, ExtendedKeyUsageExtension, KeyUsagesExtension, X509Certificate } from "../src/pki/x509.ts"
import { certificate, ready, refused, root } from "./pki-ready.ts"
import { nameBytes, request } from "./pki-requests.ts"

const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", publicExponent: Uint8Array.of(1, 0, 1) }
const NAME_CONSTRAINTS = "2.5.29.30"

const constraints = new Extension(
  NAME_CONSTRAINTS,
  true,
  der(0x30, der(0xa0, der(0x30, der(0x82, Buffer.from("csr.example")))))
)
const ownExtension = new Extension("1.3.6.1.4.1.55555.1", false, der(0x0c, Buffer.from("own")))

const extensionsOf = (pem: string) =>
  new Map(new X509Certificate(pem).extensions.map(({ type, value }) => [type, Buffer.from(value).toString("hex")]))

describe("pki signing requests", () => {
  it.effect("no operation signs an RSA key below 2048 bits", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ key_type: "any" })
      const csr = yield* request({ subject: "CN=a.example", algorithm: { ...RSA, modulusLength: 1024 } })
      for (const path of ["sign/x", "sign-verbatim", "sign-verbatim/x", "root/sign-intermediate"])
        refused(yield* mount.write(path, { csr, common_name: "a.example" }), /RSA keys < 2048 bits are unsafe/)
    })
  )

  it.effect("sign-verbatim signs with the issuer that the body names", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      yield* root(mount, { common_name: "second.example", issuer_name: "second" })
      const csr = yield* request({ subject: "CN=a.example" })
      const issuerOf = (path: string, fields: object = {}) =>
        Effect.map(mount.write(path, { csr, ...fields }), (response) => certificate(response).issuer)
      assert.strictEqual(yield* issuerOf("sign-verbatim"), "CN=root.example")
      assert.strictEqual(yield* issuerOf("sign-verbatim", { issuer_ref: "second" }), "CN=second.example")
      // The path wins over the body.
      assert.strictEqual(yield* issuerOf("issuer/default/sign-verbatim", { issuer_ref: "second" }), "CN=root.example")
      assert.strictEqual(yield* issuerOf("sign-verbatim/x", { issuer_ref: "second" }), "CN=root.example")
      const body = { csr, common_name: "i.example", issuer_ref: "second" }
      const replaced = /^Endpoint replaced .*: \[issuer_ref\]$/
      for (const path of ["sign-verbatim", "sign-intermediate"])
        assert.match((yield* mount.write(`issuer/default/${path}`, body)).warnings![0]!, replaced)
      assert.match((yield* mount.write("sign-verbatim/x", body)).warnings![0]!, /issuer of the role is being used/)
      assert.deepStrictEqual((yield* mount.write("sign-verbatim", body)).warnings, [])
      const unknown = yield* mount.write("sign-verbatim", { csr, issuer_ref: "nope" })
      assert.strictEqual(unknown.status, 404)
      assert.match(unknown.errors!.join(), /unable to find PKI issuer for reference: nope/)
    })
  )

  it.effect("sign certifies the last common name, the serial number and the user ids, if the role allows them", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const subject = "CN=first.example, CN=last.example, 2.5.4.5=s-1, 0.9.2342.19200300.100.1.1=u-1"
      const csr = yield* request({ subject })
      refused(yield* mount.write("sign/x", { csr }), /serial_number s-1 not allowed by this role/)
      yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true, allowed_serial_numbers: "s-*" })
      refused(yield* mount.write("sign/x", { csr }), /user_id u-1 is not allowed by this role/)
      const role = { key_type: "ec", allow_any_name: true, allowed_serial_numbers: "s-*", allowed_user_ids: "u-*" }
      yield* mount.write("roles/x", role)
      const signed = certificate(yield* mount.write("sign/x", { csr }))
      assert.strictEqual(signed.subject, "CN=last.example\nserialNumber=s-1\nUID=u-1")
      assert.strictEqual(signed.subjectAltName, "DNS:last.example")
      const named = certificate(yield* mount.write("sign/x", { csr, serial_number: "s-2", user_ids: "u-2" }))
      assert.strictEqual(named.subject, "CN=last.example\nserialNumber=s-2\nUID=u-2")
      // Each user id is a part of the subject.
      const two = certificate(yield* mount.write("sign/x", { csr, user_ids: ["u-2", "u-3"] }))
      assert.strictEqual(two.subject, "CN=last.example\nserialNumber=s-1\nUID=u-2\nUID=u-3")
    })
  )

  it.effect("RW-PKI-5: a name of another kind in a signing request is refused", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const upn = der(0xa0, der(6, Uint8Array.of(0x2b, 6, 1, 4, 1, 0x82, 0x37, 0x14, 2, 3)), der(0xa0, der(0x0c)))
      const kinds = [
        [upn, "otherName"],
        [nameBytes(8, [0x2a, 3]), "registeredID"],
        [der(0xa4, der(0x30)), "directoryName"]
      ] as const
      for (const [name, kind] of kinds) {
        const csr = yield* request({ subject: "CN=a.example", names: [name] })
        refused(yield* mount.write("sign/x", { csr }), new RegExp(`of the kind ${kind}, which is not supported`))
      }
      yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true, use_csr_sans: false })
      certificate(yield* mount.write("sign/x", { csr: yield* request({ subject: "CN=a.example", names: [upn] }) }))
    })
  )

  it.effect("sign-intermediate with use_csr_values keeps the extensions of the request, and adds no name", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const given = [
        new KeyUsagesExtension(1 | 32 | 64, true),
        new ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.1"]),
        constraints,
        ownExtension
      ]
      const csr = yield* request({ subject: "CN=i.example, O=Own", extensions: given })
      const fields = { csr, use_csr_values: true, common_name: "other.example" }
      const response = yield* mount.write("root/sign-intermediate", fields)
      const signed = certificate(response)
      assert.strictEqual(signed.subject, "CN=i.example\nO=Own")
      assert.strictEqual(signed.subjectAltName, undefined)
      assert.strictEqual(signed.ca, true)
      const kept = extensionsOf(response.data.certificate)
      for (const { type, value } of given) assert.strictEqual(kept.get(type), Buffer.from(value).toString("hex"), type)
      refused(
        yield* mount.write("root/sign-intermediate", { ...fields, permitted_dns_domains: "a.example" }),
        /permitted_dns_domains cannot be combined with the name constraints of the CSR/
      )
    })
  )

  it.effect("sign-intermediate takes a missing common name from the request", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const csr = yield* request({ subject: "CN=i.example, 2.5.4.5=s-1, O=Own", names: [nameBytes(2, [0x62])] })
      const signed = certificate(yield* mount.write("root/sign-intermediate", { csr }))
      assert.strictEqual(signed.subject, "CN=i.example\nserialNumber=s-1")
      assert.strictEqual(signed.subjectAltName, "DNS:i.example")
      const named = certificate(yield* mount.write("root/sign-intermediate", { csr, common_name: "j.example" }))
      assert.strictEqual(named.subject, "CN=j.example\nserialNumber=s-1")
    })
  )

  it.effect("the extended usages that a request names limit a CA", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const csr = yield* request({ subject: "CN=i.example" })
      const usages = { key_usage: "DigitalSignature,KeyEncipherment", ext_key_usage: "ServerAuth" }
      const oids = { ext_key_usage_oids: "1.3.6.1.5.5.7.3.36" }
      for (const [path, fields] of [
        ["root/sign-intermediate", { csr }],
        ["root/generate/internal", { key_type: "ec", common_name: "other.example" }]
      ] as const) {
        const { data } = yield* mount.write(path, { ...fields, ...usages, ...oids })
        const made = new X509Certificate(data.certificate)
        assert.strictEqual(made.getExtension(KeyUsagesExtension)?.usages, 1 | 32 | 64)
        const extended = made.getExtension(ExtendedKeyUsageExtension)?.usages
        assert.deepStrictEqual(extended, ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.36"])
        refused(yield* mount.write(path, { ...fields, ext_key_usage_oids: "x" }), /ext_key_usage_oids/)
      }
    })
  )

  it.effect("a CA without a subject has critical names, and a path length of zero is announced", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const made = yield* root(mount, { common_name: "", alt_names: "a.example", max_path_length: 0 })
      const names = new X509Certificate(made.data.certificate).getExtension("2.5.29.17")
      assert.strictEqual(names?.critical, true)
      assert.include(made.warnings!.join(), "Max path length of the generated certificate is zero.")
      for (const path of ["root/generate/internal", "root/sign-intermediate"]) {
        const csr = yield* request({ subject: "CN=i.example" })
        refused(yield* mount.write(path, { csr, key_type: "ec", max_path_length: -5 }), /max_path_length must be -1/)
      }
    })
  )

  it.effect("the parts of a subject are in the order of the original", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const parts = {
        ou: "f",
        organization: "e",
        country: "AT",
        locality: "b",
        province: "a",
        street_address: "c",
        postal_code: "d"
      }
      const { subject } = certificate(yield* root(mount, parts))
      assert.strictEqual(subject, "C=AT\nST=a\nL=b\nstreet=c\npostalCode=d\nO=e\nOU=f\nCN=root.example")
    })
  )
})
