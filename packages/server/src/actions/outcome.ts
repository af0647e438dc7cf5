import type * as Effect from "effect/Effect"
import type { EngineResponse, RawAnswer } from "../ports/engine/port.ts"
import type { ProtocolError } from "../values/protocol-error.ts"
import type { Conflict, Precondition, RecordKey, StoredRecord, StoreFailure } from "../ports/store/port.ts"
import type { Auth } from "../state/token/auth.ts"
import type { NewToken } from "../state/token/new-token.ts"

/**
 * Changes that an operation wants made together with its answer. They are committed with the wrapping token if the answer is
 * wrapped, else just before it is sent: all of it or nothing.
 */
export interface PendingCommit {
  readonly tokens?: ReadonlyArray<NewToken>
  readonly when?: ReadonlyArray<Precondition>
  readonly puts?: ReadonlyArray<StoredRecord>
  readonly deletes?: ReadonlyArray<RecordKey>
  /** What the caller is told if somebody else was faster. */
  readonly onConflict: ProtocolError
  /** What is done if it cannot be committed, for whatever reason: the engine has given a secret that nobody gets. */
  readonly undo?: Effect.Effect<void>
}

/** What a commit's failure is to the caller. */
export const pendingFailure =
  ({ onConflict }: Pick<PendingCommit, "onConflict">) =>
  (failure: Conflict | StoreFailure): ProtocolError | StoreFailure =>
    failure._tag === "Conflict" ? onConflict : failure

/** The lease of a secret, as the envelope shows it. */
export interface LeaseInfo {
  readonly id: string
  readonly renewable: boolean
  /** Seconds. */
  readonly ttl: number
}

/** An answer with an envelope of its own. */
export interface Answer extends Omit<EngineResponse, "auth" | "lease" | "raw"> {
  readonly kind: "answer"
  readonly auth?: Auth
  readonly lease?: LeaseInfo
  readonly pending?: PendingCommit
}

/** An answer without an envelope: a certificate, a CRL, whatever an upstream sent. */
export interface Raw extends RawAnswer {
  readonly kind: "raw"
}

/** A response that was sealed earlier. */
export interface Sealed {
  /** The envelope; of a raw answer, one that holds it as the original does. */
  readonly envelope: string
  readonly status: number
  /** Whether the envelope holds a raw answer. */
  readonly raw?: boolean | undefined
}

/** A response that was sealed earlier and is given back as it was. */
export interface Replay extends Sealed {
  readonly kind: "replay"
  /** Of what is inside, where there is one. */
  readonly wrappedAccessor?: string | undefined
  readonly pending: PendingCommit
}

/** A response that was sealed earlier and goes into a new wrapping token. */
export interface Rewrap extends Sealed {
  readonly kind: "rewrap"
  readonly wrappedAccessor?: string | undefined
  readonly creationPath: string
  /** Seconds, with their fraction. */
  readonly ttl: number
  /** Seconds; what no further rewrap goes below. */
  readonly minTtl: number
  readonly pending: PendingCommit
}

/** Done, with nothing to say: 204. */
export interface Nothing {
  readonly kind: "nothing"
  readonly pending?: PendingCommit
}

/** JSON that is sent without an envelope: `sys/health` and its neighbours, which are never wrapped. */
export interface Bare {
  readonly kind: "bare"
  readonly status: number
  readonly body: unknown
}

/** What the server's own operations and the engines end in. */
export type Outcome = Answer | Raw | Replay | Rewrap | Nothing | Bare

export const nothing: Nothing = { kind: "nothing" }
export const answer = (response: Omit<Answer, "kind">): Answer => ({ kind: "answer", ...response })
