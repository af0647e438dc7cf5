import { lifetimeTexts, operationWarnings, roleTextFor, tidyWarnings } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { Revocation } from "../../actions/revocation/revocation.ts"
import { Crypto } from "../../ports/crypto/port.ts"
import { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { PolicyStore } from "../../state/policy/policy-store.ts"
import { listAccessors } from "../../state/token/list-accessors.ts"
import { RoleStore } from "../../state/token/role-store.ts"
import { changeRole, newRole, roleData } from "../../state/token/token-role.ts"
import { unlessUsedUp } from "../../state/token/token-entry.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { listedError, plainError, silentError } from "../../values/protocol-error.ts"
import { holderOf, listing, type OutcomeEffect, type SystemHandlers } from "../system-handler.ts"
import { createToken } from "./create-token.ts"
import { hasSudo } from "./has-sudo.ts"
import { batchNotRevocable, givenIn } from "./look-ups.ts"
import { lookUpsByAccessor } from "./look-ups-by-accessor.ts"
import { showToken } from "./token-operations.ts"
import { renewToken } from "./renew-token.ts"
import { roleWarnings } from "./role-warnings.ts"

const batchNotRenewable = Effect.fail(plainError(400, lifetimeTexts.batchTokenNotRenewable))

const unknownAccessor = enveloped({ warnings: [operationWarnings.noTokenForAccessor] })

/** `auth/token/*`: the creation and the renewal of tokens, the roles for it, and what only an operator needs. */
export const tokenLifetimeOperations = Effect.gen(function* () {
  const accessors = yield* listAccessors
  const revocation = yield* Revocation
  const roles = yield* RoleStore
  const tokens = yield* TokenStore
  const services = {
    crypto: yield* Crypto,
    cubbyhole: yield* Cubbyhole,
    mounts: yield* Mounts,
    policies: yield* PolicyStore,
    roles,
    tokens
  }
  const { byAccessor, byKnownAccessor } = lookUpsByAccessor(tokens)
  const given = givenIn(tokens)

  return {
    tokenCreate: (request) => createToken(services, request, false),
    tokenCreateOrphan: (request) => createToken(services, request, true),
    tokenCreateAgainstRole: (request) => {
      const name = request.parameters.role
      return Effect.flatMap(roles.read(name), (role) =>
        role === undefined
          ? Effect.fail(plainError(400, roleTextFor.unknown(name)))
          : createToken(services, request, false, role)
      )
    },
    // The server deletes expired tokens by itself, so there is nothing to tidy.
    tokenTidy: () => Effect.succeed(enveloped({ status: 202, warnings: [tidyWarnings.tidyStarted] })),
    tokenRenew: ({ fields }) =>
      Effect.flatMap(given(fields.token), (any): OutcomeEffect => {
        const found = unlessUsedUp(any)
        if (found === undefined) return Effect.fail(plainError(400, lifetimeTexts.tokenNotFound))
        return found.entry.type === "batch"
          ? batchNotRenewable
          : renewToken(services, found, fields.token!, fields.increment)
      }),
    tokenRenewSelf: (request) => {
      const { found, token } = holderOf(request)
      return found.entry.type === "batch"
        ? batchNotRenewable
        : renewToken(services, found, token, request.fields.increment)
    },
    tokenRenewAccessor: ({ fields }) =>
      Effect.flatMap(byKnownAccessor(fields.accessor), (found) =>
        found.entry.renewable
          ? renewToken(services, found, "", fields.increment)
          : Effect.fail(listedError(400, lifetimeTexts.invalidRequest))
      ),
    tokenRevokeOrphan: (request) =>
      Effect.flatMap(given(request.fields.token), (found): OutcomeEffect => {
        // Unlike a missing `sudo` elsewhere, it is 400 in the original.
        if (!hasSudo(holderOf(request), request.fullPath))
          return Effect.fail(plainError(400, lifetimeTexts.revokeOrphanNeedsSudo))
        if (found === undefined) return Effect.fail(plainError(400, lifetimeTexts.tokenToRevokeNotFound))
        if (found.entry.type === "batch") return Effect.fail(batchNotRevocable)
        return Effect.as(revocation.tokenOnly(found.id), noContent)
      }),
    tokenAccessorList: () => Effect.flatMap(accessors, listing),
    tokenLookupAccessor: ({ fields }) =>
      Effect.flatMap(byKnownAccessor(fields.accessor), (found) => showToken(found, "")),
    tokenRevokeAccessor: ({ fields }) =>
      Effect.flatMap(byAccessor(fields.accessor), (found): OutcomeEffect =>
        found === undefined
          ? Effect.succeed(unknownAccessor)
          : // It may have been used since it was found. Then the caller must not believe that it has been revoked unused.
            Effect.map(revocation.token(found.id), (ended) => (ended ? noContent : unknownAccessor))
      ),
    tokenRoleList: () => Effect.flatMap(roles.names, listing),
    tokenRoleRead: Effect.fnUntraced(function* ({ parameters }) {
      const role = yield* roles.read(parameters.role)
      return role === undefined ? yield* silentError(404) : enveloped({ data: roleData(role) })
    }),
    tokenRoleWrite: Effect.fnUntraced(function* ({ fields, parameters }) {
      const before = yield* roles.read(parameters.role)
      const changed = yield* changeRole(before ?? newRole(parameters.role), fields)
      yield* roles.write(changed)
      const warnings = roleWarnings(fields, changed, services.mounts.tokenTtl().max)
      return warnings.length === 0 ? noContent : enveloped({ warnings })
    }),
    tokenRoleDelete: ({ parameters }) => Effect.as(roles.delete(parameters.role), noContent)
  } satisfies Partial<SystemHandlers<"token">>
})
