import * as Effect from "effect/Effect"
import type { WireResponse } from "../ports/exchange.ts"
import { isWrappingToken, LAST_USE } from "../state/token/token-entry.ts"
import { forbidden, unauthenticated } from "../values/denied.ts"
import { authorize } from "./authorize.ts"
import { carryOut, carryOutUnknown } from "./carry-out.ts"
import { isMatched, type RequestContext, type RequestFailure } from "./context.ts"
import { identify } from "./identify.ts"
import { restOnBasis } from "./rest-on-basis.ts"
import { noMount } from "./route.ts"

/** Identifies the caller, asks the policies, counts a use of the token, and carries out the request. */
export const authenticate = Effect.fnUntraced(function* (
  context: RequestContext
): Effect.fn.Return<WireResponse, RequestFailure> {
  const { tokens } = context.services
  const known = yield* identify(context)
  if (known === undefined) return yield* unauthenticated
  const { allowed, minWrappingTtl: minWrapTtl = 0 } = yield* authorize(context, known)
  const isWrapping = isWrappingToken(known.found.entry)
  // A rejected request does not use up a wrapping token.
  if (!allowed && isWrapping) return yield* forbidden
  // On the paths about a wrapping token, the operation's own commit uses it up. Neither a request about another wrapping token
  // nor one for something that does not exist uses it up.
  const isSpared = isWrapping && (context.wrappingToken !== undefined || typeof context.match === "string")
  const counted = isSpared ? known.found : yield* tokens.use(known.found)
  if (counted === undefined) return yield* unauthenticated
  const identified = { ...context, holder: { ...known, found: counted, minWrapTtl } }
  return yield* counted.entry.numUses === LAST_USE
    ? Effect.ensuring(
        Effect.suspend(() => carryOutIfAllowed(identified, allowed)),
        Effect.ignore(context.services.revocation.token(counted.id))
      )
    : carryOutIfAllowed(identified, allowed)
})

const carryOutIfAllowed = (context: RequestContext, allowed: boolean): Effect.Effect<WireResponse, RequestFailure> => {
  if (!allowed) return Effect.fail(forbidden)
  if (context.mount === undefined) return Effect.fail(noMount(context.request.path))
  return restOnBasis(context, isMatched(context) ? carryOut(context) : carryOutUnknown(context))
}
