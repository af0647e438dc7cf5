import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { Crypto } from "../ports/crypto/port.ts"
import { type Batch, Store, StoreFailure } from "../ports/store/port.ts"
import { base64, base64Bytes, hex, makeLendingUtf8, utf8 } from "../values/encodings.ts"
import { type AccessorCipher, makeAccessorCipher } from "./accessor-cipher.ts"
import { type Cipher, makeCipher } from "./cipher.ts"
import { DamagedRecord, orRestore } from "./damaged-records.ts"
import { coreKey } from "./records.ts"

/**
 * The server's keys: one for tokens, and one for the records of each term. They are random, and stored encrypted under the root
 * key. When the scope of the service closes, they are overwritten, and the service cannot be used any more.
 *
 * @see RW-SEC-1
 */
export class Keyring extends Context.Service<
  Keyring,
  {
    /** Derives a token's id and keys. The token is hashed once for both, and not kept. */
    readonly forToken: (token: string) => TokenKeys
    /** A keyed hash of an accessor, from which the accessor cannot be recovered: 24 hexadecimal digits. */
    readonly accessorId: (accessor: string) => string
    /** The number of the key that encrypted a record of {@link encrypt}. */
    readonly termOf: (encrypted: Uint8Array) => number
    /** The accessor of a wrapping token, which is computed from the token's id, and the id from it. */
    readonly wrappingAccessors: Pick<AccessorCipher, "accessorOf" | "idOf">
    /** The number of the key that encrypts records now; the first is 1. */
    readonly term: () => number
    /** When the keyring was created, with the store: milliseconds since 1970. */
    readonly createdAtMs: number
    /** How often this key has encrypted since the service exists, except for what was encrypted again after a rotation. */
    readonly encryptions: () => number
    /**
     * Does not count encryptions that took the place of those with an older key: a store with many records would otherwise cause
     * the next rotation by the last one.
     */
    readonly discount: (encryptions: number) => void
    /** When this key was installed: milliseconds since 1970. */
    readonly installedAtMs: () => number
    /**
     * Installs a new key to encrypt records with. Records that were encrypted before can still be decrypted, and are encrypted
     * with the new key when they are written the next time, or by `ReEncryption`.
     */
    readonly rotate: Effect.Effect<void, StoreFailure>
    /** Encrypts the keys with another root key from now on. Other changes are stored in the same commit. */
    readonly changeRootKey: (rootKey: Uint8Array, along: Batch) => Effect.Effect<void, StoreFailure>
    /**
     * Encrypts a string for its place in the store; it cannot be decrypted at any other place. `headroom` bytes are left free
     * before it.
     */
    readonly encrypt: (space: string, key: string, text: string, headroom?: number) => Uint8Array
    readonly decrypt: (space: string, key: string, encrypted: Uint8Array) => Effect.Effect<string, StoreFailure>
  }
>()("@enwrap/server/Keyring") {
  /** @param rootKey 32 random bytes, which must not be stored beside the records. Overwrite them once the layer is built. */
  static readonly layer = (rootKey: Uint8Array): Layer.Layer<Keyring, StoreFailure, Store | Crypto> =>
    Layer.effect(this, make(rootKey))
}

/** What is derived from a token and the keyring. Neither of the two alone can decrypt anything. */
export interface TokenKeys {
  /** The token's id: a keyed hash, from which the token cannot be recovered. */
  readonly id: string
  /** Encrypts data that can be decrypted only with the token. */
  readonly cipher: () => Cipher
}

export const KEY_BYTES = 32
/** 32 hexadecimal digits: one block of the cipher that turns it into an accessor. */
const TOKEN_ID_BYTES = 16
/** 24 hexadecimal digits: as long as an accessor, since each waiting token has one on the disk. */
const ACCESSOR_ID_BYTES = 12
/** Each record begins with the term of its key. */
const TERM_BYTES = 4

/** The stored form of the keyring. The keys are in base64. */
interface StoredKeyring {
  readonly createdAtMs: number
  readonly installedAtMs: number
  readonly tokenKey: string
  /** The key of each term. */
  readonly keys: ReadonlyArray<string>
}

const { key: KEY, space: SPACE } = coreKey("keyring")

const lendToken = makeLendingUtf8()

const termOf = (record: Uint8Array): number => {
  let term = 0
  for (let i = 0; i < TERM_BYTES; i++) term = term * 256 + (record[i] ?? 0)
  return term
}

