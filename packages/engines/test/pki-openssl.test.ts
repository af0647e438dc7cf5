import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { hasOpenssl, openssl } from "./openssl.ts"
import { pkiMount } from "./pki-mount.ts"

/** Serial numbers as openssl prints them. */
const printed = (serial: string): string => serial.replaceAll(":", "").toUpperCase()

/** openssl uses the real time, so the certificates are valid from now. */
const now = TestClock.setTime(Date.now())

const ok = (response: { status: number; errors?: ReadonlyArray<string>; data?: unknown }) => {
  assert.strictEqual(response.status, 200, JSON.stringify(response.errors))
  return response.data as Record<string, string>
}

describe.skipIf(!hasOpenssl)("certificates of pki, checked by openssl", () => {
  for (const [type, size, curve] of [
    ["rsa", 2048, "RSA Public-Key|Public-Key: \\(2048 bit\\)"],
    ["ec", 384, "secp384r1"],
    ["ed25519", 0, "ED25519"]
  ] as const) {
    it.effect(`a chain of three with ${type} keys verifies, and its CRLs too (RW-PKI-1, RW-PKI-7, RW-PKI-10)`, () =>
      Effect.gen(function* () {
        yield* now
        const key = { key_type: type, key_bits: size }
        const root = yield* pkiMount
        const below = yield* pkiMount
        const top = ok(
          yield* root.write("root/generate/internal", { common_name: "root.example", ttl: "1000h", ...key })
        )
        const request = ok(
          yield* below.write("intermediate/generate/internal", { common_name: "issuing.example", ...key })
        )
        const csr = openssl(["req", "-in", "csr.pem", "-verify", "-noout"], { "csr.pem": request["csr"]! })
        assert.strictEqual(csr.status, 0, csr.output)
        const signed = ok(
          yield* root.write("root/sign-intermediate", {
            csr: request["csr"],
            common_name: "issuing.example",
            ttl: "500h",
            permitted_dns_domains: "a.example"
          })
        )
        ok(yield* below.write("intermediate/set-signed", { certificate: signed["certificate"] }))
        ok(yield* below.write("roles/x", { allow_any_name: true, ttl: "1h", organization: "Örtliche A.G.", ...key }))
        const leaf = ok(
          yield* below.write("issue/x", { common_name: "x.a.example", alt_names: "y.a.example,me@a.example" })
        )
        const files = {
          "root.pem": top["certificate"]!,
          "above.pem": signed["certificate"]!,
          "leaf.pem": leaf["certificate"]!,
          "key.pem": leaf["private_key"]!,
          "root.crl": (yield* root.read("crl/pem")).raw!.body as string,
          "above.crl": (yield* below.read("crl/pem")).raw!.body as string
        }
        const chain = ["-x509_strict", "-CAfile", "root.pem", "-untrusted", "above.pem"]
        const verified = openssl(["verify", ...chain, "-purpose", "sslserver", "leaf.pem"], files)
        assert.strictEqual(verified.status, 0, verified.output)
        const crls = ["-crl_check_all", "-CRLfile", "root.crl", "-CRLfile", "above.crl"]
        const unrevoked = openssl(["verify", ...chain, ...crls, "leaf.pem"], files)
        assert.strictEqual(unrevoked.status, 0, unrevoked.output)

        const text = openssl(["x509", "-in", "leaf.pem", "-noout", "-text"], files).output
        assert.match(text, new RegExp(curve))
        assert.include(text, "DNS:x.a.example, DNS:y.a.example, email:me@a.example")
        // The exported key is the key of the certificate.
        const ours = openssl(["pkey", "-in", "key.pem", "-pubout"], files).output
        assert.strictEqual(openssl(["x509", "-in", "leaf.pem", "-noout", "-pubkey"], files).output, ours)

        ok(yield* below.write("revoke", { serial_number: leaf["serial_number"] }))
        const crl = (yield* below.read("crl/pem")).raw!.body as string
        const revoked = openssl(["verify", ...chain, ...crls, "leaf.pem"], { ...files, "above.crl": crl })
        assert.notStrictEqual(revoked.status, 0)
        assert.include(revoked.output, "certificate revoked")
        const der = (yield* below.read("crl")).raw!.body
        const listed = openssl(["crl", "-inform", "DER", "-in", "crl", "-noout", "-text"], { crl: der })
        assert.include(listed.output, printed(leaf["serial_number"]!))
        assert.match(listed.output, /CRL Number:\s*2/)
      })
    )
  }

  it.effect("returns keys as PKCS #1, SEC 1 or PKCS #8, in PEM or DER (RW-PKI-1)", () =>
    Effect.gen(function* () {
      yield* now
      const mount = yield* pkiMount
      ok(yield* mount.write("root/generate/internal", { key_type: "ec", common_name: "r" }))
      for (const [key_type, usual] of [
        ["rsa", "RSA PRIVATE KEY"],
        ["ec", "EC PRIVATE KEY"],
        ["ed25519", "PRIVATE KEY"]
      ]) {
        ok(yield* mount.write("roles/x", { allow_any_name: true, key_type }))
        for (const [private_key_format, label] of [
          ["der", usual],
          ["pkcs8", "PRIVATE KEY"]
        ]) {
          const asked = { common_name: "a.example", ttl: "1h", private_key_format }
          const pem = ok(yield* mount.write("issue/x", asked))["private_key"]!
          assert.match(pem, new RegExp(`^-----BEGIN ${label}-----\n`))
          const read = openssl(["pkey", "-in", "key", "-noout"], { key: pem })
          assert.strictEqual(read.status, 0, read.output)
          const der = ok(yield* mount.write("issue/x", { ...asked, format: "der" }))
          const bytes = openssl(["pkey", "-inform", "DER", "-in", "key", "-noout"], {
            key: Buffer.from(der["private_key"]!, "base64")
          })
          assert.strictEqual(bytes.status, 0, bytes.output)
        }
      }
    })
  )

  it.effect("signs with hashes of other sizes, and with PSS", () =>
    Effect.gen(function* () {
      yield* now
      const mount = yield* pkiMount
      const root = ok(
        yield* mount.write("root/generate/internal", { common_name: "r", use_pss: true, signature_bits: 512 })
      )
      ok(yield* mount.write("roles/x", { allow_any_name: true, use_pss: true, signature_bits: 384, ttl: "1h" }))
      const leaf = ok(yield* mount.write("issue/x", { common_name: "a.example" }))
      const files = { "root.pem": root["certificate"]!, "leaf.pem": leaf["certificate"]! }
      const verified = openssl(["verify", "-CAfile", "root.pem", "leaf.pem"], files)
      assert.strictEqual(verified.status, 0, verified.output)
      assert.match(openssl(["x509", "-in", "leaf.pem", "-noout", "-text"], files).output, /rsassaPss[\s\S]*sha384/i)
      assert.match(openssl(["x509", "-in", "root.pem", "-noout", "-text"], files).output, /rsassaPss[\s\S]*sha512/i)
    })
  )

  it.effect("the end of a lease adds its certificate to the CRL (RW-PKI-12)", () =>
    Effect.gen(function* () {
      yield* now
      const mount = yield* pkiMount
      ok(yield* mount.write("root/generate/internal", { key_type: "ec", common_name: "r" }))
      ok(yield* mount.write("roles/x", { allow_any_name: true, key_type: "ec", ttl: "1h", generate_lease: true }))
      const issued = yield* mount.write("issue/x", { common_name: "a.example" })
      const serial = ok(issued)["serial_number"]!
      assert.deepStrictEqual(issued.lease, { ttl: 3600, renewable: false, data: serial })
      const listed = Effect.map(
        mount.read("crl"),
        ({ raw }) => openssl(["crl", "-inform", "DER", "-in", "crl", "-noout", "-text"], { crl: raw!.body }).output
      )
      assert.notInclude(yield* listed, printed(serial))
      yield* mount.revokeLease(serial)
      assert.include(yield* listed, printed(serial))
      // Revoking a lease again is not an error.
      yield* mount.revokeLease(serial)
      assert.strictEqual((yield* listed).split(printed(serial)).length, 2)
    })
  )

  it.effect("certificates contain URLs, policies, usages and constraints (RW-PKI-13)", () =>
    Effect.gen(function* () {
      yield* now
      const mount = yield* pkiMount
      ok(yield* mount.write("root/generate/internal", { key_type: "ec", common_name: "r", max_path_length: 1 }))
      ok(yield* mount.write("config/cluster", { path: "https://pki.example/v1/pki" }))
      ok(
        yield* mount.write("config/urls", {
          enable_templating: true,
          issuing_certificates: "{{cluster_path}}/issuer/{{issuer_id}}/der",
          crl_distribution_points: "{{cluster_path}}/crl",
          ocsp_servers: "https://ocsp.example/"
        })
      )
      ok(
        yield* mount.write("roles/x", {
          allow_any_name: true,
          key_type: "ec",
          ttl: "1h",
          policy_identifiers: "1.3.6.1.4.1.7.8",
          ext_key_usage: "CodeSigning",
          key_usage: "ContentCommitment",
          basic_constraints_valid_for_non_ca: true
        })
      )
      const leaf = ok(yield* mount.write("issue/x", { common_name: "a.example", ip_sans: "10.0.0.1,fe80::1" }))
      const { output } = openssl(["x509", "-in", "c", "-noout", "-text"], { c: leaf["certificate"]! })
      for (const expected of [
        /CA Issuers - URI:https:\/\/pki\.example\/v1\/pki\/issuer\/[0-9a-f-]{36}\/der/,
        /OCSP - URI:https:\/\/ocsp\.example\//,
        /URI:https:\/\/pki\.example\/v1\/pki\/crl/,
        /Policy: 1\.3\.6\.1\.4\.1\.7\.8/,
        /TLS Web Server Authentication, TLS Web Client Authentication, Code Signing/,
        /Non Repudiation/,
        /CA:FALSE/,
        /IP Address:10\.0\.0\.1, IP Address:FE80:0:0:0:0:0:0:1/
      ])
        assert.match(output, expected)
    })
  )
})
