import { invalidWrappingToken } from "../values/denied.ts"
import type { ValidWrappingToken } from "../state/token/valid-wrapping-token.ts"
import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"
import type { ParsedRequest } from "./parsed-request.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import { LAST_USE } from "../state/token/token-entry.ts"
import { type TokenStore } from "../state/token/token-store.ts"
import { now } from "../values/now.ts"
import { looksLikeJwt, type WrappingJwt } from "../actions/wrapping/wrapping-jwt.ts"

const problem = (text: string): ProtocolError => plainError(403, text)

/** Longer than any wrapping token, a JWT around one included. What is longer is not looked for, nor taken apart. */
const MAX_LENGTH = 4096

/** The token that the request is about: in the body or the query if it is named there, else the client token. */
const candidate = (request: ParsedRequest): string | ProtocolError => {
  const inBody = request.payload.members.get("token")
  const inQuery = request.query.get("token")
  if (inBody !== undefined && inBody !== "null") {
    // Anybody may send this: what is not a string is not made a value of.
    if (!inBody.startsWith('"')) return problem(errorTexts.couldNotDecodeToken)
    const value = JSON.parse(inBody) as string
    return value === "" ? problem(errorTexts.emptyTokenInBody) : value
  }
  if (inQuery !== undefined) return inQuery === "" ? problem(errorTexts.emptyTokenInBody) : inQuery
  return request.token ?? problem(errorTexts.tokenIsEmpty)
}

/**
 * What comes before anything else on the paths that take a wrapping token: is there one, and is it good? It needs no caller,
 * counts no use, and says the same of a token that expired, was used, was revoked or never was.
 *
 * @see RW-SU-1
 */
export const makeValidateWrappingToken =
  (tokens: typeof TokenStore.Service, jwt: WrappingJwt) =>
  (request: ParsedRequest): Effect.Effect<ValidWrappingToken, ProtocolError | StoreFailure> => {
    const given = candidate(request)
    if (typeof given !== "string") return Effect.fail(given)
    if (given.length > MAX_LENGTH) return Effect.fail(invalidWrappingToken)
    const find = (token: string): Effect.Effect<ValidWrappingToken, ProtocolError | StoreFailure> =>
      Effect.flatMap(tokens.find(token), (found) => {
        const wrapping = found?.entry.wrapping
        return found === undefined || wrapping === undefined || found.entry.numUses === LAST_USE
          ? Effect.fail(invalidWrappingToken)
          : Effect.succeed({ ...found, token, given, wrapping })
      })
    return looksLikeJwt(given)
      ? Effect.flatMap(now, (nowMs) => Effect.flatMap(jwt.read(given, nowMs), find))
      : find(given)
  }
