import { appRoleTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { cidrBlocks } from "../login/cidr-blocks.ts"
import { oldNamesData, renameFields } from "../login/old-names.ts"
import {
  booleanField,
  countField,
  defaultTokenFields,
  durationField,
  parseTokenFields,
  type TokenFields,
  tokenFieldsData,
  type TokenFieldsInput
} from "../token-fields.ts"

/** A role as it is kept. */
export interface Role {
  /** Names the role to its secret ids: a later role of the same name has another one. */
  readonly id: string
  readonly name: string
  /** What a login names the role by. */
  readonly roleId: string
  readonly bindSecretId: boolean
  readonly localSecretIds: boolean
  /** Addresses from which a login may come; empty is from anywhere. */
  readonly secretIdBoundCidrs: ReadonlyArray<string>
  /** 0 is without limit. */
  readonly secretIdNumUses: number
  /** Seconds; 0 is without end. */
  readonly secretIdTtl: number
  readonly token: TokenFields
  readonly byOldName: ReadonlyArray<string>
}

/** The fields of a request, as the spec types them. */
export interface RoleFields extends TokenFieldsInput {
  readonly bind_secret_id?: string | boolean
  readonly bound_cidr_list?: string | ReadonlyArray<string>
  readonly local_secret_ids?: string | boolean
  readonly period?: string | number
  readonly policies?: string | ReadonlyArray<string>
  readonly secret_id_bound_cidrs?: string | ReadonlyArray<string>
  readonly secret_id_num_uses?: string | number
  readonly secret_id_ttl?: string | number
}

/** Old names that are shown again when they were used. */
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

/** Changes the fields of a role that a request names. Whether its secret ids are local is settled when it is `new`. */
export const changeRole = (role: Role, input: RoleFields, isNew: boolean): Effect.Effect<Role, ProtocolError> =>
  Effect.gen(function* () {
    const { byOldName, fields } = renameFields(input, OLD_NAMES, role.byOldName)
    const token = yield* parseTokenFields(fields, role.token)
    if (fields.local_secret_ids !== undefined && !isNew) return yield* plainError(400, appRoleTexts.localSecretIdsFixed)
    const cidrsField = fields.secret_id_bound_cidrs === undefined ? "bound_cidr_list" : "secret_id_bound_cidrs"
    const cidrs = fields[cidrsField]
    return yield* bonded({
      ...role,
      token,
      byOldName,
      localSecretIds: yield* booleanField("local_secret_ids", fields.local_secret_ids, role.localSecretIds),
      bindSecretId: yield* booleanField("bind_secret_id", fields.bind_secret_id, role.bindSecretId),
      secretIdBoundCidrs: cidrs === undefined ? role.secretIdBoundCidrs : yield* cidrBlocks(cidrsField, cidrs),
      secretIdNumUses: yield* countField(
        "secret_id_num_uses",
        fields.secret_id_num_uses,
        role.secretIdNumUses,
        appRoleTexts.negativeSecretIdNumUses
      ),
      secretIdTtl: yield* durationField("secret_id_ttl", fields.secret_id_ttl, role.secretIdTtl)
    })
  })

/** A role that anybody could log in by who knows its role id is refused. @see RW-AR-3 */
export const bonded = (role: Role): Effect.Effect<Role, ProtocolError> =>
  role.bindSecretId || role.secretIdBoundCidrs.length > 0 || role.token.boundCidrs.length > 0
    ? Effect.succeed(role)
    : Effect.fail(plainError(400, appRoleTexts.unbound))

export const orNull = (blocks: ReadonlyArray<string>): ReadonlyArray<string> | null =>
  blocks.length === 0 ? null : blocks

/** The role as an answer shows it. */
export const roleData = (role: Role) => {
  const token = tokenFieldsData(role.token)
  return {
    bind_secret_id: role.bindSecretId,
    local_secret_ids: role.localSecretIds,
    secret_id_bound_cidrs: orNull(role.secretIdBoundCidrs),
    secret_id_num_uses: role.secretIdNumUses,
    secret_id_ttl: role.secretIdTtl,
    ...token,
    ...roleOldNamesData(role)
  }
}

/** Those of the role's fields that were written by old names. */
export const roleOldNamesData = (role: Role) =>
  oldNamesData<ReadonlyArray<string> | string | number | boolean>(
    tokenFieldsData(role.token),
    OLD_NAMES,
    role.byOldName
  )
