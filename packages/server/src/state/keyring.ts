import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../ports/crypto/port.ts"
import { StoreFailure } from "../ports/store/port.ts"
import { hex, makeLendingUtf8, utf8, utf8Text } from "../values/text.ts"

/**
 * The server's keys, and what is done with them: names of token records, sealing of what is stored, and the keys under which
 * only a token's holder can read.
 *
 * @see RW-SEC-1
 */
export class Keyring extends Context.Service<
  Keyring,
  {
    /** What a token is to the server. It is hashed once for all of it, and not kept. */
    readonly forToken: (token: string) => TokenKeys
    /** How often the key that seals was changed; the first is 1. */
    readonly term: () => number
    /** Changes the key that seals from now on. What was sealed before opens still. */
    readonly rotate: () => void
    /** Seals a text for its place in the store; it cannot be opened in any other place. */
    readonly seal: (space: string, key: string, text: string) => Uint8Array
    /** Opens what {@link seal} has sealed. A record that does not open was damaged or moved: the operator's problem. */
    readonly open: (space: string, key: string, sealed: Uint8Array) => Effect.Effect<string, StoreFailure>
  }
>()("@enwrap/server/Keyring") {}

/** What is derived from a token and the keyring: neither of them alone opens anything. */
export interface TokenKeys {
  /** The name under which the token's record is stored: a keyed hash, from which the token cannot be told. */
  readonly id: string
  /** Sealing that needs the token itself to be undone. */
  readonly sealing: () => Sealing
}

/** Sealing under one key. */
export interface Sealing {
  /** `headroom` bytes are left free before what is sealed. */
  readonly seal: (space: string, key: string, text: string, headroom?: number) => Uint8Array
  readonly open: (space: string, key: string, sealed: Uint8Array) => Effect.Effect<string, StoreFailure>
}

const KEY_BYTES = 32
/** The term of the key stands before each record. */
const TERM_BYTES = 4

/** Two, since a text and its place are needed at once. */
const lendText = makeLendingUtf8()
const lendPlace = makeLendingUtf8()

/** Spaces are named in the sources, without a NUL: what follows the first one is the key. */
const place = (space: string, key: string): Uint8Array => lendPlace(`${space}\0${key}`)

const make = Effect.gen(function* () {
  const crypto = yield* Crypto
  const root = crypto.randomBytes(KEY_BYTES)
  const derive = (label: string): Uint8Array => crypto.hmacSha256(root, utf8(label))
  const tokenKey = derive("token")
  const storageKey = derive("storage")

  const sealing = (sealingKey: Uint8Array): Sealing => ({
    seal: (space, key, text, headroom) => {
      const bytes = lendText(text)
      const sealed = crypto.seal(sealingKey, bytes, place(space, key), headroom)
      // What is lent is used again, but perhaps not soon: nothing stays there in clear.
      bytes.fill(0)
      return sealed
    },
    open: (space, key, sealed) => {
      const opened = crypto.open(sealingKey, sealed, place(space, key))
      return opened === undefined
        ? Effect.fail(
            new StoreFailure({ cause: `a record in the space "${space}" does not open under the server's keys` })
          )
        : Effect.succeed(utf8Text(opened))
    }
  })

  const terms: Array<Sealing> = [sealing(storageKey)]

  return Keyring.of({
    term: () => terms.length,
    rotate: () => {
      terms.push(sealing(crypto.randomBytes(KEY_BYTES)))
    },
    seal: (space, key, text) => {
      const term = terms.length
      const record = terms[term - 1]!.seal(space, key, text, TERM_BYTES)
      for (let i = 0; i < TERM_BYTES; i++) record[i] = (term >>> (8 * (TERM_BYTES - 1 - i))) & 0xff
      return record
    },
    open: (space, key, record) => {
      let term = 0
      for (let i = 0; i < TERM_BYTES; i++) term = term * 256 + (record[i] ?? 0)
      return (
        terms[term - 1]?.open(space, key, record.subarray(TERM_BYTES)) ??
        Effect.fail(new StoreFailure({ cause: `a record in the space "${space}" has no key of the server's` }))
      )
    },
    // A token's name and its key are the two halves of one hash; neither tells anything of the other.
    forToken: (token) => {
      const bytes = lendText(token)
      const digest = crypto.keyedHash(tokenKey, bytes)
      bytes.fill(0)
      return { id: hex(digest.slice(0, KEY_BYTES)), sealing: () => sealing(digest.slice(KEY_BYTES)) }
    }
  })
})

/** A keyring made at random, for stores that end with the process. */
export const layerEphemeralKeyring: Layer.Layer<Keyring, never, Crypto> = Layer.effect(Keyring, make)
