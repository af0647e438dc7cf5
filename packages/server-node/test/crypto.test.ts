import { assert, describe, it } from "@effect/vitest"
import { Crypto, layerNobleCrypto } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Layer from "effect/Layer"
import { createCipheriv } from "node:crypto"
import { layerNodeCrypto } from "../src/index.ts"
import { PasswordThreads } from "../src/password-threads.ts"

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

/** RFC 8439, section 2.8.2 and appendix A.5. */
const encryptionVectors = [
  {
    name: "sunscreen",
    key: "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
    nonce: "070000004041424344454647",
    plaintext: hex(
      text(
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
      )
    )!,
    aad: "50515253c0c1c2c3c4c5c6c7",
    encrypted:
      "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"
  },
  {
    name: "work in progress",
    key: "1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0",
    nonce: "000000000102030405060708",
    plaintext: hex(
      text(
        "Internet-Drafts are draft documents valid for a maximum of six months and may be updated, replaced, or obsoleted by other documents at any time. It is inappropriate to use Internet-Drafts as reference material or to cite them other than as /“work in progress./”"
      )
    )!,
    aad: "f33388860000000000004e91",
    encrypted:
      "64a0861575861af460f062c79be643bd5e805cfd345cf389f108670ac76c8cb24c6cfc18755d43eea09ee94e382d26b0bdb7b73c321b0100d4f03b7f355894cf332f830e710b97ce98c8a84abd0b948114ad176e008d33bd60f982b1ff37c8559797a06ef4f0ef61c186324e2b3506383606907b6a7c02b0f9f6157b53c867e4b9166c767b804d46a59b5216cde7a4e99040c5a40433225ee282a1b0a06c523eaf4534d7f83fa1155b0047718cbc546a0d072b04b3564eea1b422273f548271a0bb2316053fa76991955ebd63159434ecebb4e466dae5a1073a6727627097a1049e617d91d361094fa68f0ff77987130305beaba2eda04df997b714d6c6f2c29a6ad5cb4022b02709beead9d67890cbb22392336fea1851f38"
  }
]

/** Under the key 0, 1, 2 … 31, as `hashlib.blake2b` of CPython has it. */
const keyedHashVectors = [
  {
    name: "no byte",
    data: text(""),
    digest:
      "84bfa69f0d90df7db2a3ee026042988b5bd9caa2320af1f371823dd28351202f8e6277c40c050711c8dd4e2c1ac30c34c9aed0bddd468b031287fe872675e0cc"
  },
  {
    name: "abc",
    data: text("abc"),
    digest:
      "9af0244b7da7fe29d90a89727e06a0c93977ce1ad7edcb76ac0b24142194ea00c77be4a1d3fededd31d5a593625a508e742fc90d708f8b48a5c246e4e8e42d94"
  },
  {
    name: "a block and more",
    data: Uint8Array.from({ length: 300 }, (_, i) => i),
    digest:
      "0431a83199b3d38f61f4bafa65eea05acb4d40cc70eb7fdafa56e0ae08a7245c873c359467e3670457403112382734547818993f25dd5f41879416fe4a54a7ab"
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

      for (const { name: title, key, nonce, plaintext, aad, encrypted } of encryptionVectors) {
        it.effect(`ChaCha20-Poly1305, RFC 8439, ${title}: decrypts`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            assert.strictEqual(hex(crypto.decrypt(bytes(key), bytes(nonce + encrypted), bytes(aad))), plaintext)
          })
        )

        it.effect(`ChaCha20-Poly1305, RFC 8439, ${title}: encrypts with a new nonce`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            const ours = crypto.encrypt(bytes(key), bytes(plaintext), bytes(aad))
            const cipher = createCipheriv("chacha20-poly1305", bytes(key), ours.subarray(0, 12), {
              authTagLength: 16
            }).setAAD(bytes(aad), { plaintextLength: plaintext.length / 2 })
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

      for (const { data, digest, name: title } of keyedHashVectors) {
        it.effect(`BLAKE2b with a key: ${title}`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            const key = Uint8Array.from({ length: 32 }, (_, i) => i)
            const ours = crypto.keyedHash(key, data)
            assert.strictEqual(hex(ours), digest)
            // Again: what was given out is not what the next call writes to.
            crypto.keyedHash(new Uint8Array(32), text("another"))
            assert.strictEqual(hex(ours), digest)
          })
        )
      }

      it.effect("does not decrypt what is not authentic: any byte changed, another key, other data, a short text", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const key = crypto.randomBytes(32)
          const encrypted = crypto.encrypt(key, text("a secret"), text("a path"))
          assert.strictEqual(hex(crypto.decrypt(key, encrypted, text("a path"))), hex(text("a secret")))
          for (let i = 0; i < encrypted.length; i++) {
            const altered = encrypted.slice()
            altered[i]! ^= 1
            assert.isUndefined(crypto.decrypt(key, altered, text("a path")))
          }
          assert.isUndefined(crypto.decrypt(crypto.randomBytes(32), encrypted, text("a path")))
          assert.isUndefined(crypto.decrypt(key, encrypted, text("b path")))
          for (let length = 0; length < encrypted.length; length++) {
            assert.isUndefined(crypto.decrypt(key, encrypted.subarray(0, length), text("a path")))
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

      it.effect("bcrypt, vectors of Openwall's crypt_blowfish; bytes beyond 72 are not looked at", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const hash = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
          assert.isTrue(yield* crypto.bcrypt("U*U", hash))
          assert.isFalse(yield* crypto.bcrypt("U*V", hash))
          const long = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
          const longHash = "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
          assert.isTrue(yield* crypto.bcrypt(`${long}chars after 72 are ignored`, longHash))
          assert.isTrue(yield* crypto.bcrypt(long, longHash))
          assert.isFalse(yield* crypto.bcrypt(long.slice(0, 71), longHash))
        })
      )

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

