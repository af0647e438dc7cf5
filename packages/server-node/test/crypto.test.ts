import { assert, describe, it } from "@effect/vitest"
import { Crypto, layerNobleCrypto } from "@enwrap/server"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { createCipheriv } from "node:crypto"
import { layerNodeCrypto } from "../src/index.ts"

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, "hex"))
const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const hex = (value: Uint8Array | undefined): string | undefined => value && Buffer.from(value).toString("hex")

/** FIPS 180-4, the examples of NIST's "Secure Hash Standard" validation, and the empty message. */
const sha256Vectors: ReadonlyArray<readonly [name: string, message: Uint8Array, digest: string]> = [
  ["no byte", text(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["one block", text("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "two blocks",
    text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  ],
  ["a million bytes", text("a".repeat(1_000_000)), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"]
]

/** RFC 4231, but for case 5, which is about a truncated result. */
const hmacVectors: ReadonlyArray<readonly [name: string, key: Uint8Array, message: Uint8Array, mac: string]> = [
  [
    "case 1",
    bytes("0b".repeat(20)),
    text("Hi There"),
    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
  ],
  [
    "case 2: a key shorter than a hash",
    text("Jefe"),
    text("what do ya want for nothing?"),
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
  ],
  [
    "case 3",
    bytes("aa".repeat(20)),
    bytes("dd".repeat(50)),
    "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
  ],
  [
    "case 4",
    bytes("0102030405060708090a0b0c0d0e0f10111213141516171819"),
    bytes("cd".repeat(50)),
    "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
  ],
  [
    "case 6: a key longer than a block",
    bytes("aa".repeat(131)),
    text("Test Using Larger Than Block-Size Key - Hash Key First"),
    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
  ],
  [
    "case 7: a key and a message longer than a block",
    bytes("aa".repeat(131)),
    text(
      "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm."
    ),
    "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
  ]
]

/** RFC 7914, section 12, the first 32 bytes of each; the vectors that no test needs minutes for. */
const scryptVectors = [
  {
    name: "no password and no salt",
    password: "",
    salt: "",
    cost: { N: 16, r: 1, p: 1 },
    key: "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
  },
  {
    name: "sixteen lanes",
    password: "password",
    salt: "NaCl",
    cost: { N: 1024, r: 8, p: 16 },
    key: "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
  },
  {
    name: "sixteen mebibytes",
    password: "pleaseletmein",
    salt: "SodiumChloride",
    cost: { N: 16384, r: 8, p: 1 },
    key: "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
  }
] as const

/** McGrew and Viega, "The Galois/Counter Mode of Operation", as NIST publishes it: the cases with 256-bit keys. */
const gcmVectors = [
  {
    name: "case 13: nothing at all",
    key: "00".repeat(32),
    nonce: "00".repeat(12),
    plaintext: "",
    aad: "",
    sealed: "530f8afbc74536b9a963b4f1c4cb738b"
  },
  {
    name: "case 14: one block",
    key: "00".repeat(32),
    nonce: "00".repeat(12),
    plaintext: "00".repeat(16),
    aad: "",
    sealed: "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
  },
  {
    name: "case 15: four blocks",
    key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
    nonce: "cafebabefacedbaddecaf888",
    plaintext:
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
    aad: "",
    sealed:
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c"
  },
  {
    name: "case 16: with associated data",
    key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
    nonce: "cafebabefacedbaddecaf888",
    plaintext:
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
    aad: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    sealed:
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
  }
]

const suite = (name: string, layer: Layer.Layer<Crypto>): void => {
  describe(name, () => {
    it.layer(layer)((it) => {
      for (const [title, message, digest] of sha256Vectors) {
        it.effect(`SHA-256, FIPS 180-4: ${title}`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            assert.strictEqual(hex(crypto.sha256(message)), digest)
          })
        )
      }

      for (const [title, key, message, mac] of hmacVectors) {
        it.effect(`HMAC-SHA-256, RFC 4231: ${title}`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            assert.strictEqual(hex(crypto.hmacSha256(key, message)), mac)
            // Again: nothing of the call before, with whatever key, is left over.
            crypto.hmacSha256(bytes("ff".repeat(64)), bytes("ff".repeat(200)))
            assert.strictEqual(hex(crypto.hmacSha256(key, message)), mac)
          })
        )
      }

      it.effect("HMAC-SHA-256 of a key whose bytes changed is that of the new bytes", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const key = bytes("00".repeat(32))
          const before = hex(crypto.hmacSha256(key, text("message")))
          key.fill(1)
          assert.notStrictEqual(hex(crypto.hmacSha256(key, text("message"))), before)
          assert.strictEqual(
            hex(crypto.hmacSha256(key, text("message"))),
            hex(crypto.hmacSha256(bytes("01".repeat(32)), text("message")))
          )
        })
      )

      it.effect("HMAC-SHA-256 of a message of any length is what it is by definition", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const key = bytes("a5".repeat(64))
          const pad = (byte: number): Uint8Array => key.map((each) => each ^ byte)
          for (const length of [0, 1, 1023, 1024, 1025, 5000]) {
            const message = new Uint8Array(length).fill(length)
            const inner = crypto.sha256(Buffer.concat([pad(0x36), message]))
            assert.strictEqual(
              hex(crypto.hmacSha256(key, message)),
              hex(crypto.sha256(Buffer.concat([pad(0x5c), inner])))
            )
          }
        })
      )

      for (const { name: title, key, nonce, plaintext, aad, sealed } of gcmVectors) {
        it.effect(`AES-256-GCM, NIST, ${title}: opens`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            assert.strictEqual(hex(crypto.open(bytes(key), bytes(nonce + sealed), bytes(aad))), plaintext)
          })
        )

        it.effect(`AES-256-GCM, NIST, ${title}: seals under a nonce of its own`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            const ours = crypto.seal(bytes(key), bytes(plaintext), bytes(aad))
            const cipher = createCipheriv("aes-256-gcm", bytes(key), ours.subarray(0, 12)).setAAD(bytes(aad))
            const expected = Buffer.concat([
              ours.subarray(0, 12),
              cipher.update(bytes(plaintext)),
              cipher.final(),
              cipher.getAuthTag()
            ])
            assert.strictEqual(hex(ours), hex(expected))
          })
        )
      }

      it.effect("what is not authentic does not open: any byte changed, another key, other data, a short text", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const key = crypto.randomBytes(32)
          const sealed = crypto.seal(key, text("a secret"), text("a path"))
          assert.strictEqual(hex(crypto.open(key, sealed, text("a path"))), hex(text("a secret")))
          for (let i = 0; i < sealed.length; i++) {
            const altered = sealed.slice()
            altered[i]! ^= 1
            assert.isUndefined(crypto.open(key, altered, text("a path")))
          }
          assert.isUndefined(crypto.open(crypto.randomBytes(32), sealed, text("a path")))
          assert.isUndefined(crypto.open(key, sealed, text("b path")))
          for (let length = 0; length < sealed.length; length++) {
            assert.isUndefined(crypto.open(key, sealed.subarray(0, length), text("a path")))
          }
        })
      )

      for (const { cost, key, name: title, password, salt } of scryptVectors) {
        it.effect(`scrypt, RFC 7914: ${title}`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            assert.strictEqual(hex(yield* crypto.scrypt(text(password), text(salt), cost)), key)
          })
        )
      }

      it.effect("scrypt lets others work meanwhile", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          let turns = 0
          const other = setInterval(() => turns++, 1)
          yield* crypto.scrypt(text("password"), text("NaCl"), { N: 16384, r: 8, p: 2 })
          clearInterval(other)
          assert.isAbove(turns, 2)
        })
      )

      it.effect("random bytes: as many as asked for, no two the same, each the caller's own", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const seen = new Set<string>()
          for (let i = 0; i < 3000; i++) {
            const random = crypto.randomBytes(12 + (i % 21))
            assert.strictEqual(random.length, 12 + (i % 21))
            seen.add(hex(random.subarray(0, 12))!)
            random.fill(0)
          }
          assert.strictEqual(seen.size, 3000)
          for (const length of [0, 1, 8191, 8192, 8193, 20_000]) {
            assert.strictEqual(crypto.randomBytes(length).length, length)
          }
          assert.isTrue(crypto.randomBytes(8193).some((byte) => byte !== 0))
          assert.strictEqual(crypto.randomBytes(16).buffer.byteLength, 16)
        })
      )

      it.effect("equality is by content, and lengths may differ", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          assert.isTrue(crypto.equal(text("same"), text("same")))
          assert.isTrue(crypto.equal(text(""), text("")))
          assert.isFalse(crypto.equal(text("same"), text("sane")))
          assert.isFalse(crypto.equal(text("same"), text("samesame")))
        })
      )
    })
  })
}

suite("layerNodeCrypto", layerNodeCrypto)
suite("layerNobleCrypto", layerNobleCrypto)

it.effect("what one seals, the other opens", () =>
  Effect.gen(function* () {
    const node = yield* Effect.provide(Crypto, layerNodeCrypto)
    const noble = yield* Effect.provide(Crypto, layerNobleCrypto)
    const key = node.randomBytes(32)
    assert.strictEqual(hex(noble.open(key, node.seal(key, text("x"), text("y")), text("y"))), hex(text("x")))
    assert.strictEqual(hex(node.open(key, noble.seal(key, text("x"), text("y")), text("y"))), hex(text("x")))
  })
)
