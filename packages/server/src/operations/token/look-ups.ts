import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { FoundToken } from "../../state/token/token-entry.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { Failure } from "../system-handler.ts"

const missingToken = plainError(400, errorTexts.missingTokenId)

/** The store does not contain batch tokens, so there is nothing to revoke. */
export const batchNotRevocable = plainError(400, errorTexts.batchTokenNotRevocable)

/** The token in a body; `undefined` if it is unknown. */
export const givenIn =
  (tokens: typeof TokenStore.Service) =>
  (token: string | undefined): Effect.Effect<FoundToken | undefined, Failure> =>
    token === undefined || token === "" ? Effect.fail(missingToken) : tokens.find(token)
