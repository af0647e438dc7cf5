import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { AutoSeal, AutoSealFailure } from "../../ports/auto-seal/port.ts"
import { Crypto } from "../../ports/crypto/port.ts"
import { type Batch, type Precondition, Store, StoreFailure } from "../../ports/store/port.ts"
import { base64, base64Bytes, utf8, utf8Text } from "../../values/encodings.ts"
import { failDamaged } from "../damaged-records.ts"
import { KEY_BYTES } from "../keyring.ts"
import { coreKey } from "../records.ts"
import type { KeyShares } from "./seal.ts"

/**
 * The record of a seal. It is stored unencrypted, since it is needed to unseal the server, and contains nothing from which a key
 * can be computed.
 */
export interface SealRecord extends KeyShares {
  /** `shamir`, or the type of automatic unsealing, whose only share is the seal's own. */
  readonly type: string
  /** The nonce of the attempt that created the shares; empty for those of the initialization. */
  readonly nonce: string
  /** Only with automatic unsealing. */
  readonly recovery?: RecoveryKey
  readonly rootKey: EncryptedRootKey
}

export interface RecoveryKey extends KeyShares {
  /** The SHA-256 of the recovery key, in base64, if there is one. It has 32 random bytes, so the hash does not reveal it. */
  readonly hash?: string
}

/** The root key, encrypted under the unseal key or by the seal. */
export interface EncryptedRootKey {
  /** The id of the seal's key; empty for an unseal key. */
  readonly keyId: string
  /** In base64. */
  readonly encrypted: string
}

const SHAMIR = "shamir"

const RECORD = coreKey("seal")
const ROOT_KEY_PLACE = utf8("seal\0shamir\0root-key")

/** Keeps the root key encrypted. While the server is unsealed, the unseal key is in memory, so that the root key can be replaced. */
export class SealStore extends Context.Service<
  SealStore,
  {
    readonly type: string
    readonly isAutomatic: boolean
    /** `undefined` until the server is initialized. */
    readonly record: () => SealRecord | undefined
    /** Encrypts a root key under this unseal key, or the present one. With automatic unsealing, the seal encrypts it. */
    readonly encryptRootKey: (
      rootKey: Uint8Array,
      unsealKey?: Uint8Array
    ) => Effect.Effect<EncryptedRootKey, StoreFailure>
    /**
     * The root key; `undefined` if the unseal key is wrong. With automatic unsealing, no unseal key is needed. The result must be
     * overwritten after its use.
     */
    readonly rootKey: (unsealKey?: Uint8Array) => Effect.Effect<Uint8Array | undefined, StoreFailure>
    readonly isRecoveryKey: (key: Uint8Array) => boolean
    readonly recoveryHash: (key: Uint8Array) => string
    /** Remembers the unseal key until {@link forget}. */
    readonly remember: (unsealKey: Uint8Array) => void
    /** Overwrites the unseal key in memory. */
    readonly forget: () => void
    /** Replaces the record, by a commit of the batch, which fails if somebody else has replaced it meanwhile. */
    readonly replace: <A, E>(record: SealRecord, commit: (batch: Batch) => Effect.Effect<A, E>) => Effect.Effect<A, E>
  }
>()("@enwrap/server/SealStore") {
  /** @param auto the seal, for automatic unsealing */
  static readonly layer = (auto: AutoSeal | undefined): Layer.Layer<SealStore, StoreFailure, Store | Crypto> =>
    Layer.effect(this, make(auto))
}

const sealFailed = ({ cause }: AutoSealFailure): StoreFailure => new StoreFailure({ cause })

const isText = (value: unknown): value is string => typeof value === "string"
const isBase64 = (value: unknown): boolean => isText(value) && base64Bytes(value) !== undefined

