import { errorTexts } from "@enwrap/protocol"
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import type { WrapInfo } from "../envelope.ts"
import type { PendingCommit, StoredResponse } from "../outcome.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import { onceStored } from "../../ports/store/when-conflict.ts"
import { RESPONSE } from "../../state/records.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import type { ServerMetrics } from "../../state/metrics/metrics.ts"
import { decideWrappingToken } from "../../state/token/decide-token.ts"
import type { NewToken } from "../../state/token/token-entry.ts"
import { LONGEST_RESPONSE } from "../../state/token/token-value.ts"
import type { WrappingJwt } from "./wrapping-jwt.ts"

/** A response to wrap: the content to store, and the properties of its wrapping token. */
export interface ResponseToWrap extends StoredResponse {
  /** Whether the caller wants the token as a JWT. */
  readonly jwt: boolean
  /** The accessor of a token inside, for the claims of a JWT; `undefined` if there is none. */
  readonly tokenAccessor: string | undefined
  /** The path of the request that asked for the wrapping. */
  readonly path: string
  /** The path that was wrapped first: the same, unless this is a rewrap. */
  readonly creationPath: string
  /** Seconds, with their fraction. */
  readonly ttl: number
  /** Seconds; rewraps must not have a shorter TTL. 0 is no bound. */
  readonly minTtl: number
  readonly pending: PendingCommit | undefined
}

export interface WrapServices {
  readonly cubbyhole: typeof Cubbyhole.Service
  readonly jwt: typeof WrappingJwt.Service
  readonly metrics: ServerMetrics
  readonly tokens: typeof TokenStore.Service
}

/**
 * Stores a response in the cubbyhole of a new single-use token, in one commit with the changes of the operation itself. This is
 * the only step that wraps; it comes after every engine and does not depend on what the response contains. `announce`
 * writes the audit entry of the response, before anything is stored. `handedOut` makes the result, once everything is stored.
 *
 * @see RW-WE-1
 */
export const wrapResponse = <A>(
  { cubbyhole, jwt, metrics, tokens }: WrapServices,
  clock: Clock.Clock,
  response: ResponseToWrap,
  announce: ((info: WrapInfo) => Effect.Effect<void, ProtocolError>) | undefined,
  handedOut: (info: WrapInfo) => A
): Effect.Effect<A, ProtocolError | StoreFailure> => {
  const issueTimeMs = clock.currentTimeMillisUnsafe()
  const { creationPath, minTtl, path, pending, raw = false, status, ttl, wrappedAccessor } = response
  const entry = decideWrappingToken({
    path,
    issueTimeMs,
    wrapping: { creationPath, minTtl, raw, status, ttl, wrappedAccessor }
  })
  const { expiresAtMs } = entry
  const { envelope } = response
  const prepared = tokens.prepare(entry)
  const isShort = envelope.length <= LONGEST_RESPONSE
  const made: NewToken = isShort ? { ...prepared, response: envelope } : prepared
  const content = isShort ? [] : [cubbyhole.record(made, RESPONSE, envelope, expiresAtMs)]
  const commit =
    pending === undefined
      ? tokens.commit([made], { puts: content })
      : tokens.commit([...(pending.tokens ?? []), made], { ...pending, puts: [...(pending.puts ?? []), ...content] })
  const handOut = (token: string): Effect.Effect<A, ProtocolError | StoreFailure> => {
    const info = {
      token,
      accessor: made.entry.accessor,
      ttl: Math.floor(ttl),
      creationTime: rfc3339(issueTimeMs),
      creationPath,
      wrappedAccessor
    }
    const committed = onceStored(commit, pending?.onConflict ?? nameTaken, () => {
      metrics.wraps++
      metrics.pendingWraps.created(expiresAtMs, issueTimeMs)
      return handedOut(info)
    })
    return announce === undefined ? committed : Effect.andThen(announce(info), committed)
  }
  if (!response.jwt) return handOut(made.token)
  // It is signed before anything is stored: if signing fails, no undelivered token is left behind.
  const signed = jwt.issue({
    accessor: response.tokenAccessor ?? "",
    addr: "",
    exp: Math.floor(expiresAtMs / 1000),
    iat: made.entry.creationTime,
    jti: made.token
  })
  return Effect.flatMap(signed, handOut)
}

/** Two random tokens never get the same name; if they did, the second would not be handed out. */
const nameTaken = plainError(500, errorTexts.internalError)
