import { engines } from "@enwrap/engines"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto, layerMemory, layerNobleCrypto, openServer } from "../../src/index.ts"
import type { StoredRecord } from "../../src/ports/store/port.ts"
import { recordingStore } from "../recording-store.ts"
import { askingOpen, open, staticSealOf, unseal, unsealed } from "./sealable.ts"

/** A share of a key of 32 bytes has one byte more: its x coordinate. */
const SHARE_BYTES = 33

/** The forms in which bytes could be in a record. */
const formsOf = (bytes: Uint8Array): ReadonlyArray<string> => {
  const buffer = Buffer.from(bytes)
  return [buffer.toString("latin1"), buffer.toString("hex"), buffer.toString("base64").replace(/=+$/, "")]
}

/** A Crypto port that remembers the random bytes of the length of a key: every key of the server is among them. */
const recordingCrypto = () => {
  const random: Array<Uint8Array> = []
  const layer = Layer.effect(
    Crypto,
    Effect.map(Crypto, (crypto) => ({
      ...crypto,
      randomBytes: (length: number) => {
        const bytes = crypto.randomBytes(length)
        if (length === 32) random.push(bytes.slice())
        return bytes
      }
    }))
  ).pipe(Layer.provide(layerNobleCrypto))
  return { random, layer }
}

const found = (everPut: ReadonlyArray<StoredRecord>, secrets: ReadonlyArray<string>): ReadonlyArray<string> =>
  everPut.flatMap(({ key, space, value }) => {
    const texts = [key, Buffer.from(value).toString("latin1")]
    return secrets.some((secret) => texts.some((text) => text.includes(secret))) ? [`${space}/${key}`] : []
  })

describe("a thief with everything that was ever stored", () => {
  it.effect("RW-SYS-40: finds no root key, unseal key, recovery key or key share in it", () =>
    Effect.gen(function* () {
      for (const seal of ["shamir", staticSealOf(9)] as const) {
        const { everPut, layer } = recordingStore()
        const { random, layer: crypto } = recordingCrypto()
        yield* Effect.gen(function* () {
          const server = yield* open({ seal })
          const initial = yield* server.initialize({ shares: 3, threshold: 2 })
          const shares = [...initial.keys, ...initial.recoveryKeys]
          const ask = askingOpen(server)
          if (seal === "shamir")
            yield* unseal(
              ask,
              shares.slice(1).map((share) => Buffer.from(share).toString("hex"))
            )
          yield* ask("PUT", "sys/rotate", { token: initial.rootToken })
          yield* ask("PUT", "sys/rotate/root", { token: initial.rootToken })
          const body = { secret_shares: 2, secret_threshold: 2 }
          const { nonce } = (yield* ask("PUT", "sys/rekey/init", { body })).json
          for (const share of shares.slice(1))
            yield* ask("PUT", "sys/rekey/update", { body: { nonce, key: Buffer.from(share).toString("hex") } })
          assert.strictEqual((yield* ask("GET", "sys/rekey/init")).json.started, false)
          // Root key, unseal or recovery key, token key, two terms, a new root key and two more of the rekeying.
          assert.isAtLeast(random.length, 7)
          const secrets = [...random, ...shares, new Uint8Array(32).fill(9)].flatMap(formsOf)
          assert.deepStrictEqual(found(everPut, [...secrets, initial.rootToken]), [])
        }).pipe(Effect.provide(Layer.merge(layer, crypto)))
      }
    })
  )

  it.effect("RW-SEC-2 RW-SEC-3: the root key and the store open no pending payload", () =>
    Effect.gen(function* () {
      const { everPut, layer } = recordingStore()
      const { random, layer: crypto } = recordingCrypto()
      yield* Effect.gen(function* () {
        const { ask, rootToken, server } = yield* unsealed(3, 2)
        const payload = "a-payload-that-no-thief-may-read"
        const wrapped = yield* ask("POST", "sys/wrapping/wrap", { token: rootToken, ttl: 60, body: { payload } })
        const token = wrapped.json.wrap_info.token as string
        yield* ask("POST", "kv1/a", { token: rootToken, body: { n: "readable-with-the-root-key" } })
        yield* server.close
        // The thief tries every key as the root key, and has a server of this version.
        const opened: Array<string | undefined> = []
        for (const rootKey of random) {
          const exit = yield* Effect.exit(openServer({ engines, rootKey }))
          if (exit._tag === "Success") opened.push(exit.value.rootToken)
        }
        // One of them is the root key, but the server does not show a token.
        assert.deepStrictEqual(opened, [undefined])
        const cipher = yield* Crypto
        const decryptedWithAnyKey = everPut.flatMap((record) =>
          [0, 4].flatMap((skipped) =>
            random.flatMap((key) => {
              const place = new TextEncoder().encode(`${record.space}\0${record.key}`)
              const text = cipher.decrypt(key, record.value.subarray(skipped), place)
              return text === undefined ? [] : [Buffer.from(text).toString()]
            })
          )
        )
        assert.isTrue(decryptedWithAnyKey.some((text) => text.includes("readable-with-the-root-key")))
        assert.isFalse(decryptedWithAnyKey.some((text) => text.includes(payload) || text.includes(token)))
      }).pipe(Effect.provide(Layer.merge(layer, crypto)))
    })
  )
})

