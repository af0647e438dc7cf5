import { sealTextFor, sealTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import type * as Semaphore from "effect/Semaphore"
import type { Crypto } from "../../ports/crypto/port.ts"
import { StoreFailure } from "../../ports/store/port.ts"
import { CollectedShares } from "../../state/seal/collected-shares.ts"
import type { SealStore } from "../../state/seal/seal-store.ts"
import { decideRootToken } from "../../state/token/decide-token.ts"
import { isTokenLength, newTokenOfLength, TOKEN_LENGTH } from "../../state/token/token-id.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { refused } from "../../values/protocol-error.ts"
import { base64, randomBase62, randomUuid, utf8 } from "../../values/encodings.ts"
import { authorizingKind, isAuthorizedKey, requiredShares } from "./authorized-key.ts"
import { Ceremony, type Failure } from "./ceremony.ts"

interface Attempt {
  readonly nonce: string
  readonly otp: Uint8Array
  readonly received: CollectedShares
}

export interface RootGenerationStatus {
  /** Empty if there is no attempt. */
  readonly nonce: string
  readonly started: boolean
  readonly progress: number
  readonly required: number
  /** The one-time password that the server has chosen; only when the attempt starts. */
  readonly otp: string
  readonly otpLength: number
  /** The token, XORed with the one-time password, in base64 without padding; empty until the attempt is complete. */
  readonly encodedToken: string
}

const encode = (token: string, otp: Uint8Array): string =>
  base64(utf8(token).map((byte, i) => byte ^ otp[i]!)).replace(/=+$/, "")

/** Generates a root token for the holders of the key shares. One attempt can be in progress. */
export class RootGeneration extends Ceremony<Attempt> {
  readonly #crypto: typeof Crypto.Service
  readonly #seals: typeof SealStore.Service
  readonly #tokens: typeof TokenStore.Service

  constructor(
    services: {
      readonly crypto: typeof Crypto.Service
      readonly seals: typeof SealStore.Service
      readonly tokens: typeof TokenStore.Service
    },
    oneAtATime: Semaphore.Semaphore
  ) {
    super(oneAtATime)
    this.#crypto = services.crypto
    this.#seals = services.seals
    this.#tokens = services.tokens
  }

  status(otp = ""): RootGenerationStatus {
    return {
      nonce: this.attempt?.nonce ?? "",
      started: this.attempt !== undefined,
      progress: this.attempt?.received.size ?? 0,
      required: requiredShares(this.#seals),
      otp,
      otpLength: TOKEN_LENGTH,
      encodedToken: ""
    }
  }

  /** @param otp the one-time password, which is as long as the token will be; by default a random one */
  start(otp: string): Effect.Effect<RootGenerationStatus, Failure> {
    return this.exclusively(() => {
      const { randomBytes } = this.#crypto
      const chosen = otp === "" ? randomBase62(randomBytes, TOKEN_LENGTH) : otp
      // The length is checked first, so that nothing long is encoded or kept.
      const bytes = chosen.length > TOKEN_LENGTH ? undefined : utf8(chosen)
      if (bytes === undefined || !isTokenLength(bytes.length)) return refused(sealTexts.otpLengthIncorrect)
      if (this.attempt !== undefined) return refused(sealTexts.rootGenerationInProgress)
      this.attempt = { nonce: randomUuid(randomBytes), otp: bytes, received: new CollectedShares(this.#crypto) }
      return Effect.succeed(this.status(otp === "" ? chosen : ""))
    })
  }

  /** Receives a share. */
  update(share: Uint8Array, nonce: string): Effect.Effect<RootGenerationStatus, Failure> {
    return this.exclusively(() => {
      const attempt = this.attempt
      if (attempt === undefined) return refused(sealTexts.noRootGeneration)
      if (nonce !== attempt.nonce) return refused(sealTextFor.nonceIncorrect("rootGeneration", attempt.nonce))
      if (!attempt.received.add(share)) return refused(sealTextFor.shareAlreadyProvided("generation"))
      const progress = attempt.received.size
      return progress < requiredShares(this.#seals) ? Effect.succeed(this.status()) : this.#generate(attempt, progress)
    })
  }

  protected override overwrite({ otp, received }: Attempt): void {
    received.clear()
    otp.fill(0)
  }

  #generate({ nonce, otp, received }: Attempt, progress: number): Effect.Effect<RootGenerationStatus, Failure> {
    return Effect.gen({ self: this }, function* () {
      if (!(yield* isAuthorizedKey(this.#seals, received)))
        return yield* refused(sealTextFor.rootGenerationAborted(authorizingKind(this.#seals)))
      const made = this.#tokens.prepare(
        { ...decideRootToken(yield* now), path: "auth/token/root", displayName: "root", meta: null, entityId: "" },
        newTokenOfLength(this.#crypto.randomBytes, otp.length)
      )
      yield* Effect.catchTag(this.#tokens.commit([made]), "Conflict", () =>
        Effect.fail(new StoreFailure({ cause: "a new root token has the id of another token" }))
      )
      const encodedToken = encode(made.token, otp)
      this.end()
      return { ...this.status(), nonce, started: true, progress, encodedToken }
    })
  }
}
