import { sealTextFor } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import type * as Semaphore from "effect/Semaphore"
import type { Crypto } from "../../ports/crypto/port.ts"
import { combineShares, splitSecret } from "../../ports/secret-sharing.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import { KEY_BYTES } from "../../state/keyring.ts"
import { CollectedShares } from "../../state/seal/collected-shares.ts"
import type { KeyShares } from "../../state/seal/seal.ts"
import type { SealStore } from "../../state/seal/seal-store.ts"
import { type ProtocolError, refused } from "../../values/protocol-error.ts"
import { randomUuid } from "../../values/encodings.ts"
import { authorizingKind, isAuthorizedKey, requiredShares } from "./authorized-key.ts"
import { Ceremony, type Failure } from "./ceremony.ts"
import type { RekeyResult, RekeyStatus, VerificationStatus, Verified } from "./rekey-status.ts"

/** The new key, once enough of the present shares were received, until enough of its own shares have verified it. */
interface Verification {
  readonly nonce: string
  readonly key: Uint8Array
  readonly received: CollectedShares
}

interface Attempt extends KeyShares {
  readonly nonce: string
  readonly needsVerification: boolean
  readonly received: CollectedShares
  verification: Verification | undefined
}

/** What the caller calls the attempt: it is a rekey at `sys/rekey`, and a rotation at `sys/rotate/root`. */
export type RekeyName = "rekey" | "rotation"

/** The numbers of shares of a new root key that nobody holds shares of, as the original calls them. */
const UNSPLIT: Readonly<Record<RekeyName, KeyShares>> = {
  rekey: { shares: 0, threshold: 0 },
  rotation: { shares: 1, threshold: 1 }
}

/** Stores a new key. `undefined` stands for no new unseal key: with automatic unsealing, only the root key is replaced. */
export type StoreNewKey = (
  key: Uint8Array | undefined,
  shares: KeyShares & { readonly nonce: string }
) => Effect.Effect<void, StoreFailure>

/** Replaces a key that is split into shares. One attempt can be in progress. */
export class Rekey extends Ceremony<Attempt> {
  readonly kind: "barrier" | "recovery"
  readonly #crypto: typeof Crypto.Service
  readonly #seals: typeof SealStore.Service
  readonly #storeNewKey: StoreNewKey

  constructor(
    kind: "barrier" | "recovery",
    services: { readonly crypto: typeof Crypto.Service; readonly seals: typeof SealStore.Service },
    oneAtATime: Semaphore.Semaphore,
    storeNewKey: StoreNewKey
  ) {
    super(oneAtATime)
    this.kind = kind
    this.#crypto = services.crypto
    this.#seals = services.seals
    this.#storeNewKey = storeNewKey
  }

  /** Whether the new key is one that people hold shares of. */
  get isSplit(): boolean {
    return this.kind === "recovery" || !this.#seals.isAutomatic
  }

