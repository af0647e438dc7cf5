import type * as Result from "effect/Result"
import type { LoginAuth } from "../../ports/engine/port.ts"
import type { ProtocolError } from "../../values/protocol-error.ts"
import { type CallerMaker, decideCreatedToken, type TokenWish } from "./decide-created-token.ts"
import { decideLoginToken, type LoginMaker } from "./decide-login-token.ts"
import { ROOT_POLICY, WRAPPING_POLICY } from "./token-entry.ts"
import type { Decision, TokenRights } from "./token-rights.ts"

export type TokenRequest =
  | { readonly maker: CallerMaker; readonly wish: TokenWish }
  | { readonly maker: LoginMaker; readonly wish: LoginAuth }

/**
 * Decides on the rights of a new token, or refuses it. Every token that a request creates is decided on here. Its rights never
 * exceed those that its creator, or its role, can give.
 *
 * @see RW-TK-9 to RW-TK-11, RW-TK-23, RW-TK-30 to RW-TK-32
 */
export const decideToken = (request: TokenRequest, nowMs: number): Result.Result<Decision, ProtocolError> =>
  request.maker.kind === "caller"
    ? decideCreatedToken(request.maker, request.wish as TokenWish, nowMs)
    : decideLoginToken(request.maker, request.wish as LoginAuth, nowMs)

const ROOT_POLICIES: ReadonlyArray<string> = Object.freeze([ROOT_POLICY])
const WRAPPING_POLICIES: ReadonlyArray<string> = Object.freeze([WRAPPING_POLICY])

/** The rights of the initial root token. */
export const decideRootToken = (issueTimeMs: number): TokenRights =>
  ({
    policies: ROOT_POLICIES,
    numUses: 0,
    creationTime: Math.floor(issueTimeMs / 1000),
    creationTtl: 0,
    explicitMaxTtl: 0,
    period: 0,
    renewable: false,
    issueTimeMs
  }) as TokenRights

/** The rights of a wrapping token: one use within its TTL in seconds, and no parent. */
export const decideWrappingToken = (ttl: number, issueTimeMs: number): TokenRights & { readonly expiresAtMs: number } =>
  ({
    policies: WRAPPING_POLICIES,
    numUses: 1,
    creationTime: Math.floor(issueTimeMs / 1000),
    creationTtl: Math.floor(ttl),
    explicitMaxTtl: Math.floor(ttl),
    period: 0,
    renewable: false,
    issueTimeMs,
    expiresAtMs: issueTimeMs + Math.round(ttl * 1000)
  }) as TokenRights & { readonly expiresAtMs: number }
