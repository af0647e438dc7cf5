import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { unsealTextFor, unsealTexts } from "@enwrap/protocol"
import { Crypto } from "../../ports/crypto/port.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import { type ProtocolError, refused } from "../../values/protocol-error.ts"
import { utf8 } from "../../values/encodings.ts"
import { shareProblem } from "./key-share.ts"

/** The state of a seal. */
export interface SealStatus {
  /** `shamir`, or the type of automatic unsealing. */
  readonly type: string
  readonly initialized: boolean
  readonly sealed: boolean
  /** The number of shares that unseal the server. */
  readonly threshold: number
  readonly shares: number
  /** The number of shares received so far. */
  readonly progress: number
  /** Identifies the present unsealing; empty if there is none. */
  readonly nonce: string
  /** Whether the shares are those of the recovery key: the server unseals itself. */
  readonly recovery: boolean
  readonly storageType: string
}

/** How many shares there will be, and how many of them are needed. */
export interface KeyShares {
  readonly shares: number
  readonly threshold: number
}

/** What initialization creates. It cannot be read again. */
export interface InitialKeys {
  /** The shares of the unseal key; none with automatic unsealing. */
  readonly keys: ReadonlyArray<Uint8Array>
  /** The shares of the recovery key; none without automatic unsealing. */
  readonly recoveryKeys: ReadonlyArray<Uint8Array>
  readonly rootToken: string
}

/** Whether the server is sealed. A sealed server rejects all requests until it is unsealed. */
export class Seal extends Context.Service<
  Seal,
  {
    readonly isSealed: () => boolean
    readonly status: () => SealStatus
    /** New requests are rejected from now on. */
    readonly seal: () => void
    readonly initialize: (shares: KeyShares) => Effect.Effect<InitialKeys, ProtocolError | StoreFailure>
    /** Receives what may be a share. An unsealed server ignores it. */
    readonly unseal: (share: Uint8Array) => Effect.Effect<void, ProtocolError | StoreFailure>
    /** Discards the shares received so far. */
    readonly resetUnsealing: () => void
  }
>()("@enwrap/server/Seal") {
  /** A seal that keeps the server's keys in memory, for development and tests. One key, derived from the root key, unseals it. */
  static readonly layerRetaining = (rootKey: Uint8Array): Layer.Layer<Seal, never, Crypto> =>
    Layer.effect(this, makeRetaining(rootKey))
}

/** The key that unseals a server that keeps its root key in memory. */
export const retainedUnsealKey = ({ hmacSha256 }: typeof Crypto.Service, rootKey: Uint8Array): Uint8Array =>
  hmacSha256(rootKey, utf8("unseal"))

const makeRetaining = Effect.fnUntraced(function* (rootKey: Uint8Array) {
  const crypto = yield* Crypto
  const unsealKey = retainedUnsealKey(crypto, rootKey)
  let sealed = false
  return Seal.of({
    isSealed: () => sealed,
    status: () => ({
      type: "shamir",
      initialized: true,
      sealed,
      threshold: 1,
      shares: 1,
      progress: 0,
      nonce: "",
      recovery: false,
      storageType: "inmem"
    }),
    seal: () => {
      sealed = true
    },
    initialize: () => refused(unsealTexts.alreadyInitialized),
    unseal: (share) =>
      Effect.suspend(() => {
        if (!sealed) return Effect.void
        const problem = shareProblem(share)
        if (problem !== undefined) return refused(unsealTextFor.keyInvalid(problem))
        if (!crypto.equal(share, unsealKey)) return refused(unsealTexts.unsealKeyWrong)
        sealed = false
        return Effect.void
      }),
    resetUnsealing: () => {}
  })
})
