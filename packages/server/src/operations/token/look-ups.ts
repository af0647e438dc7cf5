import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { FoundToken } from "../../state/token/token-entry.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { listedError, plainError } from "../../values/protocol-error.ts"
import type { Failure } from "../system-handler.ts"

const missingToken = plainError(400, errorTexts.missingTokenId)

/** The store does not contain batch tokens, so there is nothing to revoke. */
export const batchNotRevocable = plainError(400, errorTexts.batchTokenNotRevocable)

/** How the operations on tokens find the token of a request. */
export const lookUpsIn = (tokens: typeof TokenStore.Service) => {
  /** The token in a body; `undefined` if it is unknown. */
  const given = (token: string | undefined): Effect.Effect<FoundToken | undefined, Failure> =>
    token === undefined || token === "" ? Effect.fail(missingToken) : tokens.find(token)

  const byAccessor = (accessor: string | undefined): Effect.Effect<FoundToken | undefined, Failure> =>
    accessor === undefined || accessor === ""
      ? Effect.fail(listedError(400, errorTexts.missingAccessor))
      : tokens.findByAccessor(accessor)

  const byKnownAccessor = (accessor: string | undefined): Effect.Effect<FoundToken, Failure> =>
    Effect.flatMap(byAccessor(accessor), (found) =>
      found === undefined ? Effect.fail(listedError(400, errorTexts.invalidAccessor)) : Effect.succeed(found)
    )

  return { byAccessor, byKnownAccessor, given }
}