  status(): RekeyStatus {
    const attempt = this.attempt
    return {
      nonce: attempt?.nonce ?? "",
      started: attempt !== undefined,
      shares: attempt?.shares ?? 0,
      threshold: attempt?.threshold ?? 0,
      progress: attempt?.received.size ?? 0,
      required: requiredShares(this.#seals),
      needsVerification: attempt?.needsVerification ?? false,
      verificationNonce: attempt?.verification?.nonce
    }
  }

  start(name: RekeyName, shares: KeyShares, needsVerification: boolean): Effect.Effect<RekeyStatus, Failure> {
    return this.exclusively(() => {
      if (this.attempt !== undefined) return refused(sealTextFor.rekeyInProgress(name))
      const { shares: count, threshold } = this.isSplit ? shares : UNSPLIT[name]
      this.attempt = {
        nonce: randomUuid(this.#crypto.randomBytes),
        shares: count,
        threshold,
        needsVerification,
        received: new CollectedShares(this.#crypto),
        verification: undefined
      }
      return Effect.succeed(this.status())
    })
  }

  /** Receives one of the present shares. */
  update(name: RekeyName, share: Uint8Array, nonce: string): Effect.Effect<RekeyStatus | RekeyResult, Failure> {
    return this.exclusively<RekeyStatus | RekeyResult>(() => {
      const attempt = this.attempt
      if (attempt === undefined) return refused(sealTextFor.noRekey(name, this.kind))
      if (attempt.verification !== undefined)
        return refused(sealTextFor.rekeyNeedsVerification(name, attempt.verification.nonce))
      if (nonce !== attempt.nonce) return refused(sealTextFor.nonceIncorrect(name, attempt.nonce))
      if (!attempt.received.add(share))
        return refused(
          sealTextFor.shareAlreadyProvided(name === "rekey" && this.kind === "barrier" ? "generation" : name)
        )
      return attempt.received.size < requiredShares(this.#seals)
        ? Effect.succeed(this.status())
        : this.#createKey(attempt)
    })
  }

  verificationStatus(name: RekeyName): Effect.Effect<VerificationStatus, ProtocolError> {
    return Effect.suspend(() => {
      const attempt = this.attempt
      if (attempt === undefined) return refused(sealTextFor.noRekeyConfiguration(name))
      const { shares, threshold, verification } = attempt
      return Effect.succeed({
        nonce: verification?.nonce ?? "",
        started: verification !== undefined,
        shares,
        threshold,
        progress: verification?.received.size ?? 0
      })
    })
  }

  /** Receives one of the new shares. */
  verify(name: RekeyName, share: Uint8Array, nonce: string): Effect.Effect<VerificationStatus | Verified, Failure> {
    return this.exclusively<VerificationStatus | Verified>(() => {
      const attempt = this.attempt
      if (attempt === undefined) return refused(sealTextFor.noRekeyToVerify(name))
      const { verification } = attempt
      if (verification === undefined) return refused(sealTextFor.noRekeyVerification(name))
      if (nonce !== verification.nonce) return refused(sealTextFor.nonceIncorrect("verify", verification.nonce))
      if (!verification.received.add(share)) return refused(sealTextFor.shareAlreadyProvided("verify"))
      return verification.received.size < attempt.threshold
        ? this.verificationStatus(name)
        : this.#finishVerification(name, attempt, verification)
    })
  }

  /** Discards the new shares received so far. */
  restartVerification(name: RekeyName): Effect.Effect<VerificationStatus, Failure> {
    return this.exclusively(() => {
      this.#renewVerification()
      return this.verificationStatus(name)
    })
  }

  protected override overwrite({ received, verification }: Attempt): void {
    received.clear()
    verification?.received.clear()
    verification?.key.fill(0)
  }

  #renewVerification(): void {
    const attempt = this.attempt
    if (attempt?.verification === undefined) return
    attempt.verification.received.clear()
    attempt.verification = { ...attempt.verification, nonce: randomUuid(this.#crypto.randomBytes) }
  }

  #createKey(attempt: Attempt): Effect.Effect<RekeyResult, Failure> {
    return Effect.gen({ self: this }, function* () {
      if (!(yield* isAuthorizedKey(this.#seals, attempt.received)))
        return yield* refused(sealTextFor.keyVerificationFailed(authorizingKind(this.#seals)))
      const { needsVerification, nonce, shares, threshold } = attempt
      if (!this.isSplit) {
        yield* this.#storeNewKey(undefined, { shares: 1, threshold: 1, nonce })
        this.end()
        return { nonce, keys: [], verificationNonce: undefined }
      }
      const key = this.#crypto.randomBytes(KEY_BYTES)
      const keys = yield* splitSecret(key, shares, threshold)
      if (needsVerification) {
        const verificationNonce = randomUuid(this.#crypto.randomBytes)
        attempt.verification = { nonce: verificationNonce, key, received: new CollectedShares(this.#crypto) }
        return { nonce, keys, verificationNonce }
      }
      yield* Effect.ensuring(
        this.#storeNewKey(key, { shares, threshold, nonce }),
        Effect.sync(() => key.fill(0))
      )
      this.end()
      return { nonce, keys, verificationNonce: undefined }
    })
  }

  #finishVerification(
    name: RekeyName,
    { nonce, shares, threshold }: Attempt,
    verification: Verification
  ): Effect.Effect<Verified, Failure> {
    return Effect.gen({ self: this }, function* () {
      const received = verification.received.take()
      const combined = yield* combineShares(received.shares)
      received.clear()
      if (combined === undefined || !this.#crypto.equal(combined, verification.key)) {
        this.#renewVerification()
        return yield* refused(sealTextFor.rekeyVerificationFailed(name))
      }
      yield* Effect.ensuring(
        this.#storeNewKey(combined, { shares, threshold, nonce }),
        Effect.sync(() => combined.fill(0))
      )
      this.end()
      return { complete: verification.nonce }
    })
  }
}
