import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { createPrivateKey, createPublicKey, sign } from "node:crypto"
import { der } from "../src/pki/der.ts"
import { toPem } from "../src/pki/pem.ts"
import { certificate, ready, refused } from "./pki-ready.ts"
import {
  bytesOfOid,
  COMMON_NAME,
  extension,
  extensionRequest,
  namePart,
  type RawParts,
  signedRequest
} from "./pki-raw-requests.ts"

const invalid = /certificate request could not be parsed/
const bytes = (...values: ReadonlyArray<number>): Uint8Array => Uint8Array.from(values)
const text = (value: string): Uint8Array => Buffer.from(value)

const ALTERNATIVE_NAMES = bytesOfOid("2.5.29.17")
const NAME_CONSTRAINTS = bytesOfOid("2.5.29.30")
const OWN = bytesOfOid("1.3.6.1.4.1.55555.1")

const names = (...list: ReadonlyArray<Uint8Array>) => extension(ALTERNATIVE_NAMES, der(0x30, ...list))
const withExtensions = (...list: ReadonlyArray<Uint8Array>): RawParts => ({ attributes: [extensionRequest(...list)] })
const withName = (tag: number, value: Uint8Array): RawParts => ({ subject: [namePart(COMMON_NAME, tag, value)] })
const constraints = (...parts: ReadonlyArray<Uint8Array>) =>
  withExtensions(extension(NAME_CONSTRAINTS, der(0x30, ...parts)))
const host = der(0x82, text("b.example"))

/** That all operations refuse these requests. */
const areRefused = (requests: Readonly<Record<string, RawParts>>) =>
  Effect.gen(function* () {
    const mount = yield* ready({ enforce_hostnames: false, require_cn: false, cn_validations: "disabled" })
    for (const [name, parts] of Object.entries(requests)) {
      const csr = signedRequest(parts)
      for (const [path, fields] of [
        ["sign/x", {}],
        ["sign-verbatim", {}],
        ["root/sign-intermediate", { common_name: "i.example" }],
        ["root/sign-intermediate", { use_csr_values: true }]
      ] as const) {
        const response = yield* mount.write(path, { csr, ...fields })
        refused({ ...response, data: `${name} ${path}` }, invalid)
      }
    }
  })

