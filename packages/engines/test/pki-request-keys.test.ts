import { describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { generateKeyPairSync, type KeyObject } from "node:crypto"
import { der } from "../src/pki/der.ts"
import { certificate, ready, refused } from "./pki-ready.ts"
import { bytesOfOid, signedRequest } from "./pki-raw-requests.ts"

const RSA = der(0x30, bytesOfOid("1.2.840.113549.1.1.1"), der(5))
const P256 = der(0x30, bytesOfOid("1.2.840.10045.2.1"), bytesOfOid("1.2.840.10045.3.1.7"))
const zeros = (count: number) => new Uint8Array(count)

const keyOf = (algorithm: Uint8Array, key: Uint8Array) => der(0x30, algorithm, der(3, zeros(1), key))

/** The modulus and the exponent of an RSA key, without leading zeros. */
const numbersOf = (key: KeyObject) => {
  const { e = "", n = "" } = key.export({ format: "jwk" })
  return [Buffer.from(n, "base64url"), Buffer.from(e, "base64url")] as const
}

const paths = ["sign/x", "sign-verbatim", "root/sign-intermediate"]
const malformed = /the key of the request is malformed/

describe("the keys of signing requests", () => {
  it.effect("an RSA key below 2048 bits was certified if its modulus began with zeros", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ key_type: "rsa", key_bits: 2048 })
      for (const bits of [512, 1024]) {
        const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits })
        const [modulus, exponent] = numbersOf(publicKey)
        for (const padding of [2, (4096 - bits) / 8]) {
          const key = keyOf(RSA, der(0x30, der(2, zeros(padding), modulus), der(2, exponent)))
          const csr = signedRequest({ key, privateKey })
          for (const path of paths) refused(yield* mount.write(path, { csr, common_name: "a.example" }), malformed)
        }
      }
    })
  )

  it.effect("an RSA key of 2041 or 2047 bits counted as one of 2048", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ key_type: "rsa", key_bits: 2048 })
      for (const bits of [2041, 2047, 2048, 2049]) {
        const pair = generateKeyPairSync("rsa", { modulusLength: bits })
        const key = pair.publicKey.export({ type: "spki", format: "der" })
        const csr = signedRequest({ key, privateKey: pair.privateKey })
        for (const path of paths) {
          const response = yield* mount.write(path, { csr, common_name: "a.example" })
          if (bits >= 2048) certificate(response)
          else refused(response, new RegExp(`RSA keys < 2048 bits are unsafe and not supported: got ${bits}`))
        }
      }
    })
  )

  it.effect("numbers that cannot be those of an RSA key are refused", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ key_type: "rsa" })
      const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
      const [modulus, exponent] = numbersOf(publicKey)
      const positive = der(2, zeros(1), modulus)
      const even = der(2, zeros(1), modulus.subarray(0, -1), Uint8Array.of(modulus.at(-1)! & 0xfe))
      const number = (...bytes: ReadonlyArray<number>) => der(2, Uint8Array.from(bytes))
      for (const numbers of [
        [der(2, modulus), der(2, exponent)],
        [even, der(2, exponent)],
        [positive, number(1)],
        [positive, number(2)],
        [positive, number(0, 1)],
        [positive, number(0xff)],
        [positive, number()],
        [positive, der(2, zeros(1), exponent)],
        [positive],
        [positive, der(2, exponent), number(3)]
      ]) {
        const csr = signedRequest({ key: keyOf(RSA, der(0x30, ...numbers)), privateKey })
        const response = yield* mount.write("sign-verbatim", { csr })
        refused(response, /is malformed|could not be parsed|signature invalid/)
      }
      const three = generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 3 })
      const key = three.publicKey.export({ type: "spki", format: "der" })
      certificate(yield* mount.write("sign/x", { csr: signedRequest({ key, privateKey: three.privateKey }) }))
    })
  )

  it.effect("an EC point in another form than that of RFC 5480 was certified", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
      const spki = publicKey.export({ type: "spki", format: "der" })
      const point = spki.subarray(-65)
      const x = point.subarray(1, 33)
      const y = point.subarray(33)
      const sign = point.at(-1)! & 1
      certificate(yield* mount.write("sign/x", { csr: signedRequest({ key: spki, privateKey }) }))
      for (const other of [
        Buffer.concat([Uint8Array.of(2 + sign), x]),
        Buffer.concat([Uint8Array.of(6 + sign), x, y]),
        Buffer.concat([point, zeros(1)]),
        zeros(1)
      ]) {
        const csr = signedRequest({ key: keyOf(P256, other), privateKey })
        for (const path of paths)
          refused(yield* mount.write(path, { csr, common_name: "a.example" }), /is malformed|could not be parsed/)
      }
    })
  )
})
