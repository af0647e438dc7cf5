import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { type Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import type { WrapInfo } from "../envelope.ts"
import { type PendingCommit, pendingFailure } from "../outcome.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import { type TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { wrappingEntry } from "../../state/token/wrapping-entry.ts"
import type { WrappingJwt } from "./wrapping-jwt.ts"

/** Where in a wrapping token's cubbyhole the response is, as it will be given back. */
export const RESPONSE = "response"

/** A response that is to be wrapped. */
export interface ToWrap {
  readonly envelope: string
  /** With which status it is given back. */
  readonly status: number
  readonly raw?: boolean | undefined
  /** Whether the token is to be a JWT. */
  readonly jwt?: boolean | undefined
  /** The path of the request that asked for the wrapping. */
  readonly path: string
  /** The path that was first wrapped: the same, unless this is a rewrap. */
  readonly creationPath: string
  /** Seconds, with their fraction. */
  readonly ttl: number
  /** Seconds; the least that its rewraps may have, 0 where nothing is demanded. */
  readonly minTtl: number
  readonly wrappedAccessor?: string | undefined
  readonly pending?: PendingCommit | undefined
}

/**
 * Puts a response into the cubbyhole of a new single-use token, in one commit with whatever the operation itself wants
 * stored. The only step that knows how to wrap; it comes after every engine and does not care what is in the response.
 *
 * @see RW-WE-1
 */
export const makeWrapResponse =
  (tokens: typeof TokenStore.Service, cubbyhole: typeof Cubbyhole.Service, jwt: WrappingJwt) =>
  (wrap: ToWrap): Effect.Effect<WrapInfo, ProtocolError | StoreFailure> =>
    Effect.flatMap(now, (issueTimeMs) => {
      const { creationPath, minTtl, pending, raw = false, status, ttl, wrappedAccessor } = wrap
      const entry = wrappingEntry({
        path: wrap.path,
        issueTimeMs,
        wrapping: { creationPath, minTtl, raw, status, ttl, wrappedAccessor }
      })
      const { expiresAtMs } = entry
      const made = tokens.prepare(entry)
      const content = cubbyhole.record(made, RESPONSE, wrap.envelope, expiresAtMs)
      const commit = tokens.commit(pending?.tokens === undefined ? [made] : [...pending.tokens, made], {
        ...pending,
        puts: pending?.puts === undefined ? [content] : [...pending.puts, content]
      })
      const handOut = (token: string): Effect.Effect<WrapInfo, ProtocolError | StoreFailure> =>
        Effect.as(Effect.mapError(commit, pendingFailure(pending ?? { onConflict: taken })), {
          token,
          accessor: made.entry.accessor,
          ttl: Math.floor(ttl),
          creationTime: rfc3339(issueTimeMs),
          creationPath,
          wrappedAccessor
        })
      if (!wrap.jwt) return handOut(made.token)
      // Signed before anything is stored: a token that cannot be handed out must not be there.
      const signed = jwt.issue({
        accessor: innerAccessor(wrap.envelope),
        addr: "",
        exp: Math.floor(expiresAtMs / 1000),
        iat: made.entry.creationTime,
        jti: made.token
      })
      return Effect.flatMap(signed, handOut)
    })

/** The accessor of a token inside, for a JWT's claims; `""` where there is none. */
const innerAccessor = (envelope: string): string => {
  const { auth } = JSON.parse(envelope) as { readonly auth: { readonly accessor: string } | null }
  return auth?.accessor ?? ""
}

/** Of two tokens with one name, which nobody will live to see, the second is not handed out. */
const taken = plainError(500, errorTexts.internalError)
