import type { EngineResponse } from "./engine/port.ts"
import type { ProtocolError } from "./protocol-error.ts"
import type { Precondition, RecordKey, StoredRecord } from "./store/port.ts"
import type { Auth } from "./token/auth.ts"
import type { NewToken } from "./token/token-store.ts"

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
}

/** An answer with an envelope of its own. */
export interface Answer extends EngineResponse {
  readonly kind: "answer"
  readonly auth?: Auth
  readonly pending?: PendingCommit
}

/** An envelope that was sealed earlier and is given back as it was. */
export interface Replay {
  readonly kind: "replay"
  readonly envelope: string
  readonly status: number
  /** Of what is inside, where there is one. */
  readonly wrappedAccessor?: string | undefined
  readonly pending: PendingCommit
}

/** An envelope that was sealed earlier and goes into a new wrapping token. */
export interface Rewrap {
  readonly kind: "rewrap"
  readonly envelope: string
  readonly status: number
  readonly wrappedAccessor?: string | undefined
  readonly creationPath: string
  /** Seconds. */
  readonly ttl: number
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
export type Outcome = Answer | Replay | Rewrap | Nothing | Bare

export const nothing: Nothing = { kind: "nothing" }
export const answer = (response: Omit<Answer, "kind">): Answer => ({ kind: "answer", ...response })
