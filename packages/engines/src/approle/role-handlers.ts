import { errorTexts } from "@enwrap/protocol"
import { appRoleTexts, appRoleWarnings } from "@enwrap/protocol/engine-texts"
import {
  type EngineResponse,
  type Handlers,
  listedError,
  type MountContext,
  plainError,
  type ProtocolError
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { entryName } from "../login/entry-name.ts"
import { pageListing } from "../lists.ts"
import { orNotFound } from "../refuse.ts"
import { required } from "./required.ts"
import { changeRole, defaultSettings, periodWithin, type Role, roleData } from "./role.ts"
import type { RoleStore } from "./role-store.ts"
import type { SecretIdStore } from "./secret-id-store.ts"
import { adjustTokenType } from "./token-type.ts"
import { randomUuid } from "../uuid.ts"

/** The names of roles consist of ASCII characters. */
const MAX_NAME_BYTES = 4096

/** The response to a write: a warning if the role's maximum TTL exceeds the mount's. */
const maxTtlWarning = ({ settings }: Role, { leaseTtl }: MountContext): EngineResponse | undefined =>
  settings.token_max_ttl > leaseTtl().max ? { warnings: [appRoleWarnings.maxTtlAboveMount] } : undefined

/** The operations on whole roles and on role IDs. */
export const roleHandlers = (roles: RoleStore, secretIds: SecretIdStore, context: MountContext) =>
  ({
    appRoleRoleList: (request) => Effect.flatMap(roles.names, (names) => pageListing(names, request)),

    appRoleRoleRead: Effect.fnUntraced(function* ({ parameters }) {
      return { data: roleData(yield* orNotFound(roles.get(yield* entryName(parameters.role)))) }
    }),

    appRoleRoleWrite: Effect.fnUntraced(function* ({ fields: sent, parameters }) {
      const { fields, warnings } = adjustTokenType(sent)
      const name = yield* entryName(parameters.role)
      if (name.length > MAX_NAME_BYTES) return yield* plainError(400, appRoleTexts.roleNameTooLong(MAX_NAME_BYTES))
      const chosen = fields.role_id
      const decide = (present: Role | undefined) => {
        const { crypto } = context
        const before = present ?? { id: randomUuid(crypto), name, settings: defaultSettings, byOldName: [] }
        const roleId = chosen ?? present?.roleId ?? randomUuid(crypto)
        return Effect.flatMap(changeRole({ ...before, roleId }, fields, present === undefined), (role) =>
          // As in the original, a period under its new name is capped at each login instead.
          role.byOldName.includes("period") ? periodWithin(role, context.leaseTtl().max) : Effect.succeed(role)
        )
      }
      const role = yield* chosen === undefined
        ? roles.change(name, decide)
        : roles.changeWithRoleId(name, chosen, decide)
      const all = [...warnings, ...(maxTtlWarning(role, context)?.warnings ?? [])]
      return all.length === 0 ? undefined : { warnings: all }
    }),

    appRoleRoleDelete: Effect.fnUntraced(function* ({ parameters }) {
      const role = yield* roles.remove(yield* entryName(parameters.role))
      if (role !== undefined) yield* secretIds.destroyAll(role.id)
      return undefined
    }),

    appRoleRoleIdRead: Effect.fnUntraced(function* ({ parameters }) {
      const { roleId } = yield* orNotFound(roles.get(yield* entryName(parameters.role)))
      return { data: { role_id: roleId } }
    }),

    appRoleRoleIdWrite: Effect.fnUntraced(function* ({ fields, parameters }) {
      const name = yield* entryName(parameters.role)
      if (!fields.role_id) yield* Effect.flatMap(roles.get(name), existing)
      const roleId = yield* required("role_id", fields.role_id)
      yield* roles.changeWithRoleId(name, roleId, (present) =>
        Effect.map(existing(present), (role) => ({ ...role, roleId }))
      )
      return undefined
    })
  }) satisfies Partial<Handlers<"appRole">>

/** For a write, the path of an unknown role is an unknown path. */
export const existing = (role: Role | undefined): Effect.Effect<Role, ProtocolError> =>
  role === undefined ? Effect.fail(listedError(404, errorTexts.unsupportedPath)) : Effect.succeed(role)
