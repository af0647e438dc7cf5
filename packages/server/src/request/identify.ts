import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { isInCidrs } from "../values/cidr.ts"
import type { PolicyStore } from "../state/policy/policy-store.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import type { Holder } from "../state/holder.ts"
import { type HeldToken, LAST_USE, type TokenEntry } from "../state/token/token-entry.ts"
import type { TokenStore } from "../state/token/token-store.ts"

/** Whether a token that is bound to addresses is used from another. */
const isElsewhere = ({ boundCidrs }: TokenEntry, remoteAddress: string): boolean =>
  boundCidrs !== undefined && !isInCidrs(remoteAddress, boundCidrs)

/** Whether a token is alive, has a use left and may be used from an address. No use is counted. */
export const makeIsGood =
  (tokens: typeof TokenStore.Service) =>
  (token: string | undefined, remoteAddress: string): Effect.Effect<boolean, StoreFailure> =>
    token === undefined
      ? Effect.succeed(false)
      : Effect.map(
          tokens.find(token),
          (found) => found !== undefined && found.entry.numUses !== LAST_USE && !isElsewhere(found.entry, remoteAddress)
        )

/** Who is asking: the holder of a token that is alive and has a use left; `undefined` where there is none. */
export const makeIdentify =
  (tokens: typeof TokenStore.Service, policies: typeof PolicyStore.Service) =>
  (
    token: string | undefined,
    remoteAddress: string,
    already?: HeldToken
  ): Effect.Effect<Holder | undefined, StoreFailure> => {
    if (token === undefined) return Effect.succeed(undefined)
    return Effect.flatMapEager(already === undefined ? tokens.find(token) : Effect.succeed(already), (found) =>
      found === undefined || found.entry.numUses === LAST_USE || isElsewhere(found.entry, remoteAddress)
        ? Effect.succeed(undefined)
        : Clock.clockWith((clock) =>
            Effect.succeed({
              token,
              found,
              acl: policies.aclOf(found.entry.policies, clock.currentTimeMillisUnsafe())
            })
          )
    )
  }
