import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { consumption } from "../../actions/wrapping/consumption.ts"
import { enveloped, type Unwrapped } from "../../actions/outcome.ts"
import { RESPONSE } from "../../state/records.ts"
import { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import type { ValidWrappingToken } from "../../state/token/token-entry.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { forbidden, invalidWrappingToken } from "../../values/denied.ts"
import { RawJson } from "../../values/json/raw-json.ts"
import { plainError } from "../../values/protocol-error.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import type { Failure, SystemHandlers } from "../system-handler.ts"

/** `sys/wrapping/*`: wrap, unwrap, lookup, rewrap. The server has validated the wrapping token before the last three. */
export const wrappingOperations = Effect.gen(function* () {
  const cubbyhole = yield* Cubbyhole
  const tokens = yield* TokenStore

  /** The stored response, and the commit that ends its token. @see RW-SU-1 */
  const take = (token: ValidWrappingToken): Effect.Effect<Unwrapped, Failure> =>
    Effect.flatMapEager(cubbyhole.read(token, RESPONSE), (content) => {
      if (content === undefined) return Effect.fail(invalidWrappingToken)
      const pending = consumption(tokens, token, invalidWrappingToken)
      const { raw, status, wrappedAccessor } = token.wrapping
      return Effect.succeed({ kind: "unwrapped", envelope: content, status, raw, wrappedAccessor, pending })
    })

  return {
    wrappingWrap: ({ payload, wrapTtl }) =>
      wrapTtl === undefined || wrapTtl === 0
        ? Effect.fail(plainError(400, errorTexts.wrappingRequired))
        : Effect.succeed(enveloped({ data: new RawJson(payload.text) })),
    wrappingUnwrap: ({ wrappingToken }) => take(wrappingToken!),
    wrappingLookup: ({ wrappingToken }) => {
      const { entry, wrapping } = wrappingToken!
      const data = {
        creation_path: wrapping.creationPath,
        creation_time: rfc3339(entry.issueTimeMs),
        creation_ttl: wrapping.ttl
      }
      return Effect.succeed(enveloped({ data }))
    },
    wrappingRewrap: ({ holder, wrapTtl, wrappingToken }) => {
      const { creationPath, minTtl, ttl } = wrappingToken!.wrapping
      // A wrap TTL can shorten the TTL of the old token, and cannot extend it.
      const newTtl = wrapTtl !== undefined && wrapTtl > 0 ? Math.min(wrapTtl, ttl) : ttl
      // The new TTL is bound by the policies of both the caller who wrapped and the caller who rewraps.
      const leastTtl = Math.max(minTtl, holder?.minWrapTtl ?? 0)
      if (newTtl < leastTtl) return Effect.fail(forbidden)
      return Effect.map(take(wrappingToken!), (unwrapped) => ({
        ...unwrapped,
        kind: "rewrapped",
        creationPath,
        ttl: newTtl,
        minTtl: leastTtl
      }))
    }
  } satisfies Partial<SystemHandlers<"sys">>
})