/** Nothing protects the record: a bit of it may have changed. */
const recordIn = (value: Uint8Array): Effect.Effect<SealRecord, StoreFailure> =>
  Effect.catch(
    Effect.try({
      try: () => {
        const record = JSON.parse(utf8Text(value)) as Partial<SealRecord> | null
        const { recovery, rootKey, threshold, type } = record ?? {}
        const hasKey = isText(rootKey?.keyId) && isBase64(rootKey.encrypted)
        const isWhole = isText(type) && typeof threshold === "number" && hasKey && isBase64(recovery?.hash ?? "")
        if (!isWhole) throw new TypeError("a field is missing")
        return record as SealRecord
      },
      catch: (error) => error
    }),
    () => failDamaged((texts) => texts.seal)
  )

const make = Effect.fnUntraced(function* (auto: AutoSeal | undefined) {
  const crypto = yield* Crypto
  const store = yield* Store
  const type = auto?.type ?? SHAMIR
  const stored = yield* store.get(RECORD.space, RECORD.key)
  let value = stored?.value
  let record = stored === undefined ? undefined : yield* recordIn(stored.value)
  let held: Uint8Array | undefined
  if (record !== undefined && record.type !== type)
    return yield* new StoreFailure({ cause: `the store has a seal of the type "${record.type}", not "${type}"` })

  const encryptRootKey = (rootKey: Uint8Array, unsealKey = held): Effect.Effect<EncryptedRootKey, StoreFailure> => {
    if (auto !== undefined) {
      const { keyId } = auto
      return Effect.mapBoth(auto.encrypt(rootKey), {
        onFailure: sealFailed,
        onSuccess: (encrypted) => ({ keyId, encrypted: base64(encrypted) })
      })
    }
    return unsealKey === undefined
      ? Effect.fail(new StoreFailure({ cause: "the server is sealed" }))
      : Effect.sync(() => ({ keyId: "", encrypted: base64(crypto.encrypt(unsealKey, rootKey, ROOT_KEY_PLACE)) }))
  }

  const replace = <A, E>(next: SealRecord, commit: (batch: Batch) => Effect.Effect<A, E>): Effect.Effect<A, E> => {
    const bytes = utf8(JSON.stringify(next))
    const when: Precondition =
      value === undefined ? { kind: "absent", ...RECORD } : { kind: "unchanged", ...RECORD, value }
    return Effect.tap(commit({ when: [when], puts: [{ ...RECORD, value: bytes }] }), () =>
      Effect.sync(() => {
        value = bytes
        record = next
      })
    )
  }

  const rootKey = (unsealKey?: Uint8Array): Effect.Effect<Uint8Array | undefined, StoreFailure> => {
    if (record === undefined) return Effect.succeed(undefined)
    const encrypted = base64Bytes(record.rootKey.encrypted)!
    if (auto !== undefined) return Effect.mapError(auto.decrypt(record.rootKey.keyId, encrypted), sealFailed)
    return Effect.sync(() =>
      unsealKey?.length === KEY_BYTES ? crypto.decrypt(unsealKey, encrypted, ROOT_KEY_PLACE) : undefined
    )
  }

  // The seal has another key than the one that encrypted the root key.
  if (auto !== undefined && record !== undefined && record.rootKey.keyId !== auto.keyId) {
    const decrypted = (yield* rootKey())!
    const again = { ...record, rootKey: yield* encryptRootKey(decrypted) }
    decrypted.fill(0)
    const replaced = replace(again, (batch) => store.commit(batch))
    yield* Effect.catchTag(replaced, "Conflict", () =>
      Effect.fail(new StoreFailure({ cause: "another server has changed the seal at the same moment" }))
    )
  }

  const recoveryHash = (key: Uint8Array): string => base64(crypto.sha256(key))

  return SealStore.of({
    type,
    isAutomatic: auto !== undefined,
    record: () => record,
    encryptRootKey,
    rootKey,
    recoveryHash,
    isRecoveryKey: (key) => {
      const hash = record?.recovery?.hash
      return hash !== undefined && crypto.equal(base64Bytes(hash)!, crypto.sha256(key))
    },
    remember: (unsealKey) => {
      held?.fill(0)
      held = unsealKey.slice()
    },
    forget: () => {
      held?.fill(0)
      held = undefined
    },
    replace
  })
})
