import { appRoleTexts } from "@enwrap/protocol/engine-texts"
import { type DecodedFields, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { goDuration } from "../go-duration.ts"
import { cidrBlocks } from "../login/cidr-blocks.ts"
import { oldNamesData, renameFields } from "../login/old-names.ts"
import { withOldPolicies } from "../login/policy-names.ts"
import { defaultTokenFields, parseTokenFields } from "../login/token-fields.ts"
import { refuse } from "../refuse.ts"

const none: ReadonlyArray<string> = []

/** The settings of a role, by the names of their fields, with their defaults. */
export const defaultSettings = {
  bind_secret_id: true,
  local_secret_ids: false,
  /** The addresses from which a login is allowed; empty means any. */
  secret_id_bound_cidrs: none,
  /** 0 means no limit. */
  secret_id_num_uses: 0,
  /** Seconds; 0 means no expiry. */
  secret_id_ttl: 0,
  ...defaultTokenFields
}

/** The stored record of a role. */
export interface Role {
  /** Identifies the role to its secret IDs. A later role of the same name has another one. */
  readonly id: string
  readonly name: string
  /** The role ID of a login. */
  readonly roleId: string
  readonly settings: Readonly<typeof defaultSettings>
  /** The old names under which fields were written. */
  readonly byOldName: ReadonlyArray<string>
}

export type RoleFields = DecodedFields<"appRoleRoleWrite">

/** The old names of fields. Once they have been used, reads show them too. */
const OLD_NAMES = { policies: "token_policies", period: "token_period" }

/** A role with the changes of a request. `local_secret_ids` can be set only while the role is new. */
export const changeRole = Effect.fnUntraced(function* (
  role: Role,
  input: RoleFields,
  isNew: boolean
): Effect.fn.Return<Role, ProtocolError> {
  const { byOldName, fields } = renameFields(withOldPolicies(input), OLD_NAMES, role.byOldName)
  const given = yield* parseTokenFields(fields, role.settings)
  if (fields.local_secret_ids !== undefined && !isNew) return yield* plainError(400, appRoleTexts.localSecretIdsFixed)
  if (role.roleId === "") return yield* plainError(400, appRoleTexts.roleIdInvalid)
  const cidrsField = fields.secret_id_bound_cidrs === undefined ? "bound_cidr_list" : "secret_id_bound_cidrs"
  const cidrs = fields[cidrsField]
  const settings =
    cidrs === undefined ? given : { ...given, secret_id_bound_cidrs: yield* cidrBlocks(cidrsField, cidrs) }
  if (settings.secret_id_num_uses < 0) return yield* plainError(400, appRoleTexts.negativeSecretIdNumUses)
  return yield* bound({ ...role, settings, byOldName })
})

/** Refuses a role whose role ID alone is enough to log in. @see RW-AR-3 */
export const bound = (role: Role): Effect.Effect<Role, ProtocolError> => {
  const { bind_secret_id, secret_id_bound_cidrs, token_bound_cidrs } = role.settings
  return bind_secret_id || secret_id_bound_cidrs.length > 0 || token_bound_cidrs.length > 0
    ? Effect.succeed(role)
    : refuse(appRoleTexts.unbound)
}

/** Refuses a role whose period exceeds the maximum TTL of the mount, in seconds. */
export const periodWithin = (role: Role, max: number): Effect.Effect<Role, ProtocolError> =>
  role.settings.token_period > max
    ? refuse(appRoleTexts.periodAboveMount(goDuration(role.settings.token_period), goDuration(max)))
    : Effect.succeed(role)

export const orNull = (blocks: ReadonlyArray<string>): ReadonlyArray<string> | null =>
  blocks.length === 0 ? null : blocks

/** The role as a response shows it. */
export const roleData = ({ byOldName, settings }: Role) => ({
  ...settings,
  secret_id_bound_cidrs: orNull(settings.secret_id_bound_cidrs),
  ...oldNamesData(settings, OLD_NAMES, byOldName)
})
