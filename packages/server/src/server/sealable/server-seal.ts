import { unsealTextFor, unsealTexts } from "@enwrap/protocol"
import { sealTexts } from "@enwrap/protocol/lazy-texts"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { Severity } from "effect/LogLevel"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as Exit from "effect/Exit"
import * as Semaphore from "effect/Semaphore"
import { AuditRefusal } from "../../actions/audit/audit-refusal.ts"
import { authorizingShares } from "../../actions/key-ceremonies/authorized-key.ts"
import type { WithoutToken } from "../../actions/key-ceremonies/key-ceremonies.ts"
import { layerKeyCeremonies } from "../../actions/key-ceremonies/layer.ts"
import { Crypto } from "../../ports/crypto/port.ts"
import { combineShares, splitSecret } from "../../ports/secret-sharing.ts"
import { Store, StoreFailure } from "../../ports/store/port.ts"
import { KEY_BYTES } from "../../state/keyring.ts"
import { CollectedShares } from "../../state/seal/collected-shares.ts"
import { shareProblem } from "../../state/seal/key-share.ts"
import { type InitialKeys, type KeyShares, Seal, type SealStatus } from "../../state/seal/seal.ts"
import { SealStore } from "../../state/seal/seal-store.ts"
import { plainError, type ProtocolError, refused } from "../../values/protocol-error.ts"
import { randomUuid } from "../../values/encodings.ts"
import { OncePerSecond } from "../../values/once-per-second.ts"
import type { ServerOptions } from "../server.ts"
import { type OpenedServices, openServices, type SealLayer } from "../services.ts"
import { SET_UP } from "../set-up.ts"
import { clearUnfinished } from "./clear-unfinished.ts"
import { RunningServer } from "./running-server.ts"

type Failure = ProtocolError | StoreFailure

interface SealServices {
  readonly crypto: typeof Crypto.Service
  readonly seals: typeof SealStore.Service
  readonly store: typeof Store.Service
}

export interface ServerSealOptions extends ServerOptions {
  readonly storageType: string
  readonly withoutToken: WithoutToken
}

const failed = (cause: string): Effect.Effect<never, StoreFailure> => Effect.fail(new StoreFailure({ cause }))

/** How many messages about key shares are logged at once: more than an operator causes. */
const MOST_SHARE_MESSAGES = 50

const areSharesWrong = (cause: Cause.Cause<Failure>): boolean => {
  const error = Cause.findErrorOption(cause)
  return error._tag === "Some" && error.value._tag === "ProtocolError"
}

/** As in the original, whoever initializes or unseals the server learns why its audit devices prevent it. */
const tellRefusal = <A, E>(status: number, opening: Effect.Effect<A, E>): Effect.Effect<A, E | ProtocolError> =>
  Effect.catchDefect(opening, (defect) =>
    defect instanceof AuditRefusal ? Effect.fail(plainError(status, defect.message)) : Effect.die(defect)
  )

/** Opens the server with its keys when it is unsealed, and closes it when it is sealed. */
export class ServerSeal {
  readonly seal: typeof Seal.Service
  readonly #options: ServerSealOptions
  readonly #services: SealServices
  readonly #oneAtATime = Semaphore.makeUnsafe(1)
  readonly #received: CollectedShares
  readonly #shareMessages = new OncePerSecond(MOST_SHARE_MESSAGES)
  #nonce = ""
  #running: RunningServer | undefined

  constructor(options: ServerSealOptions, services: SealServices) {
    this.#options = options
    this.#services = services
    this.#received = new CollectedShares(services.crypto)
    this.seal = Seal.of({
      isSealed: () => this.running === undefined,
      status: () => this.#status(),
      seal: () => this.#running?.stopAccepting(),
      initialize: (shares) => this.#exclusively(() => tellRefusal(400, this.#initialize(shares))),
      unseal: (share) => this.#unseal(share),
      resetUnsealing: () => this.#reset()
    })
  }

  /** The server that accepts requests; `undefined` while it is sealed. */
  get running(): RunningServer | undefined {
    return this.#running?.isClosing === false ? this.#running : undefined
  }

  /** Unseals a server that was initialized with automatic unsealing. */
  readonly unsealAutomatically: Effect.Effect<void, StoreFailure> = Effect.suspend(() => {
    const { seals } = this.#services
    if (seals.record() === undefined || !seals.isAutomatic) return Effect.void
    return Effect.flatMap(seals.rootKey(), (rootKey) => this.#open(rootKey!))
  })

  /** Waits until a server that is being sealed is closed. Call it at once: a server that is unsealed later stays open. */
  whenSealed(): Effect.Effect<void> {
    const running = this.#running
    return running?.isClosing === true ? running.close : Effect.void
  }

  /** Seals the server, and waits until it is closed. */
  readonly close: Effect.Effect<void> = Effect.suspend(() => this.#running?.close ?? Effect.void)

  #exclusively<A, E>(run: () => Effect.Effect<A, E>): Effect.Effect<A, E> {
    return this.#oneAtATime.withPermits(1)(Effect.suspend(run))
  }

  #status(): SealStatus {
    const { seals } = this.#services
    const { shares, threshold } = authorizingShares(seals)
    return {
      type: seals.type,
      initialized: seals.record() !== undefined,
      sealed: this.running === undefined,
      shares,
      threshold,
      progress: this.#received.size,
      nonce: this.#nonce,
      recovery: seals.isAutomatic,
      storageType: this.#options.storageType
    }
  }

