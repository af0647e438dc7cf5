import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { looksLikeJwt } from "../actions/wrapping/wrapping-jwt.ts"
import type { TokenStore } from "../state/token/token-store.ts"
import { LAST_USE, type ValidWrappingToken } from "../state/token/token-entry.ts"
import { invalidWrappingToken } from "../values/denied.ts"
import { decodeString } from "../values/json/json-tokens.ts"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"
import type { RequestFailure, RequestRun } from "./context.ts"
import type { ParsedRequest } from "./parsed-request.ts"

/** No wrapping token is longer, not even as a JWT. A longer value is neither looked up nor parsed. */
const MAX_LENGTH = 4096

const refuse = (text: string): Result.Result<never, ProtocolError> => Result.fail(plainError(403, text))

/** The token that the request is about: the one in the body or the query if it is named there, else the client token. */
const candidate = ({ payload, query, token }: ParsedRequest): Result.Result<string, ProtocolError> => {
  const inBody = payload.members.get("token")
  const inQuery = query.get("token")
  if (inBody !== undefined && inBody !== "null") {
    // This is sent without a token, so only a string is parsed.
    if (!inBody.startsWith('"')) return refuse(errorTexts.couldNotDecodeToken)
    const value = decodeString(inBody)
    return value === "" ? refuse(errorTexts.emptyTokenInBody) : Result.succeed(value)
  }
  if (inQuery !== undefined) return inQuery === "" ? refuse(errorTexts.emptyTokenInBody) : Result.succeed(inQuery)
  return token === undefined ? refuse(errorTexts.tokenIsEmpty) : Result.succeed(token)
}

/**
 * Validates the wrapping token on the paths that are about one, before anything else. It needs no caller, does not count as a
 * use, and gives the same error for a token that expired, was used, was revoked or never existed.
 *
 * @see RW-SU-1
 */
export const validateWrappingToken = (
  { clock, services: { jwt, tokens } }: RequestRun,
  request: ParsedRequest
): Effect.Effect<ValidWrappingToken, RequestFailure> => {
  const named = candidate(request)
  if (Result.isFailure(named)) return Effect.fail(named.failure)
  const given = named.success
  if (given.length > MAX_LENGTH) return Effect.fail(invalidWrappingToken)
  const nowMs = clock.currentTimeMillisUnsafe()
  return looksLikeJwt(given)
    ? Effect.flatMap(jwt.read(given, nowMs), (token) => find(tokens, token, given))
    : find(tokens, given, given, nowMs)
}

const find = (
  tokens: typeof TokenStore.Service,
  token: string,
  given: string,
  nowMs?: number
): Effect.Effect<ValidWrappingToken, RequestFailure> =>
  Effect.flatMapEager(tokens.find(token, nowMs), (found) => {
    const wrapping = found?.entry.wrapping
    return found === undefined || wrapping === undefined || found.entry.numUses === LAST_USE
      ? Effect.fail(invalidWrappingToken)
      : Effect.succeed({ ...found, token, given, wrapping })
  })
