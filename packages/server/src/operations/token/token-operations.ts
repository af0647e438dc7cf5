import { errorTextFor, errorTexts, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { Crypto } from "../../ports/crypto/port.ts"
import { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { PolicyStore } from "../../state/policy/policy-store.ts"
import { Revocation } from "../../actions/revocation/revocation.ts"
import { RoleStore } from "../../state/token/role-store.ts"
import type { FoundToken, TokenEntry } from "../../state/token/token-entry.ts"
import { changeRole, isRoleName, newRole, roleData } from "../../state/token/token-role.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import { listedError, plainError, type ProtocolError, silentError } from "../../values/protocol-error.ts"
import { type Failure, type SystemHandlers, holderOf, listing, type OutcomeEffect } from "../system-handler.ts"
import { createToken } from "./create-token.ts"
import { hasSudo } from "./has-sudo.ts"
import { renewToken } from "./renew-token.ts"
import { roleWarnings } from "./role-warnings.ts"

const missingToken = plainError(400, errorTexts.missingTokenId)

/** The store does not contain batch tokens, so there is nothing to revoke. */
const batchNotRevocable = plainError(400, errorTexts.batchTokenNotRevocable)

const batchNotRenewable = Effect.fail(plainError(400, errorTexts.batchTokenNotRenewable))

const done: OutcomeEffect = Effect.succeed(noContent)

/** What a lookup of a token shows. `id` is `""` if the caller knows only its accessor. */
const lookupData = (entry: TokenEntry, id: string, nowMs: number): Record<string, unknown> => ({
  accessor: entry.accessor,
  ...(entry.boundCidrs === undefined ? undefined : { bound_cidrs: entry.boundCidrs }),
  creation_time: entry.creationTime,
  creation_ttl: entry.creationTtl,
  display_name: entry.displayName,
  entity_id: entry.entityId,
  expire_time: entry.expiresAtMs === undefined ? null : rfc3339(entry.expiresAtMs),
  explicit_max_ttl: entry.explicitMaxTtl,
  id,
  issue_time: rfc3339(entry.issueTimeMs),
  ...(entry.lastRenewalMs === undefined
    ? undefined
    : { last_renewal: rfc3339(entry.lastRenewalMs), last_renewal_time: Math.floor(entry.lastRenewalMs / 1000) }),
  meta: entry.meta,
  num_uses: entry.numUses,
  orphan: entry.parent === undefined,
  path: entry.path,
  ...(entry.period > 0 ? { period: entry.period } : undefined),
  policies: entry.policies,
  renewable: entry.renewable,
  ...(entry.role === undefined ? undefined : { role: entry.role.name }),
  ttl: entry.expiresAtMs === undefined ? 0 : Math.max(0, Math.floor((entry.expiresAtMs - nowMs) / 1000)),
  type: entry.type ?? "service"
})

const show = (found: FoundToken, id: string): OutcomeEffect =>
  Effect.map(now, (nowMs) => enveloped({ data: lookupData(found.entry, id, nowMs) }))

/** A path with an invalid role name is unknown. */
const validName = (name: string): Effect.Effect<string, ProtocolError> =>
  isRoleName(name) ? Effect.succeed(name) : Effect.fail(listedError(404, errorTexts.unsupportedPath))

const unknownAccessor = enveloped({ warnings: [warningTexts.noTokenForAccessor] })

/** `auth/token/*` */
export const tokenOperations = Effect.gen(function* () {
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
    tokenCreate: (request) => createToken(services, request, false),
    tokenCreateOrphan: (request) => createToken(services, request, true),
    tokenCreateAgainstRole: (request) => {
      const name = request.parameters.role
      return Effect.flatMap(roles.read(name), (role) =>
        role === undefined
          ? Effect.fail(plainError(400, errorTextFor.tokenRoleUnknown(name)))
          : createToken(services, request, false, role)
      )
    },
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
          : Effect.fail(listedError(400, errorTexts.invalidRequest))
      ),
    tokenRevoke: ({ fields }) =>
      Effect.flatMap(given(fields.token), (found) => (found === undefined ? done : revoke(found))),
    tokenRevokeSelf: (request) => revoke(holderOf(request).found),
    tokenRevokeOrphan: (request) =>
      Effect.flatMap(given(request.fields.token), (found): OutcomeEffect => {
        // Unlike a missing `sudo` elsewhere, it is 400 in the original.
        if (!hasSudo(holderOf(request), request.fullPath))
          return Effect.fail(plainError(400, errorTexts.revokeOrphanNeedsSudo))
        if (found === undefined) return Effect.fail(plainError(400, errorTexts.tokenToRevokeNotFound))
        if (found.entry.type === "batch") return Effect.fail(batchNotRevocable)
        return Effect.as(revocation.tokenOnly(found.id), noContent)
      }),
    tokenRevokeAccessor: ({ fields }) =>
      Effect.flatMap(byAccessor(fields.accessor), (found): OutcomeEffect =>
        found === undefined
          ? Effect.succeed(unknownAccessor)
          : // It may have been used since it was found. Then the caller must not believe that it has been revoked unused.
            Effect.map(revocation.token(found.id), (ended) => (ended ? noContent : unknownAccessor))
      ),
    tokenAccessorList: () => Effect.flatMap(tokens.accessors, listing),
    tokenRoleList: () => Effect.flatMap(roles.names, listing),
    tokenRoleRead: Effect.fnUntraced(function* ({ parameters }) {
      const role = yield* roles.read(yield* validName(parameters.role))
      return role === undefined ? yield* silentError(404) : enveloped({ data: roleData(role) })
    }),
    tokenRoleWrite: Effect.fnUntraced(function* ({ fields, parameters }) {
      const name = yield* validName(parameters.role)
      const before = yield* roles.read(name)
      const changed = yield* changeRole(before ?? newRole(name), fields)
      yield* roles.write(changed)
      const warnings = roleWarnings(fields, changed, services.mounts.systemTtl.max)
      return warnings.length === 0 ? noContent : enveloped({ warnings })
    }),
    tokenRoleDelete: ({ parameters }) => Effect.as(roles.delete(parameters.role), noContent)
  } satisfies Partial<SystemHandlers<"token">>
})