  #reset(): void {
    this.#received.clear()
    this.#nonce = ""
  }

  /** The seal of the running server, and the ceremonies of its key shares. The unseal key is forgotten with the other keys. */
  get #layerSeal(): SealLayer {
    const { seals } = this.#services
    const held = Effect.as(
      Effect.addFinalizer(() => Effect.sync(() => seals.forget())),
      this.seal
    )
    return Layer.merge(
      Layer.effect(Seal, held),
      layerKeyCeremonies(this.#options.withoutToken).pipe(Layer.provide(Layer.succeed(SealStore, seals)))
    )
  }

  #provided<A, E>(effect: Effect.Effect<A, E, Store | Crypto>): Effect.Effect<A, E> {
    return effect.pipe(
      Effect.provideService(Store, this.#services.store),
      Effect.provideService(Crypto, this.#services.crypto)
    )
  }

  /** Opens the server, and overwrites the root key. */
  #open(rootKey: Uint8Array): Effect.Effect<void, StoreFailure> {
    return Effect.suspend(() => this.#running?.close ?? Effect.void).pipe(
      Effect.andThen(this.#provided(openServices(this.#options, rootKey, this.#layerSeal))),
      Effect.flatMap((opened) => this.#unsealed(opened)),
      Effect.ensuring(Effect.sync(() => rootKey.fill(0)))
    )
  }

  #unsealed(opened: OpenedServices): Effect.Effect<void> {
    this.#running = new RunningServer(opened)
    return Effect.logInfo("the server was unsealed")
  }

  #unseal(share: Uint8Array): Effect.Effect<void, Failure> {
    return this.#exclusively(() => {
      const { crypto, seals } = this.#services
      if (seals.record() === undefined) return refused(sealTexts.notInitialized)
      if (this.running !== undefined) return Effect.void
      const problem = shareProblem(share)
      if (problem !== undefined) return refused(unsealTextFor.keyInvalid(problem))
      if (!this.#received.add(share)) return Effect.void
      if (this.#nonce === "") this.#nonce = randomUuid(crypto.randomBytes)
      const { threshold } = authorizingShares(seals)
      if (this.#received.size < threshold)
        return this.#logShares("Info", `the server received ${this.#received.size} of ${threshold} key shares`)
      return tellRefusal(
        500,
        Effect.tapCause(this.#unsealWithShares(), (cause) => this.#logNotUnsealed(cause))
      )
    })
  }

  /** The cause of an error inside the server is logged with the request. */
  #logNotUnsealed(cause: Cause.Cause<Failure>): Effect.Effect<void> {
    return areSharesWrong(cause)
      ? this.#logShares("Warn", "the server was not unsealed: its key shares are wrong")
      : Effect.logError("the server was not unsealed: it could not be opened")
  }

  /** Anyone can send shares, and must not fill the log. */
  #logShares(level: Severity, message: string): Effect.Effect<void> {
    const ending = this.#shareMessages.ending(performance.now())
    return ending === undefined ? Effect.void : Effect.logWithLevel(level)(message + ending)
  }

  #unsealWithShares(): Effect.Effect<void, Failure> {
    const { seals } = this.#services
    const { clear, shares } = this.#received.take()
    this.#nonce = ""
    return Effect.gen({ self: this }, function* () {
      const key = yield* combineShares(shares)
      clear()
      if (key === undefined) return yield* refused(sealTexts.sharesDoNotMatch)
      if (seals.isAutomatic && !seals.isRecoveryKey(key)) return yield* refused(sealTexts.recoveryKeyWrong)
      const rootKey = yield* seals.rootKey(key)
      if (rootKey === undefined) return yield* refused(unsealTexts.unsealKeyWrong)
      yield* this.#open(rootKey)
      if (!seals.isAutomatic) seals.remember(key)
      key.fill(0)
    })
  }

  #initialize(wanted: KeyShares): Effect.Effect<InitialKeys, Failure> {
    const { crypto, seals, store } = this.#services
    return Effect.gen({ self: this }, function* () {
      if (seals.record() !== undefined) return yield* refused(unsealTexts.alreadyInitialized)
      if ((yield* store.get(SET_UP.space, SET_UP.key)) !== undefined)
        return yield* failed("the store was set up by a server without a seal")
      yield* clearUnfinished(store)
      const rootKey = crypto.randomBytes(KEY_BYTES)
      const key = crypto.randomBytes(KEY_BYTES)
      const split = wanted.shares === 0 ? [] : yield* splitSecret(key, wanted.shares, wanted.threshold)
      const encrypted = yield* seals.encryptRootKey(rootKey, key)
      const { type } = seals
      const hash = split.length === 0 ? undefined : { hash: seals.recoveryHash(key) }
      const record = seals.isAutomatic
        ? { type, nonce: "", shares: 1, threshold: 1, recovery: { ...wanted, ...hash }, rootKey: encrypted }
        : { type, nonce: "", ...wanted, rootKey: encrypted }
      const opened = yield* Effect.ensuring(
        seals.replace(record, ({ puts = [], when = [] }) =>
          this.#provided(openServices(this.#options, rootKey, this.#layerSeal, { puts, when }))
        ),
        Effect.sync(() => {
          rootKey.fill(0)
          key.fill(0)
        })
      )
      yield* Effect.logInfo("the server was initialized")
      if (seals.isAutomatic) yield* this.#unsealed(opened)
      else yield* Scope.close(opened.scope, Exit.void)
      return {
        keys: seals.isAutomatic ? [] : split,
        recoveryKeys: seals.isAutomatic ? split : [],
        rootToken: opened.rootToken!
      }
    })
  }
}