describe("a sealed server", () => {
  it.effect("RW-SYS-34: has overwritten the keys that it held in memory", () =>
    Effect.gen(function* () {
      const held: Array<Uint8Array> = []
      const crypto = Layer.effect(
        Crypto,
        Effect.map(Crypto, (noble) => ({
          ...noble,
          randomBytes: (length: number) => {
            const bytes = noble.randomBytes(length)
            if (length === 32) held.push(bytes)
            return bytes
          },
          encrypt: (...given: Parameters<typeof noble.encrypt>) => {
            held.push(given[0])
            return noble.encrypt(...given)
          },
          keyedHash: (key: Uint8Array, data: Uint8Array) => {
            held.push(key)
            return noble.keyedHash(key, data)
          },
          // A share that was received, when another one is compared with it.
          equal: (a: Uint8Array, b: Uint8Array) => {
            if (a.length === SHARE_BYTES) held.push(a)
            return noble.equal(a, b)
          }
        }))
      ).pipe(Layer.provide(layerNobleCrypto))
      yield* Effect.gen(function* () {
        const { ask, keys, rootToken } = yield* unsealed(2, 2)
        yield* ask("POST", "kv1/a", { token: rootToken, body: { n: 1 } })
        yield* ask("PUT", "sys/rotate", { token: rootToken })
        yield* ask("PUT", "sys/rotate/root", { token: rootToken })
        yield* ask("POST", "kv1/a", { token: rootToken, body: { n: 1 } })
        // A new unseal key that waits for its verification, and a share of an attempt that is not complete.
        const body = { secret_shares: 2, secret_threshold: 2, require_verification: true }
        const rekey = (yield* ask("PUT", "sys/rekey/init", { body })).json.nonce
        for (const key of keys) yield* ask("PUT", "sys/rekey/update", { body: { nonce: rekey, key } })
        const { nonce } = (yield* ask("PUT", "sys/generate-root/attempt")).json
        for (const key of [keys[0], keys[0]]) yield* ask("PUT", "sys/generate-root/update", { body: { nonce, key } })
        const inUse = held.filter((key) => key.some((byte) => byte !== 0)).length
        assert.isAbove(inUse, 3)
        yield* ask("PUT", "sys/seal", { token: rootToken })
        const left = [...new Set(held)].filter((key) => key.some((byte) => byte !== 0))
        assert.lengthOf(left, 0)
      }).pipe(Effect.provide(Layer.merge(layerMemory, crypto)))
    })
  )
})