describe("threads for passwords", () => {
  it.effect("answer every job, also of many at once, and start again after their end", () =>
    Effect.gen(function* () {
      const threads = new PasswordThreads()
      const job = (N: number) =>
        threads.run({
          kind: "scrypt",
          password: text("p"),
          salt: text("s"),
          cost: { N, r: 8, p: 1 },
          bytes: 32
        })
      const made = yield* Effect.promise(() => Promise.all([16, 32, 16, 64, 32].map(job)))
      assert.deepStrictEqual(made[0], made[2])
      assert.deepStrictEqual(made[1], made[4])
      assert.notDeepEqual(made[0], made[3])
      yield* Effect.promise(() => threads.end())
      assert.deepStrictEqual(yield* Effect.promise(() => job(16)), made[0])
      yield* Effect.promise(() => threads.end())
    })
  )

  it.effect("a job that fails, or whose thread ends, is told without the password", () =>
    Effect.gen(function* () {
      const threads = new PasswordThreads()
      const failing = (N: number) =>
        Effect.flip(
          Effect.tryPromise({
            try: () =>
              threads.run({
                kind: "scrypt",
                password: text("horse"),
                salt: text("s"),
                cost: { N, r: 8, p: 1 },
                bytes: 32
              }),
            catch: (error) => error as Error
          })
        )
      // No power of two.
      assert.notInclude((yield* failing(3)).message, "horse")
      const cut = yield* Effect.forkChild(failing(2 ** 15), { startImmediately: true })
      yield* Effect.promise(() => threads.end())
      assert.include((yield* Fiber.join(cut)).message, "has ended")
    })
  )
})

suite("layerNodeCrypto", layerNodeCrypto)
suite("layerNobleCrypto", layerNobleCrypto)

describe("what one encrypts, the other decrypts", () => {
  const lengths = [0, 1, 16_355, 16_356, 16_357, 16_383, 16_384, 16_385, 100_000]
  const cases = [...lengths.map((length) => [length, 5]), ...[0, 4095, 4096, 4097, 20_000].map((data) => [100, data])]
  for (const [length = 0, dataLength = 0] of cases) {
    it.effect(`${length} bytes, with ${dataLength} bytes of associated data`, () =>
      Effect.gen(function* () {
        const node = yield* Effect.provide(Crypto, layerNodeCrypto)
        const noble = yield* Effect.provide(Crypto, layerNobleCrypto)
        const key = node.randomBytes(32)
        const plaintext = node.randomBytes(length)
        const data = node.randomBytes(dataLength)
        for (const [encrypter, decrypter] of [
          [node, node],
          [node, noble],
          [noble, node]
        ] as const) {
          const encrypted = encrypter.encrypt(key, plaintext, data)
          assert.strictEqual(hex(decrypter.decrypt(key, encrypted, data)), hex(plaintext))
          encrypted[encrypted.length - 1]! ^= 1
          assert.isUndefined(decrypter.decrypt(key, encrypted, data))
        }
        const withRoom = node.encrypt(key, plaintext, data, 4)
        assert.strictEqual(hex(noble.decrypt(key, withRoom.subarray(4), data)), hex(plaintext))
      })
    )
  }

  it.effect("and the same hash finds the same token", () =>
    Effect.gen(function* () {
      const node = yield* Effect.provide(Crypto, layerNodeCrypto)
      const noble = yield* Effect.provide(Crypto, layerNobleCrypto)
      const key = node.randomBytes(32)
      for (const length of [0, 1, 34, 127, 128, 129, 8191, 8192, 8193, 16_384, 100_000]) {
        const token = node.randomBytes(length)
        assert.strictEqual(hex(node.keyedHash(key, token)), hex(noble.keyedHash(key, token)))
      }
    })
  )
})
