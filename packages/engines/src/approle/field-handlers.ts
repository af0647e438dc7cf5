import { appRoleTexts } from "@enwrap/protocol"
import {
  type EngineEffect,
  type EngineResponse,
  type Handlers,
  type Json,
  type MountContext,
  plainError,
  type ProtocolError,
  silentError
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { entryName } from "../login/entry-name.ts"
import type { TokenFields } from "../login/token-fields.ts"
import { bound, changeRole, orNull, type Role, type RoleFields, roleOldNamesData } from "./role.ts"
import { existing, maxTtlWarning } from "./role-handlers.ts"
import type { RoleStore } from "./role-store.ts"

/** A role's field with its own path. */
interface RoleField {
  /** The field that a write must have, and its other names. */
  readonly names: readonly [keyof RoleFields, ...ReadonlyArray<keyof RoleFields>]
  readonly read: (role: Role) => Readonly<Record<string, Json>>
  readonly reset: (role: Role) => Role
  /** Why a write is refused, with the error text of this path. */
  readonly problem?: (role: Role, fields: RoleFields) => string | undefined
}

const token = (role: Role, change: Partial<TokenFields>): Role => ({ ...role, token: { ...role.token, ...change } })

const without = (role: Role, oldName: string): Role => ({
  ...role,
  byOldName: role.byOldName.filter((name) => name !== oldName)
})

/** The field under its old name, if it was written so. */
const byOldName = (role: Role, oldName: string): Readonly<Record<string, Json>> => {
  const value = roleOldNamesData(role)[oldName]
  return value === undefined ? {} : { [oldName]: value }
}

const FIELDS = {
  policies: {
    names: ["token_policies", "policies"],
    read: (role) => ({ token_policies: role.token.policies, ...byOldName(role, "policies") }),
    reset: (role) => token(without(role, "policies"), { policies: [] })
  },
  tokenTtl: {
    names: ["token_ttl"],
    read: (role) => ({ token_ttl: role.token.ttl }),
    reset: (role) => token(role, { ttl: 0 }),
    problem: ({ token }, { token_ttl: ttl = 0 }) =>
      token.maxTtl > 0 && ttl > token.maxTtl ? appRoleTexts.ttlAboveMax : undefined
  },
  tokenMaxTtl: {
    names: ["token_max_ttl"],
    read: (role) => ({ token_max_ttl: role.token.maxTtl }),
    reset: (role) => token(role, { maxTtl: 0 }),
    problem: ({ token }, { token_max_ttl: maxTtl = 0 }) =>
      maxTtl > 0 && token.ttl > maxTtl ? appRoleTexts.maxTtlBelowTtl : undefined
  },
  tokenNumUses: {
    names: ["token_num_uses"],
    read: (role) => ({ token_num_uses: role.token.numUses }),
    reset: (role) => token(role, { numUses: 0 })
  },
  period: {
    names: ["token_period", "period"],
    read: (role) => ({ token_period: role.token.period, ...byOldName(role, "period") }),
    reset: (role) => token(without(role, "period"), { period: 0 })
  },
  tokenBoundCidrs: {
    names: ["token_bound_cidrs"],
    read: (role) => ({ token_bound_cidrs: orNull(role.token.boundCidrs) }),
    reset: (role) => token(role, { boundCidrs: [] })
  },
  bindSecretId: {
    names: ["bind_secret_id"],
    read: (role) => ({ bind_secret_id: role.bindSecretId }),
    reset: (role) => ({ ...role, bindSecretId: true })
  },
  secretIdNumUses: {
    names: ["secret_id_num_uses"],
    read: (role) => ({ secret_id_num_uses: role.secretIdNumUses }),
    reset: (role) => ({ ...role, secretIdNumUses: 0 })
  },
  secretIdTtl: {
    names: ["secret_id_ttl"],
    read: (role) => ({ secret_id_ttl: role.secretIdTtl }),
    reset: (role) => ({ ...role, secretIdTtl: 0 })
  },
  secretIdBoundCidrs: {
    names: ["secret_id_bound_cidrs"],
    read: (role) => ({ secret_id_bound_cidrs: orNull(role.secretIdBoundCidrs) }),
    reset: (role) => ({ ...role, secretIdBoundCidrs: [] })
  },
  boundCidrList: {
    names: ["bound_cidr_list"],
    read: (role) => ({ bound_cidr_list: orNull(role.secretIdBoundCidrs) }),
    reset: (role) => ({ ...role, secretIdBoundCidrs: [] })
  }
} as const satisfies Record<string, RoleField>

interface FieldRequest {
  readonly parameters: { readonly role: string }
  readonly fields: RoleFields
}

type FieldHandler = (request: FieldRequest) => EngineEffect<EngineResponse | undefined>

/** Reads a field of the role in the path. An unknown role is a 404. */
const reader = (roles: RoleStore, read: RoleField["read"]): FieldHandler =>
  Effect.fnUntraced(function* ({ parameters }) {
    const role = yield* roles.get(yield* entryName(parameters.role))
    return role === undefined ? yield* silentError(404) : { data: read(role) }
  })

const writer = (roles: RoleStore, context: MountContext, { names, problem }: RoleField): FieldHandler =>
  Effect.fnUntraced(function* ({ fields, parameters }) {
    const write = Effect.fnUntraced(function* (present: Role | undefined): Effect.fn.Return<Role, ProtocolError> {
      const role = yield* existing(present)
      if (names.every((name) => fields[name] === undefined))
        return yield* plainError(400, appRoleTexts.missing(names[0]))
      const refused = problem?.(role, fields)
      return yield* refused === undefined ? changeRole(role, fields, false) : plainError(400, refused)
    })
    return maxTtlWarning(yield* roles.change(yield* entryName(parameters.role), write), context)
  })

/** Resets a field to its default. An unknown role is not an error. */
const resetter = (roles: RoleStore, reset: RoleField["reset"]): FieldHandler =>
  Effect.fnUntraced(function* ({ parameters }) {
    const name = yield* entryName(parameters.role)
    if ((yield* roles.get(name)) === undefined) return undefined
    yield* roles.change(name, (present) => Effect.flatMap(existing(present), (role) => bound(reset(role))))
    return undefined
  })

/** The operations on a role's single fields. @see RW-AR-4 */
export const fieldHandlers = (roles: RoleStore, context: MountContext) => {
  const read = (field: keyof typeof FIELDS) => reader(roles, FIELDS[field].read)
  const write = (field: keyof typeof FIELDS) => writer(roles, context, FIELDS[field])
  const reset = (field: keyof typeof FIELDS) => resetter(roles, FIELDS[field].reset)
  return {
    appRolePoliciesRead: read("policies"),
    appRolePoliciesWrite: write("policies"),
    appRolePoliciesDelete: reset("policies"),
    appRoleTokenTtlRead: read("tokenTtl"),
    appRoleTokenTtlWrite: write("tokenTtl"),
    appRoleTokenTtlDelete: reset("tokenTtl"),
    appRoleTokenMaxTtlRead: read("tokenMaxTtl"),
    appRoleTokenMaxTtlWrite: write("tokenMaxTtl"),
    appRoleTokenMaxTtlDelete: reset("tokenMaxTtl"),
    appRoleTokenNumUsesRead: read("tokenNumUses"),
    appRoleTokenNumUsesWrite: write("tokenNumUses"),
    appRoleTokenNumUsesDelete: reset("tokenNumUses"),
    appRolePeriodRead: read("period"),
    appRolePeriodWrite: write("period"),
    appRolePeriodDelete: reset("period"),
    appRoleTokenBoundCidrsRead: read("tokenBoundCidrs"),
    appRoleTokenBoundCidrsWrite: write("tokenBoundCidrs"),
    appRoleTokenBoundCidrsDelete: reset("tokenBoundCidrs"),
    appRoleBindSecretIdRead: read("bindSecretId"),
    appRoleBindSecretIdWrite: write("bindSecretId"),
    appRoleBindSecretIdDelete: reset("bindSecretId"),
    appRoleSecretIdNumUsesRead: read("secretIdNumUses"),
    appRoleSecretIdNumUsesWrite: write("secretIdNumUses"),
    appRoleSecretIdNumUsesDelete: reset("secretIdNumUses"),
    appRoleSecretIdTtlRead: read("secretIdTtl"),
    appRoleSecretIdTtlWrite: write("secretIdTtl"),
    appRoleSecretIdTtlDelete: reset("secretIdTtl"),
    appRoleSecretIdBoundCidrsRead: read("secretIdBoundCidrs"),
    appRoleSecretIdBoundCidrsWrite: write("secretIdBoundCidrs"),
    appRoleSecretIdBoundCidrsDelete: reset("secretIdBoundCidrs"),
    appRoleBoundCidrListRead: read("boundCidrList"),
    appRoleBoundCidrListWrite: write("boundCidrList"),
    appRoleBoundCidrListDelete: reset("boundCidrList"),
    appRoleLocalSecretIdsRead: reader(roles, (role) => ({ local_secret_ids: role.localSecretIds }))
  } satisfies Partial<Handlers<"appRole">>
}
