import { errorTextFor, errorTexts, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { answer, nothing, type Outcome } from "../../actions/outcome.ts"
import { listedError, plainError, type ProtocolError, silentError } from "../../values/protocol-error.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { SystemHandlers, SystemRequest } from "../system-handler.ts"
import type { Holder } from "../../state/holder.ts"
import { type CreateTokenDependencies, makeCreateToken } from "./create-token.ts"
import { lookupData } from "./lookup-data.ts"
import { makeRenewToken, type RenewTokenDependencies } from "./renew-token.ts"
import { type FoundToken } from "../../state/token/token-entry.ts"
import { changeRole, isRoleName, newRole, roleData } from "../../state/token/token-role.ts"
import { now } from "../../values/now.ts"

/** A batch token stands in no store: there is nothing to be taken away. */
const batchLives = Effect.fail(plainError(400, errorTexts.batchTokenNotRevocable))

type Answered = Effect.Effect<Outcome, ProtocolError | StoreFailure>

const text = (value: string | null | undefined): string | undefined =>
  value === "" || value === null ? undefined : value

export type TokenOperationDependencies = CreateTokenDependencies & RenewTokenDependencies

/** `auth/token/*` */
export const makeTokenOperations = (dependencies: TokenOperationDependencies): SystemHandlers<"token"> => {
  const { roles, tokens } = dependencies
  const create = makeCreateToken(dependencies)
  const renew = makeRenewToken(dependencies)

  const show = (found: FoundToken, id: string): Answered =>
    Effect.map(now, (nowMs) => answer({ data: lookupData(found.entry, id, nowMs) }))

  /** These operations need a token, so there is a holder. */
  const holderOf = (request: SystemRequest): Holder => request.holder!

  const lookup = (token: string): Answered =>
    Effect.flatMap(tokens.find(token), (found) =>
      found === undefined ? Effect.fail(plainError(403, errorTexts.badToken)) : show(found, token)
    )

  const byAccessor = (
    accessor: string | undefined
  ): Effect.Effect<FoundToken | undefined, ProtocolError | StoreFailure> =>
    accessor === undefined || accessor === ""
      ? Effect.fail(listedError(400, errorTexts.missingAccessor))
      : tokens.findByAccessor(accessor)

  const knownAccessor = (accessor: string | undefined): Effect.Effect<FoundToken, ProtocolError | StoreFailure> =>
    Effect.flatMap(byAccessor(accessor), (found) =>
      found === undefined ? Effect.fail(listedError(400, errorTexts.invalidAccessor)) : Effect.succeed(found)
    )

  const revoke = (found: FoundToken): Answered =>
    found.entry.type === "batch" ? batchLives : Effect.as(tokens.revoke(found.id), nothing)

  /** Where a name cannot be a role's, there is no path. */
  const named = (name: string, then: () => Answered): Answered =>
    isRoleName(name) ? then() : Effect.fail(listedError(404, errorTexts.unsupportedPath))

  const missingToken: Answered = Effect.fail(plainError(400, errorTexts.missingTokenId))
  const done: Answered = Effect.succeed(nothing)

  return {
    tokenCreate: (request) =>
      create({ fields: request.fields, holder: holderOf(request), path: request.fullPath, orphan: false }),
    tokenCreateOrphan: (request) =>
      create({ fields: request.fields, holder: holderOf(request), path: request.fullPath, orphan: true }),
    tokenCreateAgainstRole: (request) =>
      Effect.flatMap(roles.read(request.parameters.role_name), (role) =>
        role === undefined
          ? Effect.fail(plainError(400, errorTextFor.tokenRoleUnknown(request.parameters.role_name)))
          : create({ fields: request.fields, holder: holderOf(request), path: request.fullPath, orphan: false, role })
      ),
    tokenListRoles: () =>
      Effect.flatMap(roles.names, (keys) =>
        keys.length === 0 ? Effect.fail(silentError(404)) : Effect.succeed(answer({ data: { keys } }))
      ),
    tokenReadRole: ({ parameters }) =>
      named(parameters.role_name, () =>
        Effect.flatMap(roles.read(parameters.role_name), (role) =>
          role === undefined ? Effect.fail(silentError(404)) : Effect.succeed(answer({ data: roleData(role) }))
        )
      ),
    tokenWriteRole: ({ fields, parameters }) =>
      named(parameters.role_name, () =>
        Effect.gen(function* () {
          const before = yield* roles.read(parameters.role_name)
          yield* roles.write(yield* changeRole(before ?? newRole(parameters.role_name), fields))
          return nothing
        })
      ),
    tokenDeleteRole: ({ parameters }) => Effect.as(roles.delete(parameters.role_name), nothing),
    // What has expired is freed all the time, so there is nothing left to be tidied up.
    tokenTidy: () => Effect.succeed(answer({ status: 202, warnings: [warningTexts.tidyStarted] })),
    tokenLookup: (request) =>
      lookup(text(request.fields.token) ?? text(request.query.get("token")) ?? holderOf(request).token),
    tokenLookupSelf: (request) => show(holderOf(request).found, holderOf(request).token),
    tokenLookupAccessor: ({ fields }) => Effect.flatMap(knownAccessor(fields.accessor), (found) => show(found, "")),
    tokenRenew: ({ fields }) => {
      const token = text(fields.token)
      if (token === undefined) return missingToken
      return Effect.flatMap(tokens.find(token), (found) =>
        found === undefined
          ? Effect.fail(plainError(400, errorTexts.tokenNotFound))
          : found.entry.type === "batch"
            ? Effect.fail(plainError(400, errorTexts.batchTokenNotRenewable))
            : renew(found, token, fields.increment)
      )
    },
    tokenRenewSelf: (request) => renew(holderOf(request).found, holderOf(request).token, request.fields.increment),
    tokenRenewAccessor: ({ fields }) =>
      Effect.flatMap(knownAccessor(fields.accessor), (found) =>
        found.entry.renewable
          ? renew(found, "", fields.increment)
          : Effect.fail(listedError(400, errorTexts.invalidRequest))
      ),
    tokenRevoke: ({ fields }) => {
      const token = text(fields.token)
      if (token === undefined) return missingToken
      return Effect.flatMap(tokens.find(token), (found) => (found === undefined ? done : revoke(found)))
    },
    tokenRevokeSelf: (request) => revoke(holderOf(request).found),
    tokenRevokeOrphan: ({ fields }) => {
      const token = text(fields.token)
      if (token === undefined) return missingToken
      return Effect.flatMap(tokens.find(token), (found): Answered =>
        found === undefined
          ? Effect.fail(plainError(400, errorTexts.tokenToRevokeNotFound))
          : found.entry.type === "batch"
            ? batchLives
            : Effect.as(tokens.revokeOrphan(found.id), nothing)
      )
    },
    tokenRevokeAccessor: ({ fields }) =>
      Effect.flatMap(byAccessor(fields.accessor), (found): Answered =>
        found === undefined
          ? Effect.succeed(answer({ warnings: [warningTexts.noTokenForAccessor] }))
          : Effect.as(tokens.revoke(found.id), nothing)
      ),
    tokenListAccessors: () =>
      Effect.flatMap(tokens.accessors, (keys) =>
        keys.length === 0 ? Effect.fail(silentError(404)) : Effect.succeed(answer({ data: { keys } }))
      )
  }
}
