import type * as Effect from "effect/Effect"
import type { EngineResponse, RawResponse } from "../ports/engine/port.ts"
import type { ProtocolError } from "../values/protocol-error.ts"
import type { Precondition, RecordKey, StoredRecord } from "../ports/store/port.ts"
import type { Auth } from "../state/token/auth.ts"
import type { NewToken, TokenEntry } from "../state/token/token-entry.ts"

/**
 * Changes that an operation wants stored together with its response. They are committed together with the wrapping token if the
 * response is wrapped, else just before it is sent: all of them or none.
 */
export interface PendingCommit {
  readonly tokens?: ReadonlyArray<NewToken>
  readonly when?: ReadonlyArray<Precondition>
  readonly puts?: ReadonlyArray<StoredRecord>
  readonly deletes?: ReadonlyArray<RecordKey>
  /** The error if another request was faster. */
  readonly onConflict: ProtocolError
  /** Runs if the commit fails for any reason: the engine has issued a secret that will not be delivered. */
  readonly undo?: Effect.Effect<void>
}

/** The lease of a secret, as the envelope shows it. */
export interface LeaseInfo {
  readonly id: string
  readonly renewable: boolean
  /** Seconds. */
  readonly ttl: number
}

/** A response in an envelope, as most operations return it. */
export interface Enveloped extends Omit<EngineResponse, "auth" | "lease" | "raw"> {
  readonly kind: "enveloped"
  readonly auth?: Auth
  /** The entry of the token in `auth`, if it was created just now. */
  readonly created?: TokenEntry
  /** Whether `auth` is the result of a login. */
  readonly isLogin?: boolean
  readonly lease?: LeaseInfo
  readonly pending?: PendingCommit
}

/** A response without an envelope: a certificate, a CRL, or what an upstream sent. */
export interface Raw extends RawResponse {
  readonly kind: "raw"
}

/** A response that was wrapped earlier, as stored in the cubbyhole of its wrapping token. */
export interface StoredResponse {
  /** For a raw response, an envelope that contains it in the original's form. */
  readonly envelope: string
  readonly status: number
  /** Whether the envelope contains a raw response. */
  readonly raw?: boolean | undefined
  /** The accessor of the token or the secret id inside, if there is one. */
  readonly wrappedAccessor?: string | undefined
}

/** A stored response that is returned unchanged. */
export interface Unwrapped extends StoredResponse {
  readonly kind: "unwrapped"
  readonly pending: PendingCommit
}

/** A stored response that moves to a new wrapping token. */
export interface Rewrapped extends StoredResponse {
  readonly kind: "rewrapped"
  readonly creationPath: string
  /** Seconds, with their fraction. */
  readonly ttl: number
  /** Seconds; no further rewrap may have a shorter TTL. */
  readonly minTtl: number
  readonly pending: PendingCommit
}

/** Success without a body: 204. */
export interface NoContent {
  readonly kind: "no-content"
  readonly pending?: PendingCommit
}

/** JSON that is sent without an envelope and never wrapped: `sys/health` and its neighbours. */
export interface Bare {
  readonly kind: "bare"
  readonly status: number
  readonly body: unknown
}

/**
 * The result of an operation, between what an engine returns (`EngineResponse`) and what is sent (`WireResponse`). The tokens
 * and leases in it exist, and it is not yet decided whether it is wrapped.
 */
export type Outcome = Enveloped | Raw | Unwrapped | Rewrapped | NoContent | Bare

export const bare = (status: number, body: unknown): Bare => ({ kind: "bare", status, body })
export const noContent: NoContent = { kind: "no-content" }
export const enveloped = (response: Omit<Enveloped, "kind">): Enveloped => ({ ...response, kind: "enveloped" })