describe("what a signing request cannot mean is not certified", () => {
  it.effect("a name of a type that is not text was certified, and the certificate could not be parsed", () =>
    areRefused({
      NULL: withName(0x05, bytes()),
      BOOLEAN: withName(0x01, bytes(0xff)),
      "malformed BOOLEAN": withName(0x01, bytes(0xff, 0xff)),
      INTEGER: withName(0x02, bytes(1)),
      "OCTET STRING": withName(0x04, text("a.example")),
      SEQUENCE: withName(0x30, der(0x0c, text("a.example"))),
      "constructed string": withName(0x2c, der(0x0c, text("a.example"))),
      "context tag": withName(0x80, text("a.example")),
      VisibleString: withName(0x1a, text("a.example")),
      NumericString: withName(0x12, text("123")),
      UniversalString: withName(0x1c, bytes(0, 0, 0, 0x61)),
      "no value": { subject: [der(0x31, der(0x30, bytesOfOid(COMMON_NAME)))] },
      "two values": { subject: [der(0x31, der(0x30, bytesOfOid(COMMON_NAME), der(0x0c), der(0x0c)))] },
      "empty part": { subject: [der(0x31)] },
      "empty identifier": { subject: [der(0x31, der(0x30, der(6), der(0x0c, text("a"))))] }
    })
  )

  it.effect("text that is not valid in its encoding was certified as other text", () =>
    areRefused({
      "UTF-8": withName(0x0c, bytes(0x61, 0xff, 0x2e, 0x65)),
      "overlong UTF-8": withName(0x0c, bytes(0xc1, 0xa1)),
      PrintableString: withName(0x13, text("a@example")),
      IA5String: withName(0x16, bytes(0xe4)),
      TeletexString: withName(0x14, bytes(0xe4)),
      "odd BMPString": withName(0x1e, bytes(0, 0x61, 0)),
      "half of a pair": withName(0x1e, bytes(0xd8, 0, 0, 0x61))
    })
  )

  it.effect("a second request for extensions was ignored", () =>
    areRefused({
      "two attributes": { attributes: [extensionRequest(names(host)), extensionRequest(names(host))] },
      "two values": {
        attributes: [
          der(0x30, bytesOfOid("1.2.840.113549.1.9.14"), der(0x31, der(0x30, names(host)), der(0x30, names(host))))
        ]
      },
      "no value": { attributes: [der(0x30, bytesOfOid("1.2.840.113549.1.9.14"), der(0x31))] },
      "two extensions of a type": withExtensions(names(host), names(host))
    })
  )

  it.effect("extensions that cannot be decoded were copied", () =>
    areRefused({
      "empty identifier": withExtensions(extension(der(6), bytes(1))),
      "zeros before an identifier": withExtensions(extension(der(6, bytes(0x80, 0x80, 1)), bytes(1))),
      "unfinished identifier": withExtensions(extension(der(6, bytes(0x2a, 0x80)), bytes(1))),
      "text as name constraints": withExtensions(extension(NAME_CONSTRAINTS, text("zz"))),
      "empty name constraints": constraints(),
      "name constraints without names": constraints(der(0xa0)),
      "name constraints with others first": constraints(der(0xa1, der(0x30, host)), der(0xa0, der(0x30, host))),
      "name constraints with a short address": constraints(der(0xa0, der(0x30, der(0x87, bytes(10, 0, 0, 0))))),
      "name constraints with a minimum": constraints(der(0xa0, der(0x30, host, der(0x80, bytes(1))))),
      "text as policy constraints": withExtensions(extension(bytesOfOid("2.5.29.36"), text("zz"))),
      "bytes after an extension": withExtensions(
        extension(bytesOfOid("2.5.29.54"), Buffer.concat([der(2, bytes(0)), bytes(0)]))
      )
    })
  )

  it.effect("alternative names that cannot be decoded were copied", () =>
    areRefused({
      "host in Latin-1": withExtensions(names(der(0x82, bytes(0xe4)))),
      "URI in Latin-1": withExtensions(names(der(0x86, bytes(0xff, 0xfe, 0)))),
      identifier: withExtensions(names(der(0x88, bytes(0x80)))),
      "constructed host": withExtensions(names(der(0xa2, der(0x16, text("b.example"))))),
      "unknown kind": withExtensions(names(der(0x89, text("b.example")))),
      "directory name": withExtensions(names(der(0xa4, text("zz")))),
      "other name": withExtensions(names(der(0xa0, der(0x0c, text("zz"))))),
      "long length": withExtensions(extension(ALTERNATIVE_NAMES, Buffer.concat([bytes(0x30, 0x81, 11), host])))
    })
  )

  it.effect("bytes after the request were ignored", () => areRefused({ after: { after: bytes(5, 0) } }))

  it.effect("an imported CA whose name is not text issued certificates that could not be parsed", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const fields = { common_name: "i", key_type: "ec" }
      const made = (yield* mount.write("intermediate/generate/exported", fields)).data
      const privateKey = createPrivateKey(made.private_key)
      const algorithm = der(0x30, bytesOfOid("1.2.840.10045.4.3.2"))
      const time = (year: number) => der(0x17, text(`${year}0101000000Z`))
      const constraint = der(0x30, bytesOfOid("2.5.29.19"), der(4, der(0x30, der(1, bytes(0xff)))))
      const issuerOf = (tag: number, value: Uint8Array) => {
        const name = der(0x30, namePart(COMMON_NAME, tag, value))
        const key = createPublicKey(privateKey).export({ type: "spki", format: "der" })
        const start = [der(0xa0, der(2, bytes(2))), der(2, bytes(7)), algorithm, name]
        const validity = der(0x30, time(26), time(40))
        const content = der(0x30, ...start, validity, name, key, der(0xa3, der(0x30, constraint)))
        const signature = der(3, bytes(0), sign("sha256", content, privateKey))
        return toPem("CERTIFICATE", Buffer.from(der(0x30, content, algorithm, signature)).toString("base64"))
      }
      const add = (ca: string) => mount.write("intermediate/set-signed", { certificate: ca })
      for (const [tag, value] of [
        [0x05, bytes()],
        [0x01, bytes(1)],
        [0x0c, bytes(0xff)]
      ] as const)
        refused(yield* add(issuerOf(tag, value)), /has a certificate that cannot be parsed/)
      const { data } = yield* add(issuerOf(0x0c, text("ö")))
      const issued = yield* mount.write(`issuer/${data.imported_issuers[0]}/issue/x`, { common_name: "a.example" })
      assert.strictEqual(certificate(issued).issuer, "CN=ö")
    })
  )

  it.effect("requests that programs write are certified", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      for (const parts of [
        withName(0x0c, text("a.example")),
        withName(0x13, text("a.example")),
        withName(0x14, text("a.example")),
        withName(0x16, text("a.example")),
        withName(0x1e, Buffer.from("a.example", "utf16le").swap16()),
        constraints(der(0xa0, der(0x30, host), der(0x30, der(0x87, bytes(10, 0, 0, 0, 255, 0, 0, 0))))),
        constraints(der(0xa0, der(0x30, host)), der(0xa1, der(0x30, der(0x81, text("b.example"))))),
        // Extensions of others can have any content.
        withExtensions(names(host), extension(OWN, text("zz"))),
        { attributes: [der(0x30, bytesOfOid("1.2.840.113549.1.9.7"), der(0x31, der(0x0c, text("p"))))] }
      ]) {
        const csr = signedRequest(parts)
        for (const path of ["sign/x", "sign-verbatim"]) certificate(yield* mount.write(path, { csr }))
      }
    })
  )
})
