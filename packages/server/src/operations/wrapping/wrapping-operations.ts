import type { OperationIdOf } from "@enwrap/protocol"
import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { cubbyholeKey, tokenRecordKey } from "../../state/records.ts"
import type { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import { RawJson } from "../../values/json/raw-json.ts"
import { answer, type PendingCommit, type Unwrapped } from "../../actions/outcome.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { forbidden, invalidWrappingToken } from "../../values/denied.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { SystemHandlers } from "../system-handler.ts"
import { tokenRecordKeys } from "../../state/token/token-records.ts"
import type { ValidWrappingToken } from "../../state/token/valid-wrapping-token.ts"
import { RESPONSE } from "../../actions/wrapping/wrap-response.ts"

type WrappingOperation = Extract<OperationIdOf<"sys">, `wrapping${string}`>

/** `sys/wrapping/*`: wrap, unwrap, lookup, rewrap. */
export const makeWrappingOperations = (
  cubbyhole: typeof Cubbyhole.Service
): Pick<SystemHandlers<"sys">, WrappingOperation> => {
  /**
   * The response inside, and the commit that uses the token up: it is made together with the answer, and only one can win.
   *
   * @see RW-SU-1
   */
  const take = (token: ValidWrappingToken): Effect.Effect<Unwrapped, ProtocolError | StoreFailure> =>
    Effect.flatMap(cubbyhole.read(token, RESPONSE), (content) => {
      if (content === undefined) return Effect.fail(invalidWrappingToken)
      const pending: PendingCommit = {
        when: [{ kind: "unchanged", ...tokenRecordKey(token.id), value: token.record.value }],
        deletes: [...tokenRecordKeys(token), cubbyholeKey(token.id, RESPONSE)],
        onConflict: invalidWrappingToken
      }
      const { raw, status, wrappedAccessor } = token.wrapping
      return Effect.succeed({ kind: "unwrapped", envelope: content, status, raw, wrappedAccessor, pending })
    })

  return {
    wrappingWrap: ({ payload, wrapTtl }) =>
      wrapTtl === undefined || wrapTtl === 0
        ? Effect.fail(plainError(400, errorTexts.wrappingRequired))
        : Effect.succeed(answer({ data: new RawJson(payload.text) })),
    wrappingUnwrap: ({ wrappingToken }) => take(wrappingToken!),
    wrappingLookup: ({ wrappingToken }) => {
      const { entry, wrapping } = wrappingToken!
      return Effect.succeed(
        answer({
          data: {
            creation_path: wrapping.creationPath,
            creation_time: rfc3339(entry.issueTimeMs),
            creation_ttl: wrapping.ttl
          }
        })
      )
    },
    wrappingRewrap: ({ holder, wrapTtl, wrappingToken }) => {
      const { creationPath, minTtl, ttl } = wrappingToken!.wrapping
      // A wrap TTL can make the new token's life shorter than the old one's was, never longer.
      const newTtl = wrapTtl !== undefined && wrapTtl > 0 ? Math.min(wrapTtl, ttl) : ttl
      // What is judged is the TTL that it will have: by what the wrapping was bound to, and by what the caller is bound to here.
      const least = Math.max(minTtl, holder?.minWrapTtl ?? 0)
      if (newTtl < least) return Effect.fail(forbidden)
      return Effect.map(take(wrappingToken!), (content) => ({
        ...content,
        kind: "rewrapped",
        creationPath,
        ttl: newTtl,
        minTtl: least
      }))
    }
  }
}
