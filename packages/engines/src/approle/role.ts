import { appRoleTexts } from "@enwrap/protocol"
import { type DecodedFields, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { cidrBlocks } from "../login/cidr-blocks.ts"
import { oldNamesData, renameFields } from "../login/old-names.ts"
import { defaultTokenFields, parseTokenFields, type TokenFields, tokenFieldsData } from "../login/token-fields.ts"

/** The stored record of a role. */
export interface Role {
  /** Identifies the role to its secret IDs. A later role of the same name has another one. */
  readonly id: string
  readonly name: string
  /** The role ID of a login. */
  readonly roleId: string
  readonly bindSecretId: boolean
  readonly localSecretIds: boolean
  /** The addresses from which a login is allowed; empty means any. */
  readonly secretIdBoundCidrs: ReadonlyArray<string>
  /** 0 means no limit. */
  readonly secretIdNumUses: number
  /** Seconds; 0 means no expiry. */
  readonly secretIdTtl: number
  readonly token: TokenFields
  /** The old names under which fields were written. */
  readonly byOldName: ReadonlyArray<string>
}

export type RoleFields = DecodedFields<"appRoleRoleWrite">

/** The old names of fields. Once they have been used, reads show them too. */
const OLD_NAMES = { policies: "token_policies", period: "token_period" }

export const newRole = (identity: Pick<Role, "id" | "name" | "roleId">): Role => ({
  ...identity,
  bindSecretId: true,
  localSecretIds: false,
  secretIdBoundCidrs: [],
  secretIdNumUses: 0,
  secretIdTtl: 0,
  token: defaultTokenFields,
  byOldName: []
})

/** A role with the changes of a request. `local_secret_ids` can be set only while the role is new. */
export const changeRole = Effect.fnUntraced(function* (
  role: Role,
  input: RoleFields,
  isNew: boolean
): Effect.fn.Return<Role, ProtocolError> {
  const { byOldName, fields } = renameFields(input, OLD_NAMES, role.byOldName)
  const token = yield* parseTokenFields(fields, role.token)
  if (fields.local_secret_ids !== undefined && !isNew) return yield* plainError(400, appRoleTexts.localSecretIdsFixed)
  const cidrsField = fields.secret_id_bound_cidrs === undefined ? "bound_cidr_list" : "secret_id_bound_cidrs"
  const cidrs = fields[cidrsField]
  const secretIdBoundCidrs = cidrs === undefined ? role.secretIdBoundCidrs : yield* cidrBlocks(cidrsField, cidrs)
  const { secret_id_num_uses: secretIdNumUses = role.secretIdNumUses } = fields
  if (secretIdNumUses < 0) return yield* plainError(400, appRoleTexts.negativeSecretIdNumUses)
  return yield* bound({
    ...role,
    token,
    byOldName,
    localSecretIds: fields.local_secret_ids ?? role.localSecretIds,
    bindSecretId: fields.bind_secret_id ?? role.bindSecretId,
    secretIdBoundCidrs,
    secretIdNumUses,
    secretIdTtl: fields.secret_id_ttl ?? role.secretIdTtl
  })
})

/** Refuses a role whose role ID alone is enough to log in. @see RW-AR-3 */
export const bound = (role: Role): Effect.Effect<Role, ProtocolError> =>
  role.bindSecretId || role.secretIdBoundCidrs.length > 0 || role.token.boundCidrs.length > 0
    ? Effect.succeed(role)
    : Effect.fail(plainError(400, appRoleTexts.unbound))

export const orNull = (blocks: ReadonlyArray<string>): ReadonlyArray<string> | null =>
  blocks.length === 0 ? null : blocks

/** The role as a response shows it. */
export const roleData = (role: Role) => ({
  bind_secret_id: role.bindSecretId,
  local_secret_ids: role.localSecretIds,
  secret_id_bound_cidrs: orNull(role.secretIdBoundCidrs),
  secret_id_num_uses: role.secretIdNumUses,
  secret_id_ttl: role.secretIdTtl,
  ...tokenFieldsData(role.token),
  ...roleOldNamesData(role)
})

/** The role's fields that are shown under old names. */
export const roleOldNamesData = (role: Role) =>
  oldNamesData<ReadonlyArray<string> | string | number | boolean>(
    tokenFieldsData(role.token),
    OLD_NAMES,
    role.byOldName
  )
