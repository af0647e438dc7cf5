import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import type { ParsedRequest } from "../request/parsed-request.ts"
import type { StoreFailure } from "../store/port.ts"
import { type FoundToken, LAST_USE, type WrappingInfo } from "../token/token-entry.ts"
import type { TokenStore } from "../token/token-store.ts"

/** A wrapping token that can still be used, with what is known of its content. */
export interface ValidWrappingToken extends FoundToken {
  readonly token: string
  readonly wrapping: WrappingInfo
}

export const invalidWrappingToken: ProtocolError = plainError(400, errorTexts.invalidWrappingToken)

const problem = (text: string): ProtocolError => plainError(403, text)

/** The token that the request is about: in the body or the query if it is named there, else the client token. */
const candidate = (request: ParsedRequest): string | ProtocolError => {
  const inBody = request.payload.members.get("token")
  const inQuery = request.query.get("token")
  if (inBody !== undefined && inBody !== "null") {
    const value: unknown = JSON.parse(inBody)
    if (typeof value !== "string") return problem(errorTexts.couldNotDecodeToken)
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
  (tokens: typeof TokenStore.Service) =>
  (request: ParsedRequest): Effect.Effect<ValidWrappingToken, ProtocolError | StoreFailure> => {
    const token = candidate(request)
    if (typeof token !== "string") return Effect.fail(token)
    return Effect.flatMap(tokens.find(token), (found) => {
      const wrapping = found?.entry.wrapping
      return found === undefined || wrapping === undefined || found.entry.numUses === LAST_USE
        ? Effect.fail(invalidWrappingToken)
        : Effect.succeed({ ...found, token, wrapping })
    })
  }