const make = Effect.fnUntraced(function* (rootKey: Uint8Array) {
  const crypto = yield* Crypto
  const store = yield* Store
  const keyOfKeyring = (root: Uint8Array): Uint8Array => crypto.hmacSha256(root, utf8("keyring"))
  let keyringKey = keyOfKeyring(rootKey)

  const encrypted = (under: Uint8Array, keyring: StoredKeyring): Uint8Array =>
    makeCipher(crypto, under).encrypt(SPACE, KEY, JSON.stringify(keyring))

  const newKey = (): string => {
    const key = crypto.randomBytes(KEY_BYTES)
    const text = base64(key)
    key.fill(0)
    return text
  }

  const load = Effect.gen(function* () {
    const found = yield* store.get(SPACE, KEY)
    if (found === undefined) {
      const createdAtMs = yield* Clock.currentTimeMillis
      const first: StoredKeyring = {
        createdAtMs,
        installedAtMs: createdAtMs,
        tokenKey: newKey(),
        keys: [newKey()]
      }
      const value = encrypted(keyringKey, first)
      yield* store.commit({ puts: [{ space: SPACE, key: KEY, value }] })
      return { keyring: first, value }
    }
    const text = yield* orRestore(
      makeCipher(crypto, keyringKey).decrypt(SPACE, KEY, found.value),
      (texts) => texts.keyring
    )
    return { keyring: JSON.parse(text) as StoredKeyring, value: found.value }
  })

  const loaded = yield* load
  let { value } = loaded
  const { createdAtMs } = loaded.keyring
  let { installedAtMs } = loaded.keyring
  const tokenKey = base64Bytes(loaded.keyring.tokenKey)!
  const accessorKey = crypto.hmacSha256(tokenKey, utf8("accessor"))
  const wrappingAccessorKey = crypto.hmacSha256(tokenKey, utf8("wrapping accessor"))
  const wrappingAccessors = makeAccessorCipher(wrappingAccessorKey)
  wrappingAccessorKey.fill(0)
  const keys = loaded.keyring.keys.map((key) => base64Bytes(key)!)
  const terms: Array<Cipher> = keys.map((key) => makeCipher(crypto, key))
  let isOpen = true
  let encryptions = 0

  const stored = (): StoredKeyring => ({
    createdAtMs,
    installedAtMs,
    tokenKey: base64(tokenKey),
    keys: keys.map(base64)
  })

  /** If an earlier commit was stored although it failed, the record has changed, and must not be overwritten. */
  const save = (next: Uint8Array, { deletes = [], puts = [], when = [] }: Batch): Effect.Effect<void, StoreFailure> => {
    const batch: Batch = {
      when: [...when, { kind: "unchanged", space: SPACE, key: KEY, value }],
      deletes,
      puts: [...puts, { space: SPACE, key: KEY, value: next }]
    }
    const saved = Effect.map(store.commit(batch), () => {
      value = next
    })
    return Effect.catchTag(saved, "Conflict", () =>
      Effect.fail(new StoreFailure({ cause: "the stored keyring has changed: seal and unseal the server" }))
    )
  }

  const rotate = Effect.gen(function* () {
    const key = crypto.randomBytes(KEY_BYTES)
    const now = yield* Clock.currentTimeMillis
    const next = { ...stored(), installedAtMs: now, keys: [...keys, key].map(base64) }
    // Stored first: no record is encrypted under a key that could be lost.
    yield* save(encrypted(keyringKey, next), {})
    installedAtMs = now
    encryptions = 0
    keys.push(key)
    terms.push(makeCipher(crypto, key))
  })

  const changeRootKey = Effect.fnUntraced(function* (root: Uint8Array, along: Batch) {
    const next = keyOfKeyring(root)
    yield* save(encrypted(next, stored()), along)
    keyringKey.fill(0)
    keyringKey = next
  })

  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      isOpen = false
      for (const key of [keyringKey, tokenKey, accessorKey, ...keys]) key.fill(0)
      wrappingAccessors.erase()
      // Nothing can be encrypted with the overwritten keys.
      terms.length = 0
    })
  )

  const oneAtATime = Semaphore.makeUnsafe(1).withPermits(1)

  return Keyring.of({
    termOf,
    term: () => terms.length,
    createdAtMs,
    encryptions: () => encryptions,
    discount: (count) => {
      encryptions = Math.max(0, encryptions - count)
    },
    installedAtMs: () => installedAtMs,
    rotate: oneAtATime(rotate),
    changeRootKey: (root, along) => oneAtATime(changeRootKey(root, along)),
    encrypt: (space, key, text, headroom = 0) => {
      encryptions++
      const term = terms.length
      const record = terms[term - 1]!.encrypt(space, key, text, headroom + TERM_BYTES)
      for (let i = 0; i < TERM_BYTES; i++) record[headroom + i] = (term >>> (8 * (TERM_BYTES - 1 - i))) & 0xff
      return record
    },
    decrypt: (space, key, record) => {
      return (
        terms[termOf(record) - 1]?.decrypt(space, key, record.subarray(TERM_BYTES)) ??
        Effect.fail(new DamagedRecord(space, key))
      )
    },
    accessorId: (accessor) => hex(crypto.keyedHash(accessorKey, lendToken(accessor)).slice(0, ACCESSOR_ID_BYTES)),
    wrappingAccessors,
    // A token's id and its key are parts of one hash; neither reveals anything about the other.
    forToken: (token) => {
      if (!isOpen) throw new Error("the keyring is closed")
      const bytes = lendToken(token)
      const digest = crypto.keyedHash(tokenKey, bytes)
      bytes.fill(0)
      return { id: hex(digest.slice(0, TOKEN_ID_BYTES)), cipher: () => makeCipher(crypto, digest.slice(KEY_BYTES)) }
    }
  })
})
