import { errorTextFor, errorTexts, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { Revocation } from "../../actions/revocation/revocation.ts"
import { RoleStore } from "../../state/token/role-store.ts"
import type { FoundToken } from "../../state/token/token-entry.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { listedError, plainError } from "../../values/protocol-error.ts"
import { type Failure, type SystemHandlers, holderOf, listing, type OutcomeEffect } from "../system-handler.ts"
import { createToken } from "./create-token.ts"
import { lookupData } from "./lookup-data.ts"
import { renewToken } from "./renew-token.ts"

const missingToken = plainError(400, errorTexts.missingTokenId)

/** The store does not contain batch tokens, so there is nothing to revoke. */
const batchNotRevocable = plainError(400, errorTexts.batchTokenNotRevocable)

const done: OutcomeEffect = Effect.succeed(noContent)

const show = (found: FoundToken, id: string): OutcomeEffect =>
  Effect.map(now, (nowMs) => enveloped({ data: lookupData(found.entry, id, nowMs) }))

/** `auth/token/*`, without the roles. */
export const tokenOperations = Effect.gen(function* () {
  const revocation = yield* Revocation
  const roles = yield* RoleStore
  const tokens = yield* TokenStore
  const create = yield* createToken
  const renew = yield* renewToken

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

  const revoke = (found: FoundToken): OutcomeEffect =>
    found.entry.type === "batch" ? Effect.fail(batchNotRevocable) : Effect.as(revocation.token(found.id), noContent)

  return {
    tokenCreate: (request) =>
      create({ fields: request.fields, holder: holderOf(request), path: request.fullPath, orphan: false }),
    tokenCreateOrphan: (request) =>
      create({ fields: request.fields, holder: holderOf(request), path: request.fullPath, orphan: true }),
    tokenCreateAgainstRole: (request) =>
      Effect.flatMap(roles.read(request.parameters.role), (role) =>
        role === undefined
          ? Effect.fail(plainError(400, errorTextFor.tokenRoleUnknown(request.parameters.role)))
          : create({ fields: request.fields, holder: holderOf(request), path: request.fullPath, orphan: false, role })
      ),
    // The server deletes expired tokens by itself, so there is nothing to tidy.
    tokenTidy: () => Effect.succeed(enveloped({ status: 202, warnings: [warningTexts.tidyStarted] })),
    tokenLookup: (request) => {
      const token = request.fields.token || request.query.get("token") || holderOf(request).token
      return Effect.flatMap(tokens.find(token), (found) =>
        found === undefined ? Effect.fail(plainError(403, errorTexts.badToken)) : show(found, token)
      )
    },
    tokenLookupSelf: (request) => show(holderOf(request).found, holderOf(request).token),
    tokenLookupAccessor: ({ fields }) => Effect.flatMap(byKnownAccessor(fields.accessor), (found) => show(found, "")),
    tokenRenew: ({ fields }) =>
      Effect.flatMap(given(fields.token), (found): OutcomeEffect => {
        if (found === undefined) return Effect.fail(plainError(400, errorTexts.tokenNotFound))
        if (found.entry.type === "batch") return Effect.fail(plainError(400, errorTexts.batchTokenNotRenewable))
        return renew(found, fields.token!, fields.increment)
      }),
    tokenRenewSelf: (request) => renew(holderOf(request).found, holderOf(request).token, request.fields.increment),
    tokenRenewAccessor: ({ fields }) =>
      Effect.flatMap(byKnownAccessor(fields.accessor), (found) =>
        found.entry.renewable
          ? renew(found, "", fields.increment)
          : Effect.fail(listedError(400, errorTexts.invalidRequest))
      ),
    tokenRevoke: ({ fields }) =>
      Effect.flatMap(given(fields.token), (found) => (found === undefined ? done : revoke(found))),
    tokenRevokeSelf: (request) => revoke(holderOf(request).found),
    tokenRevokeOrphan: ({ fields }) =>
      Effect.flatMap(given(fields.token), (found): OutcomeEffect => {
        if (found === undefined) return Effect.fail(plainError(400, errorTexts.tokenToRevokeNotFound))
        if (found.entry.type === "batch") return Effect.fail(batchNotRevocable)
        return Effect.as(revocation.tokenOnly(found.id), noContent)
      }),
    tokenRevokeAccessor: ({ fields }) =>
      Effect.flatMap(byAccessor(fields.accessor), (found): OutcomeEffect =>
        found === undefined
          ? Effect.succeed(enveloped({ warnings: [warningTexts.noTokenForAccessor] }))
          : Effect.as(revocation.token(found.id), noContent)
      ),
    tokenAccessorList: () => Effect.flatMap(tokens.accessors, listing)
  } satisfies Partial<SystemHandlers<"token">>
})
