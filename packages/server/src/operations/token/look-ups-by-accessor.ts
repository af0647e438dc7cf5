import { lifetimeTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { type FoundToken, unlessUsedUp } from "../../state/token/token-entry.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { listedError } from "../../values/protocol-error.ts"
import type { Failure } from "../system-handler.ts"

/** How the operations on tokens find the token of an accessor. */
export const lookUpsByAccessor = (tokens: typeof TokenStore.Service) => {
  const byAccessor = (accessor: string | undefined): Effect.Effect<FoundToken | undefined, Failure> =>
    accessor === undefined || accessor === ""
      ? Effect.fail(listedError(400, lifetimeTexts.missingAccessor))
      : tokens.findByAccessor(accessor)

  const byKnownAccessor = (accessor: string | undefined): Effect.Effect<FoundToken, Failure> =>
    Effect.flatMap(byAccessor(accessor), (any) => {
      const found = unlessUsedUp(any)
      return found === undefined ? Effect.fail(listedError(400, lifetimeTexts.invalidAccessor)) : Effect.succeed(found)
    })

  return { byAccessor, byKnownAccessor }
}
