import { errorTexts, type OperationId } from "@enwrap/protocol"
import { operationWarnings, rareTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { consumption } from "../../actions/wrapping/consumption.ts"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { RESPONSE } from "../../state/records.ts"
import { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import { isWrappingToken } from "../../state/token/token-entry.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { unauthenticated } from "../../values/denied.ts"
import { RawJson } from "../../values/json/raw-json.ts"
import { listedError, plainError, silentError } from "../../values/protocol-error.ts"
import { holderOf, listing, type SystemHandler, type SystemHandlers } from "../system-handler.ts"

const needsServiceToken = Effect.fail(plainError(400, rareTexts.cubbyholeNeedsServiceToken))
const noPath = Effect.fail(listedError(400, errorTexts.missingPath))

/** Refuses batch tokens, which have no cubbyhole. */
const forServiceTokens =
  <Id extends OperationId>(handler: SystemHandler<Id>): SystemHandler<Id> =>
  (request) =>
    holderOf(request).found.entry.type === "batch" ? needsServiceToken : handler(request)

/** `cubbyhole/*`: each token reads and writes its own cubbyhole. */
export const cubbyholeOperations = Effect.gen(function* () {
  const cubbyhole = yield* Cubbyhole
  const tokens = yield* TokenStore
  return {
    cubbyholeRead: forServiceTokens((request) => {
      const { found } = holderOf(request)
      const { path } = request.parameters
      if (path === "") return noPath
      return Effect.flatMap(cubbyhole.read(found, path), (text) => {
        const isOldUnwrap = path === RESPONSE && isWrappingToken(found.entry)
        // The response of a wrapping token is missing only if the token has been revoked since it was validated.
        if (text === undefined) return Effect.fail(isOldUnwrap ? unauthenticated : silentError(404))
        if (!isOldUnwrap) return Effect.succeed(enveloped({ data: new RawJson(text) }))
        const warnings = [operationWarnings.cubbyholeResponseDeprecated]
        return Effect.succeed(
          enveloped({ data: { response: text }, warnings, pending: consumption(tokens, found, unauthenticated) })
        )
      })
    }),
    cubbyholeWrite: forServiceTokens((request) => {
      const { parameters, payload } = request
      if (parameters.path === "") return noPath
      if (payload.members.size === 0) return Effect.fail(listedError(400, errorTexts.missingDataFields))
      return Effect.as(cubbyhole.write(holderOf(request).found, parameters.path, payload.text), noContent)
    }),
    cubbyholeDelete: forServiceTokens((request) =>
      Effect.as(cubbyhole.delete(holderOf(request).found.id, request.parameters.path), noContent)
    ),
    cubbyholeList: forServiceTokens((request) => {
      const { path } = request.parameters
      const prefix = path === "" || path.endsWith("/") ? path : `${path}/`
      return Effect.flatMap(cubbyhole.list(holderOf(request).found.id, prefix), listing)
    })
  } satisfies Partial<SystemHandlers<"cubbyhole">>
})
