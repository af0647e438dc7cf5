import { appRoleTexts, appRoleWarnings } from "@enwrap/protocol/engine-texts"
import {
  type EngineEffect,
  type EngineResponse,
  type Handlers,
  type MountContext,
  plainError,
  type ProtocolError
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { entryName } from "../login/entry-name.ts"
import { policyFields } from "../login/policy-names.ts"
import { orNotFound } from "../refuse.ts"
import {
  bound,
  changeRole,
  defaultSettings,
  orNull,
  periodWithin,
  type Role,
  roleData,
  type RoleFields
} from "./role.ts"
import { existing } from "./role-handlers.ts"
import type { RoleStore } from "./role-store.ts"

/** A field with its own path, and its old name. */
type Names = readonly [name: keyof RoleFields, ...oldNames: ReadonlyArray<keyof RoleFields>]

interface FieldRequest {
  readonly parameters: { readonly role: string }
  readonly fields: RoleFields
}

type FieldHandler = (request: FieldRequest) => EngineEffect<EngineResponse | undefined>

/** The field that a write lacks, as the original names it. A write of CIDR blocks without a value changes nothing. */
const lackingField = ([name, ...oldNames]: Names, fields: RoleFields): string | undefined => {
  const value = [name, ...oldNames].map((each) => fields[each]).find((each) => each !== undefined)
  switch (name) {
    case "token_bound_cidrs":
      return undefined
    case "secret_id_bound_cidrs":
    case "bound_cidr_list":
      return Array.isArray(value) && value.length === 0 ? "bound_cidr_list" : undefined
    default:
      return value !== undefined ? undefined : name === "token_period" ? "period" : name
  }
}

/** A role's field, and the field under its old name if it was written so. */
const fieldData = (role: Role, names: Names): Readonly<Record<string, unknown>> => {
  const boundCidrs = orNull(role.settings.token_bound_cidrs)
  const shown = roleData(role)
  const data = { ...shown, token_bound_cidrs: boundCidrs, bound_cidr_list: shown.secret_id_bound_cidrs }
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name as keyof RoleFields)))
}

/** A role with the default of a field. */
const withDefault = (role: Role, [name, ...oldNames]: Names): Role => {
  const setting = name === "bound_cidr_list" ? "secret_id_bound_cidrs" : name
  return {
    ...role,
    settings: { ...role.settings, [setting]: defaultSettings[setting as keyof typeof defaultSettings] },
    byOldName: role.byOldName.filter((oldName) => !oldNames.includes(oldName as keyof RoleFields))
  }
}

/** The operations on a role's single fields. @see RW-AR-4 */
export const fieldHandlers = (roles: RoleStore, { leaseTtl }: MountContext) => {
  /** Reads a field of the role in the path. An unknown role is a 404. */
  const read = (...names: Names): FieldHandler =>
    Effect.fnUntraced(function* ({ parameters }) {
      const role = yield* orNotFound(roles.get(yield* entryName(parameters.role)))
      const data = fieldData(role, names)
      return names[0] === "bound_cidr_list" ? { data, warnings: [appRoleWarnings.boundCidrListIsOld] } : { data }
    })

  /** Writes a field. The error texts for a TTL above the maximum are those of these paths. */
  const write = (...names: Names): FieldHandler =>
    Effect.fnUntraced(function* ({ fields, parameters }) {
      const change = Effect.fnUntraced(function* (present: Role | undefined): Effect.fn.Return<Role, ProtocolError> {
        const role = yield* existing(present)
        const lacking = lackingField(names, fields)
        if (lacking !== undefined) return yield* plainError(400, appRoleTexts.missing(lacking))
        const { token_max_ttl: maxTtl, token_ttl: ttl } = { ...role.settings, ...fields }
        if (maxTtl > 0 && ttl > maxTtl) {
          const text = fields.token_ttl === undefined ? appRoleTexts.maxTtlBelowTtl : appRoleTexts.ttlAboveMax
          return yield* plainError(400, text)
        }
        const changed = yield* changeRole(role, policyFields(fields), false)
        return yield* names[0] === "token_period" ? periodWithin(changed, leaseTtl().max) : Effect.succeed(changed)
      })
      yield* roles.change(yield* entryName(parameters.role), change)
      return undefined
    })

  /** Resets a field to its default. An unknown role is not an error. */
  const reset = (...names: Names): FieldHandler =>
    Effect.fnUntraced(function* ({ parameters }) {
      const name = yield* entryName(parameters.role)
      if ((yield* roles.get(name)) === undefined) return undefined
      yield* roles.change(name, (present) =>
        Effect.flatMap(existing(present), (role) => bound(withDefault(role, names)))
      )
      return undefined
    })

  return {
    appRolePoliciesRead: read("token_policies", "policies"),
    appRolePoliciesWrite: write("token_policies", "policies"),
    appRolePoliciesDelete: reset("token_policies", "policies"),
    appRoleTokenTtlRead: read("token_ttl"),
    appRoleTokenTtlWrite: write("token_ttl"),
    appRoleTokenTtlDelete: reset("token_ttl"),
    appRoleTokenMaxTtlRead: read("token_max_ttl"),
    appRoleTokenMaxTtlWrite: write("token_max_ttl"),
    appRoleTokenMaxTtlDelete: reset("token_max_ttl"),
    appRoleTokenNumUsesRead: read("token_num_uses"),
    appRoleTokenNumUsesWrite: write("token_num_uses"),
    appRoleTokenNumUsesDelete: reset("token_num_uses"),
    appRolePeriodRead: read("token_period", "period"),
    appRolePeriodWrite: write("token_period", "period"),
    appRolePeriodDelete: reset("token_period", "period"),
    appRoleTokenBoundCidrsRead: read("token_bound_cidrs"),
    appRoleTokenBoundCidrsWrite: write("token_bound_cidrs"),
    appRoleTokenBoundCidrsDelete: reset("token_bound_cidrs"),
    appRoleBindSecretIdRead: read("bind_secret_id"),
    appRoleBindSecretIdWrite: write("bind_secret_id"),
    appRoleBindSecretIdDelete: reset("bind_secret_id"),
    appRoleSecretIdNumUsesRead: read("secret_id_num_uses"),
    appRoleSecretIdNumUsesWrite: write("secret_id_num_uses"),
    appRoleSecretIdNumUsesDelete: reset("secret_id_num_uses"),
    appRoleSecretIdTtlRead: read("secret_id_ttl"),
    appRoleSecretIdTtlWrite: write("secret_id_ttl"),
    appRoleSecretIdTtlDelete: reset("secret_id_ttl"),
    appRoleSecretIdBoundCidrsRead: read("secret_id_bound_cidrs"),
    appRoleSecretIdBoundCidrsWrite: write("secret_id_bound_cidrs"),
    appRoleSecretIdBoundCidrsDelete: reset("secret_id_bound_cidrs"),
    appRoleBoundCidrListRead: read("bound_cidr_list"),
    appRoleBoundCidrListWrite: write("bound_cidr_list"),
    appRoleBoundCidrListDelete: reset("bound_cidr_list"),
    appRoleLocalSecretIdsRead: read("local_secret_ids")
  } satisfies Partial<Handlers<"appRole">>
}
