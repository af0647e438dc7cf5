import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { certificate, ready, refused } from "./pki-ready.ts"
import { nameBytes, request } from "./pki-requests.ts"

const others = [
  "010.1.1.1",
  "127.1",
  "1.2.3.256",
  "1.2.3",
  "1.2.3.4/8",
  "::1%1",
  ":::1",
  "1:2:3:4:5:6:7::8:9",
  "::12345",
  "::1.2.3",
  "::01.2.3.4"
]

describe("the names in a certificate are those that were checked", () => {
  it.effect("RW-PKI-5: an address cannot pass the blocks of a role in another spelling", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ allowed_ip_sans_cidr: "10.0.0.0/8,2001:db8::/32" })
      const issue = (ip: string) => mount.write("issue/x", { common_name: "a.example", ip_sans: [ip] })
      refused(yield* issue("012.0.0.1"), /"012\.0\.0\.1" is not a valid IP address/)
      for (const ip of others) refused(yield* issue(ip), /is not a valid IP address/)
      refused(yield* issue("::10.0.0.1"), /::a00:1 not allowed by this role/)
      refused(yield* issue("64:ff9b::10.0.0.1"), /64:ff9b::a00:1 not allowed by this role/)
      for (const [given, certified] of [
        ["10.1.2.3", "IP Address:10.1.2.3"],
        ["::ffff:10.0.0.1", "IP Address:10.0.0.1"],
        ["::FFFF:a00:1", "IP Address:10.0.0.1"],
        ["2001:DB8:0::192.0.2.1", "IP Address:2001:DB8:0:0:0:0:C000:201"]
      ] as const)
        assert.strictEqual(certificate(yield* issue(given)).subjectAltName, `DNS:a.example, ${certified}`)
    })
  )

  it.effect("an address in another spelling is none for a CA either", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const fields = { common_name: "i.example", key_type: "ec", ip_sans: "010.1.1.1" }
      const { csr } = (yield* mount.write("intermediate/generate/internal", { ...fields, ip_sans: "" })).data
      const invalid = /"010\.1\.1\.1" is not a valid IP address/
      refused(yield* mount.write("root/generate/internal", fields), invalid)
      refused(yield* mount.write("intermediate/generate/internal", fields), invalid)
      refused(yield* mount.write("root/sign-intermediate", { ...fields, csr }), invalid)
      const mapped = yield* mount.write("root/sign-intermediate", { ...fields, csr, ip_sans: "64:ff9b::1.2.3.4" })
      assert.match(certificate(mapped).subjectAltName!, /IP Address:64:FF9B:0:0:0:0:102:304$/)
    })
  )

  it.effect("IPv4 in IPv6 in a signing request is checked and certified as IPv4", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ allowed_ip_sans_cidr: "10.0.0.0/8" })
      const mapped = (last: number) => nameBytes(7, [...Array(10).fill(0), 0xff, 0xff, last, 0, 0, 1])
      const sign = (...names: ReadonlyArray<Uint8Array>) =>
        Effect.flatMap(request({ subject: "CN=a.example", names }), (csr) => mount.write("sign/x", { csr }))
      assert.strictEqual(certificate(yield* sign(mapped(10))).subjectAltName, "DNS:a.example, IP Address:10.0.0.1")
      refused(yield* sign(mapped(11)), /11\.0\.0\.1 not allowed by this role/)
      refused(yield* sign(nameBytes(7, [10, 0, 0])), /certificate request could not be parsed/)
      refused(yield* sign(nameBytes(2, [...Buffer.from("a.example\0.b")])), /is not a valid name|not allowed/)
    })
  )

  it.effect("RW-PKI-5: quotes, backslashes and hex in a subject are certified as they were checked", () =>
    Effect.gen(function* () {
      const mount = yield* ready({
        allowed_user_ids: "team-*",
        allowed_serial_numbers: "team-*",
        cn_validations: "disabled"
      })
      for (const value of ['team-"root"', "team-\\\\x", "team-#0c", "team-ä"]) {
        const { subject } = certificate(
          yield* mount.write("issue/x", { common_name: value, serial_number: value, user_ids: [value] })
        ).toLegacyObject()
        assert.deepStrictEqual({ ...subject }, { CN: value, serialNumber: value, UID: value } as object)
      }
      const hex = yield* mount.write("issue/x", { common_name: "#0c0161" })
      assert.strictEqual(certificate(hex).toLegacyObject().subject.CN, "#0c0161")
    })
  )

  it.effect("a host name has labels of 63 characters at most, and no underscores", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const long = `${"x".repeat(64)}.example`
      const issue = (fields: object) => mount.write("issue/x", fields)
      refused(yield* issue({ common_name: long }), /common name x+\.example not allowed by this role/)
      refused(yield* issue({ common_name: "a.example", alt_names: long }), /not allowed by this role/)
      refused(yield* issue({ common_name: "_x.example.com" }), /common name _x\.example\.com not allowed by this role/)
      for (const name of ["a*.example.com", "_x.example.com"])
        refused(yield* issue({ common_name: "a.example", alt_names: name }), new RegExp(name.replace("*", "\\*")))
      const wildcard = certificate(yield* issue({ common_name: "a*.example.com" }))
      assert.strictEqual(wildcard.subject, "CN=a*.example.com")
      assert.strictEqual(wildcard.subjectAltName, undefined)
      const usual = certificate(yield* issue({ common_name: `*.${"x".repeat(63)}.example` }))
      assert.match(usual.subjectAltName!, /^DNS:\*\.x{63}\.example$/)
    })
  )

  it.effect("a common name that is too long for a host name is refused, unless it is no alternative name", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ cn_validations: "disabled" })
      for (const common_name of [`${"x".repeat(64)}.example`, "a..b", "x.".repeat(127) + "x"]) {
        refused(yield* mount.write("issue/x", { common_name }), /not (?:a valid name|allowed by this role)/)
        certificate(yield* mount.write("issue/x", { common_name, exclude_cn_from_sans: true }))
        refused(yield* mount.write("root/generate/internal", { common_name, key_type: "ec" }), /is not a valid name/)
      }
    })
  )

  it.effect("a host name with other letters than ASCII is certified in punycode", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const fields = { common_name: "ä.example", alt_names: "*.ö.example,Ü@ä.example" }
      refused(yield* mount.write("issue/x", fields), /not allowed by this role|is not a valid name/)
      const issued = certificate(yield* mount.write("issue/x", { ...fields, alt_names: "*.ö.example" }))
      assert.strictEqual(issued.subject, "CN=ä.example")
      assert.strictEqual(issued.subjectAltName, "DNS:xn--4ca.example, DNS:*.xn--nda.example")
      yield* mount.write("roles/x", { key_type: "ec", allowed_domains: "xn--4ca.example", allow_subdomains: true })
      const below = yield* mount.write("issue/x", { common_name: "a.xn--4ca.example", alt_names: "b.ä.example" })
      assert.strictEqual(certificate(below).subjectAltName, "DNS:a.xn--4ca.example, DNS:b.xn--4ca.example")
      refused(
        yield* mount.write("issue/x", { common_name: "a.xn--4ca.example", alt_names: "b.ö.example" }),
        /b\.xn--nda\.example not allowed by this role/
      )
    })
  )

  it.effect("a signing request can ask for names with underscores, unless the role enforces host names", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const csr = yield* request({ subject: "CN=a.example", names: [nameBytes(2, [...Buffer.from("_x.example")])] })
      refused(yield* mount.write("sign/x", { csr }), /_x\.example not allowed by this role/)
      yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true, enforce_hostnames: false })
      const { subjectAltName } = certificate(yield* mount.write("sign/x", { csr }))
      assert.strictEqual(subjectAltName, "DNS:a.example, DNS:_x.example")
    })
  )

  it.effect("the rules of a role for addresses and other names must be valid", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const role = (fields: object) => mount.write("roles/y", { key_type: "ec", ...fields })
      for (const block of ["x", "10.0.0.1", "010.0.0.0/8", "10.0.0.0/33"])
        refused(yield* role({ allowed_ip_sans_cidr: block }), /^error parsing allowed_ip_sans_cidr: /)
      refused(yield* role({ allowed_other_sans: "x" }), /^error parsing allowed_other_sans: /)
      const { data } = yield* role({
        allowed_ip_sans_cidr: "10.1.2.3/8,2001:DB8:1::1/32,::ffff:192.0.2.0/120",
        allowed_other_sans: "1.2.3;UTF8:*"
      })
      assert.deepStrictEqual(data.allowed_ip_sans_cidr, ["10.0.0.0/8", "2001:db8::/32", "192.0.2.0/24"])
    })
  )

  it.effect("a half of a surrogate pair in a subject was a server error", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ enforce_hostnames: false, allowed_serial_numbers: "*", allowed_user_ids: "*" })
      const fields = {
        common_name: "a\ud800",
        serial_number: "\udc00s",
        user_ids: ["\ud83d"],
        exclude_cn_from_sans: true
      }
      const issued = certificate(yield* mount.write("issue/x", fields))
      assert.strictEqual(issued.subject, "CN=a\ufffd\nserialNumber=\ufffds\nUID=\ufffd")
    })
  )

  it.effect("RW-PKI-5: digits of other scripts became an address in a host name", () =>
    Effect.gen(function* () {
      const invalid = /is not a valid name|not allowed by this role/
      const names = [
        "１0.0.0.1",
        "²⁵⁵.1.1.1",
        "10.0.0.①",
        "１",
        "0x７f.1",
        "a.１",

        "３.example.0x１",
        "*.１0.0.0.1"
      ]
      for (const role of [{}, { enforce_hostnames: false }, { enforce_hostnames: false, cn_validations: "disabled" }]) {
        const mount = yield* ready({ ...role, allow_any_name: true })
        const { csr } = (yield* mount.write("intermediate/generate/internal", { common_name: "i", key_type: "ec" }))
          .data
        for (const name of names) {
          const fields = { common_name: name, key_type: "ec" }
          refused(yield* mount.write("issue/x", fields), invalid)
          refused(yield* mount.write("issue/x", { common_name: "a.example", alt_names: name }), invalid)
          refused(yield* mount.write("root/generate/internal", fields), invalid)
          refused(yield* mount.write("intermediate/generate/internal", fields), invalid)
          refused(yield* mount.write("root/sign-intermediate", { ...fields, csr }), invalid)
          const asked = yield* request({ subject: `CN=${name}` })
          refused(yield* mount.write("sign/x", { csr: asked }), invalid)
        }
      }
      const mount = yield* ready()
      const digits = certificate(yield* mount.write("issue/x", { common_name: "１0.example", alt_names: "１.ä" }))
      assert.strictEqual(digits.subjectAltName, "DNS:10.example, DNS:1.xn--4ca")
    })
  )
})
