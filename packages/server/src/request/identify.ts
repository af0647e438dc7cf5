import * as Effect from "effect/Effect"
import { isInCidrs } from "../values/cidr.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import { looksLikeJwt } from "../actions/wrapping/wrapping-jwt.ts"
import type { Holder } from "../state/holder.ts"
import {
  type HeldToken,
  isWrappingToken,
  LAST_USE,
  type TokenEntry,
  type ValidWrappingToken
} from "../state/token/token-entry.ts"
import type { TokenStore } from "../state/token/token-store.ts"
import type { RequestContext } from "./context.ts"
import type { ParsedRequest } from "./parsed-request.ts"

/** Whether a token has a use left and may be used from an address. */
const isUsable = ({ boundCidrs, numUses }: TokenEntry, remoteAddress: string): boolean =>
  numUses !== LAST_USE && (boundCidrs === undefined || isInCidrs(remoteAddress, boundCidrs))

/** Whether a token is alive, has a use left and may be used from an address. It does not count as a use. */
export const isUsableToken = (
  tokens: typeof TokenStore.Service,
  token: string | undefined,
  remoteAddress: string
): Effect.Effect<boolean, StoreFailure> =>
  token === undefined
    ? Effect.succeed(false)
    : Effect.map(tokens.find(token), (found) => found !== undefined && isUsable(found.entry, remoteAddress))

/**
 * The entry of the token that a request was sent with, for its audit entries; `undefined` if the token is not usable. It never fails:
 * nothing depends on it.
 */
export const senderOf = (
  tokens: typeof TokenStore.Service,
  { remoteAddress, token }: Pick<ParsedRequest, "remoteAddress" | "token">
): Effect.Effect<TokenEntry | undefined> =>
  token === undefined
    ? Effect.undefined
    : Effect.catchCause(
        Effect.suspend(() =>
          Effect.map(tokens.find(token), (found) =>
            found !== undefined && isUsable(found.entry, remoteAddress) ? found.entry : undefined
          )
        ),
        () => Effect.undefined
      )

/**
 * The sender of a request whose operation needs no token, for its audit entries. It may be a wrapping token, which cannot account for
 * the response. A wrapping token that is named only in the body has not sent anything.
 */
export const openSender = (
  context: RequestContext,
  holder: Holder | undefined
): Effect.Effect<TokenEntry | undefined> => {
  const { request, services, wrappingToken } = context
  const { token } = request
  if (token === undefined) return Effect.undefined
  if (holder?.token === token) return Effect.succeed(holder.found.entry)
  return token === wrappingToken?.given || token === wrappingToken?.token
    ? Effect.succeed(wrappingToken.entry)
    : senderOf(services.tokens, request)
}

/** The holder of a usable token; `undefined` if the token is not usable. */
const holderOf = (
  { clock, request: { remoteAddress }, services }: RequestContext,
  token: string,
  found: HeldToken | undefined
): Holder | undefined =>
  found === undefined || !isUsable(found.entry, remoteAddress)
    ? undefined
    : { token, found, acl: services.policies.aclOf(found.entry.policies, clock.currentTimeMillisUnsafe()) }

/** The holder of the token that a request was sent with. */
const findHolder = (context: RequestContext): Effect.Effect<Holder | undefined, StoreFailure> => {
  const { clock, request, services } = context
  const { token } = request
  return token === undefined
    ? Effect.undefined
    : Effect.mapEager(services.tokens.find(token, clock.currentTimeMillisUnsafe()), (found) =>
        holderOf(context, token, found)
      )
}

/**
 * The caller of an operation that needs a token. A wrapping token that was just validated is not looked up again: a faster
 * request may have used it since. The caller's token may be the JWT of the one that the body names, or the other way round.
 *
 * @see RW-SU-8
 */
export const identify = (context: RequestContext): Effect.Effect<Holder | undefined, StoreFailure> => {
  const { clock, request, services, wrappingToken } = context
  const { token } = request
  if (wrappingToken === undefined || token === undefined) return findHolder(context)
  if (token === wrappingToken.given || token === wrappingToken.token)
    return Effect.succeed(holderOf(context, token, wrappingToken))
  if (!looksLikeJwt(token)) return findHolder(context)
  const inside = services.jwt.read(token, clock.currentTimeMillisUnsafe())
  return Effect.flatMap(
    Effect.catchTag(inside, "ProtocolError", () => Effect.succeed(undefined)),
    (inner) =>
      inner === wrappingToken.token ? Effect.succeed(holderOf(context, token, wrappingToken)) : findHolder(context)
  )
}

/**
 * The caller of an operation that needs no token. It accounts for the response if that is wrapped. A wrapping token cannot account
 * for one, since it is not used up and would account for any number of them. The exception is its own lookup, with a wrap TTL that
 * ends before the token does.
 *
 * @see RW-WE-32
 * @see RW-WE-34
 */
export const identifyOptional = (context: RequestContext): Effect.Effect<Holder | undefined, StoreFailure> => {
  const { request, wrappingToken } = context
  const { wrapTtl = 0 } = request
  // A lookup needs no caller: it is identified only if the response is to be wrapped.
  if (wrappingToken !== undefined && wrapTtl === 0) return Effect.undefined
  return Effect.mapEager(findHolder(context), (holder) => {
    if (holder !== undefined && !isWrappingToken(holder.found.entry)) return holder
    return wrappingToken === undefined ? undefined : lookedUp(context, wrappingToken)
  })
}

/** The wrapping token that is looked up, as the caller, if it lives for as long as the wrap TTL. */
const lookedUp = (context: RequestContext, wrappingToken: ValidWrappingToken): Holder | undefined => {
  const { clock, request } = context
  const { wrapTtl = 0 } = request
  return clock.currentTimeMillisUnsafe() + wrapTtl * 1000 <= (wrappingToken.entry.expiresAtMs ?? 0)
    ? holderOf(context, wrappingToken.token, wrappingToken)
    : undefined
}
