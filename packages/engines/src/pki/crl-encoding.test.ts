import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { derElements } from "./der.ts"
import { withEntries } from "./crl-encoding.ts"
import { generateKeyPair, type KeyKind, publicKeyOf, type SignatureForm, signerOf } from "./key-pair.ts"
import { AuthorityKeyIdentifierExtension, X509Crl, X509CrlGenerator } from "./x509.ts"

const kinds: ReadonlyArray<readonly [name: string, kind: KeyKind, form: SignatureForm]> = [
  ["RSA", { type: "rsa", bits: 2048 }, { signature_bits: 0, use_pss: false }],
  ["RSA with PSS", { type: "rsa", bits: 2048 }, { signature_bits: 384, use_pss: true }],
  ["P-256", { type: "ec", bits: 256 }, { signature_bits: 0, use_pss: false }],
  ["P-521", { type: "ec", bits: 521 }, { signature_bits: 0, use_pss: false }],
  ["Ed25519", { type: "ed25519", bits: 0 }, { signature_bits: 0, use_pss: false }]
]

const serial = fc
  .uint8Array({ minLength: 1, maxLength: 20 })
  .filter(([first = 0]) => first > 0 && first < 128)
  .map((bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(":"))
const entry = fc.tuple(serial, fc.integer({ min: Date.UTC(1951, 0), max: Date.UTC(2060, 0) }))

const hex = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString("hex")

const toBeSigned = (list: X509Crl): string => hex(derElements(new Uint8Array(list.rawData), "content")[0]!)

const read = (list: X509Crl) => ({
  version: list.version,
  issuer: list.issuer,
  algorithm: list.signatureAlgorithm,
  times: [list.thisUpdate, list.nextUpdate],
  extensions: list.extensions.map(({ rawData }) => hex(rawData)),
  entries: list.entries.map(({ extensions, revocationDate, serialNumber }) => ({
    serialNumber,
    revocationDate,
    extensions: extensions.length
  }))
})

describe("a CRL with entries", () => {
  for (const [name, kind, form] of kinds) {
    it.effect(`RW-PKI-7 ${name}: is the same as the X.509 library's for a few entries, with a valid signature`, () =>
      Effect.gen(function* () {
        const pair = yield* generateKeyPair(kind)
        const signer = yield* signerOf(pair, form)
        const make = (entries: ReadonlyArray<readonly [string, number]>) =>
          Effect.promise(() =>
            X509CrlGenerator.create({
              issuer: "CN=a CA, O=of a test",
              thisUpdate: new Date(1.7e12),
              nextUpdate: new Date(2.7e12),
              signingAlgorithm: signer.algorithm,
              signingKey: signer.key,
              entries: entries.map(([serial, time]) => ({
                serialNumber: serial.replaceAll(":", ""),
                revocationDate: new Date(time)
              })),
              extensions: [new AuthorityKeyIdentifierExtension("0102030405060708")]
            })
          )
        const empty = new Uint8Array((yield* make([])).rawData)
        const check = (entries: ReadonlyArray<readonly [string, number]>) =>
          Effect.gen(function* () {
            const ours = new X509Crl(yield* withEntries(empty, entries, signer))
            const theirs = yield* make(entries)
            // The same bytes, except for the empty list of extensions that the library adds to each entry, against RFC 5280.
            if (entries.length === 0) assert.deepStrictEqual(toBeSigned(ours), toBeSigned(theirs))
            assert.deepStrictEqual(read(ours), read(theirs))
            assert.isTrue(yield* Effect.promise(() => ours.verify({ publicKey: publicKeyOf(pair) })))
          })
        yield* Effect.promise(() =>
          fc.assert(
            fc.asyncProperty(fc.uniqueArray(entry, { selector: ([serial]) => serial, maxLength: 20 }), (entries) =>
              Effect.runPromise(check(entries))
            ),
            { numRuns: 20 }
          )
        )
      })
    )
  }

  it.effect("RW-WK-1 with 20,000 entries yields to other fibers", () =>
    Effect.gen(function* () {
      const pair = yield* generateKeyPair({ type: "ec", bits: 256 })
      const signer = yield* signerOf(pair, { signature_bits: 0, use_pss: false })
      const empty = yield* Effect.promise(() =>
        X509CrlGenerator.create({ issuer: "CN=a CA", signingAlgorithm: signer.algorithm, signingKey: signer.key })
      )
      const entries = Array.from(
        { length: 20_000 },
        (_, i) =>
          [
            `40:${(i + 2 ** 24)
              .toString(16)
              .slice(1)
              .replace(/..(?=.)/g, "$&:")}`,
            1.7e12
          ] as const
      )
      let turns = 0
      const other = setInterval(() => turns++, 0)
      const list = yield* withEntries(new Uint8Array(empty.rawData), entries, signer)
      clearInterval(other)
      assert.isAbove(turns, 5)
      assert.isAbove(list.length, 20_000 * 20)
    })
  )
})
