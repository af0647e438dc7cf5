import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { Crypto } from "../ports/crypto/port.ts"
import { base64Bytes, hex } from "../values/text.ts"
import { KEY_BYTES, Keyring } from "./keyring.ts"

/** Says that a store has been set up, when, and the id of its cluster, which is this one server. */
export interface SetUpRecord {
  readonly clusterId: string
  /** Milliseconds since 1970. */
  readonly setUpAtMs: number
}

/**
 * The maximum length of a key in characters, twice what hexadecimal needs. Keys are sent without a token, so longer ones are
 * not decoded.
 */
const MAX_KEY_LENGTH = 128

/** Whether the server is sealed. A sealed server rejects all requests until it is given the unseal key. It keeps its keys. */
export class Seal extends Context.Service<
  Seal,
  {
    readonly isSealed: () => boolean
    readonly seal: () => void
    /** Returns `false` if the key is wrong. */
    readonly unseal: (key: Uint8Array) => boolean
    /** Hexadecimal. */
    readonly unsealKey: string
  }
>()("@enwrap/server/Seal") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

const make: Effect.Effect<typeof Seal.Service, never, Crypto | Keyring> = Effect.gen(function* () {
  const { equal } = yield* Crypto
  const { unsealKey } = yield* Keyring
  let sealed = false
  return Seal.of({
    isSealed: () => sealed,
    seal: () => {
      sealed = true
    },
    unseal: (key) => {
      if (!equal(key, unsealKey)) return false
      sealed = false
      return true
    },
    unsealKey: hex(unsealKey)
  })
})

/** Decodes a key in hexadecimal or base64; `undefined` for a string that cannot be a key. */
export const unsealKeyBytes = (text: string): Uint8Array | undefined =>
  text.length > MAX_KEY_LENGTH
    ? undefined
    : [Result.getOrUndefined(Hex.decode(text)), base64Bytes(text)].find((bytes) => bytes?.length === KEY_BYTES)
