import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { Crypto } from "../ports/crypto/port.ts"
import { Store, StoreFailure } from "../ports/store/port.ts"
import { base64, base64Bytes, base64Url, hex, makeLendingUtf8, utf8 } from "../values/text.ts"
import { type Cipher, makeCipher } from "./cipher.ts"
import { coreKey } from "./records.ts"

/**
 * The server's keys. All of them are derived from the root key, or stored encrypted under a key that is, so that a server with
 * the same store and the same root key finds them again.
 *
 * @see RW-SEC-1
 */
export class Keyring extends Context.Service<
  Keyring,
  {
    /** Derives a token's id and keys. The token is hashed once for both, and not kept. */
    readonly forToken: (token: string) => TokenKeys
    /** A keyed hash of an accessor, from which the accessor cannot be recovered: 24 characters of base64url. */
    readonly accessorId: (accessor: string) => string
    /** The number of the key that encrypts records now; the first is 1. */
    readonly term: () => number
    /** When the keyring was created, with the store: milliseconds since 1970. */
    readonly createdAtMs: number
    /** When this key was installed: milliseconds since 1970. */
    readonly installedAtMs: () => number
    /** Installs a new key to encrypt records with. Records that were encrypted before can still be decrypted. */
    readonly rotate: Effect.Effect<void, StoreFailure>
    /** The key that unseals a sealed server. */
    readonly unsealKey: Uint8Array
    /** Encrypts a string for its place in the store; it cannot be decrypted at any other place. */
    readonly encrypt: (space: string, key: string, text: string) => Uint8Array
    readonly decrypt: (space: string, key: string, encrypted: Uint8Array) => Effect.Effect<string, StoreFailure>
  }
>()("@enwrap/server/Keyring") {
  /** @param rootKey 32 random bytes, which must not be stored beside the records */
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
const ACCESSOR_ID_BYTES = 18
/** Each record begins with the term of its key. */
const TERM_BYTES = 4

/** The stored form of the keyring: the keys of all terms after the first, which is derived from the root key. */
interface StoredKeyring {
  readonly createdAtMs: number
  readonly installedAtMs: number
  /** In base64. */
  readonly keys: ReadonlyArray<string>
}

const { key: KEY, space: SPACE } = coreKey("keyring")

const lendToken = makeLendingUtf8()

const make = Effect.fnUntraced(function* (rootKey: Uint8Array) {
  const crypto = yield* Crypto
  const store = yield* Store
  const derive = (label: string): Uint8Array => crypto.hmacSha256(rootKey, utf8(label))
  const tokenKey = derive("token")
  const keyringCipher = makeCipher(crypto, derive("keyring"))

  const save = (keyring: StoredKeyring): Effect.Effect<void, StoreFailure> =>
    store.commit({
      puts: [{ space: SPACE, key: KEY, value: keyringCipher.encrypt(SPACE, KEY, JSON.stringify(keyring)) }]
    })

  const load = Effect.gen(function* () {
    const record = yield* store.get(SPACE, KEY)
    if (record === undefined) {
      const createdAtMs = yield* Clock.currentTimeMillis
      const first: StoredKeyring = { createdAtMs, installedAtMs: createdAtMs, keys: [] }
      yield* save(first)
      return first
    }
    const text = yield* Effect.mapError(
      keyringCipher.decrypt(SPACE, KEY, record.value),
      () => new StoreFailure({ cause: "the store was set up with another root key" })
    )
    return JSON.parse(text) as StoredKeyring
  })

  let stored: StoredKeyring = yield* load
  const terms: Array<Cipher> = [
    makeCipher(crypto, derive("storage")),
    ...stored.keys.map((key) => makeCipher(crypto, base64Bytes(key)!))
  ]

  const rotate = Effect.gen(function* () {
    const key = crypto.randomBytes(KEY_BYTES)
    const next = { ...stored, installedAtMs: yield* Clock.currentTimeMillis, keys: [...stored.keys, base64(key)] }
    // Stored first: no record is encrypted under a key that could be lost.
    yield* save(next)
    stored = next
    terms.push(makeCipher(crypto, key))
  })

  return Keyring.of({
    term: () => terms.length,
    createdAtMs: stored.createdAtMs,
    installedAtMs: () => stored.installedAtMs,
    rotate: Semaphore.makeUnsafe(1).withPermits(1)(rotate),
    unsealKey: derive("unseal"),
    encrypt: (space, key, text) => {
      const term = terms.length
      const record = terms[term - 1]!.encrypt(space, key, text, TERM_BYTES)
      for (let i = 0; i < TERM_BYTES; i++) record[i] = (term >>> (8 * (TERM_BYTES - 1 - i))) & 0xff
      return record
    },
    decrypt: (space, key, record) => {
      let term = 0
      for (let i = 0; i < TERM_BYTES; i++) term = term * 256 + (record[i] ?? 0)
      return (
        terms[term - 1]?.decrypt(space, key, record.subarray(TERM_BYTES)) ??
        Effect.fail(new StoreFailure({ cause: `a record in the space "${space}" has an unknown key` }))
      )
    },
    accessorId: (accessor) =>
      base64Url(crypto.hmacSha256(tokenKey, utf8(`accessor/${accessor}`)).subarray(0, ACCESSOR_ID_BYTES)),
    // A token's id and its key are the two halves of one hash; neither reveals anything about the other.
    forToken: (token) => {
      const bytes = lendToken(token)
      const digest = crypto.keyedHash(tokenKey, bytes)
      bytes.fill(0)
      return { id: hex(digest.slice(0, KEY_BYTES)), cipher: () => makeCipher(crypto, digest.slice(KEY_BYTES)) }
    }
  })
})
