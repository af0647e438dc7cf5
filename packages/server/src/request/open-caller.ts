import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { StoreFailure } from "../ports/store/port.ts"
import type { Holder } from "../state/holder.ts"
import { isWrappingToken } from "../state/token/token-entry.ts"
import type { ValidWrappingToken } from "../state/token/valid-wrapping-token.ts"
import type { makeIdentify } from "./identify.ts"
import type { ParsedRequest } from "./parsed-request.ts"

/**
 * Who calls an operation that needs no caller, and so accounts for what is wrapped there. A wrapping token is no caller: it is
 * not used up, so that it would account for any number of wrappings. It does for its own lookup, but for no longer than it
 * lives: from what is wrapped then, nobody gets more time than was agreed for the token itself.
 *
 * @see RW-WE-32
 * @see RW-WE-34
 */
export const makeOpenCaller =
  (identify: ReturnType<typeof makeIdentify>) =>
  (
    { remoteAddress, token, wrapTtl = 0 }: ParsedRequest,
    wrappingToken: ValidWrappingToken | undefined
  ): Effect.Effect<Holder | undefined, StoreFailure> => {
    // A lookup asks nothing of its caller: he is looked for only where something is to be wrapped.
    if (wrappingToken !== undefined && wrapTtl === 0) return Effect.succeed(undefined)
    const known = Effect.map(identify(token, remoteAddress), (holder) =>
      holder === undefined || isWrappingToken(holder.found.entry) ? undefined : holder
    )
    return wrappingToken === undefined
      ? known
      : Effect.flatMap(known, (holder) =>
          holder !== undefined ? Effect.succeed(holder) : holderOfIts(identify, wrappingToken, remoteAddress, wrapTtl)
        )
  }

/** The wrapping token as the one that accounts, if it lives for as long as the wrap TTL. */
const holderOfIts = (
  identify: ReturnType<typeof makeIdentify>,
  wrappingToken: ValidWrappingToken,
  remoteAddress: string,
  wrapTtl: number
): Effect.Effect<Holder | undefined, StoreFailure> =>
  Clock.clockWith((clock) =>
    clock.currentTimeMillisUnsafe() + wrapTtl * 1000 <= (wrappingToken.entry.expiresAtMs ?? 0)
      ? identify(wrappingToken.token, remoteAddress, wrappingToken)
      : Effect.succeed(undefined)
  )
