import { errorTexts, type OperationId, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { RawJson } from "../../values/json/raw-json.ts"
import { answer, nothing } from "../../actions/outcome.ts"
import { listedError, plainError, silentError } from "../../values/protocol-error.ts"
import type { SystemHandler, SystemHandlers, SystemRequest } from "../system-handler.ts"
import { isWrappingToken } from "../../state/token/token-entry.ts"
import { RESPONSE } from "../../actions/wrapping/wrap-response.ts"
import type { Cubbyhole, CubbyholeOwner } from "../../state/cubbyhole/cubbyhole.ts"

const needsServiceToken = Effect.fail(plainError(400, errorTexts.cubbyholeNeedsServiceToken))
const noPath = Effect.fail(listedError(400, errorTexts.missingPath))

/** `cubbyhole/*`: these operations need a token, so there is a holder, and it owns what is read and written. */
export const makeCubbyholeOperations = (cubbyhole: typeof Cubbyhole.Service): SystemHandlers<"cubbyhole"> => {
  const ownerOf = ({ holder }: SystemRequest): CubbyholeOwner => holder!.found
  const serviceOnly =
    <Id extends OperationId>(handler: SystemHandler<Id>): SystemHandler<Id> =>
    (request) =>
      request.holder?.found.entry.type === "batch" ? needsServiceToken : handler(request)
  const operations: SystemHandlers<"cubbyhole"> = {
    cubbyholeRead: (request) =>
      request.parameters.path === ""
        ? noPath
        : Effect.flatMap(cubbyhole.read(ownerOf(request), request.parameters.path), (text) => {
            if (text === undefined) return Effect.fail(silentError(404))
            const isOldUnwrap = request.parameters.path === RESPONSE && isWrappingToken(request.holder!.found.entry)
            return Effect.succeed(
              answer({
                data: isOldUnwrap ? { response: text } : new RawJson(text),
                ...(isOldUnwrap ? { warnings: [warningTexts.cubbyholeResponseDeprecated] } : undefined)
              })
            )
          }),
    cubbyholeWrite: (request) =>
      request.parameters.path === ""
        ? noPath
        : request.payload.members.size === 0
          ? Effect.fail(listedError(400, errorTexts.missingDataFields))
          : Effect.as(cubbyhole.write(request.holder!.found, request.parameters.path, request.payload.text), nothing),
    cubbyholeDelete: (request) => Effect.as(cubbyhole.delete(ownerOf(request).id, request.parameters.path), nothing),
    cubbyholeList: (request) => {
      const { path } = request.parameters
      const prefix = path === "" || path.endsWith("/") ? path : `${path}/`
      return Effect.flatMap(cubbyhole.list(ownerOf(request).id, prefix), (keys) =>
        keys.length === 0 ? Effect.fail(silentError(404)) : Effect.succeed(answer({ data: { keys } }))
      )
    }
  }
  return {
    cubbyholeRead: serviceOnly(operations.cubbyholeRead),
    cubbyholeWrite: serviceOnly(operations.cubbyholeWrite),
    cubbyholeDelete: serviceOnly(operations.cubbyholeDelete),
    cubbyholeList: serviceOnly(operations.cubbyholeList)
  }
}
