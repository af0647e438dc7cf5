import { appRoleTexts, appRoleWarnings, errorTexts } from "@enwrap/protocol"
import {
  type EngineResponse,
  type Handlers,
  listedError,
  type MountContext,
  plainError,
  type ProtocolError,
  silentError
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { entryName } from "../login/entry-name.ts"
import { pageListing } from "../lists.ts"
import { changeRole, newRole, type Role, roleData } from "./role.ts"
import type { RoleStore } from "./role-store.ts"
import type { SecretIdStore } from "./secret-id-store.ts"
import { randomUuid } from "../uuid.ts"

/** The response to a write: a warning if the role's maximum TTL exceeds the mount's. */
export const maxTtlWarning = ({ token }: Role, { leaseTtl }: MountContext): EngineResponse | undefined =>
  token.maxTtl > leaseTtl().max ? { warnings: [appRoleWarnings.maxTtlAboveMount] } : undefined

/** The operations on whole roles and on role IDs. */
export const roleHandlers = (roles: RoleStore, secretIds: SecretIdStore, context: MountContext) =>
  ({
    appRoleRoleList: (request) => Effect.flatMap(roles.names, (names) => pageListing(names, request)),

    appRoleRoleRead: Effect.fnUntraced(function* ({ parameters }) {
      const role = yield* roles.get(yield* entryName(parameters.role))
      return role === undefined ? yield* silentError(404) : { data: roleData(role) }
    }),

    appRoleRoleWrite: Effect.fnUntraced(function* ({ fields, parameters }) {
      const name = yield* entryName(parameters.role)
      const chosen = fields.role_id === "" ? undefined : fields.role_id
      const decide = (present: Role | undefined) => {
        const before = present ?? newRole({ id: randomUuid(context.crypto), name, roleId: randomUuid(context.crypto) })
        const identified = chosen === undefined ? before : { ...before, roleId: chosen }
        return changeRole(identified, fields, present === undefined)
      }
      const role = yield* chosen === undefined
        ? roles.change(name, decide)
        : roles.changeWithRoleId(name, chosen, decide)
      return maxTtlWarning(role, context)
    }),

    appRoleRoleDelete: Effect.fnUntraced(function* ({ parameters }) {
      const role = yield* roles.remove(yield* entryName(parameters.role))
      if (role !== undefined) yield* secretIds.destroyAll(role.id)
      return undefined
    }),

    appRoleRoleIdRead: Effect.fnUntraced(function* ({ parameters }) {
      const role = yield* roles.get(yield* entryName(parameters.role))
      return role === undefined ? yield* silentError(404) : { data: { role_id: role.roleId } }
    }),

    appRoleRoleIdWrite: Effect.fnUntraced(function* ({ fields, parameters }) {
      const name = yield* entryName(parameters.role)
      const { role_id: roleId } = fields
      if (!roleId) return yield* plainError(400, appRoleTexts.missing("role_id"))
      yield* roles.changeWithRoleId(name, roleId, (present) =>
        Effect.map(existing(present), (role) => ({ ...role, roleId }))
      )
      return undefined
    })
  }) satisfies Partial<Handlers<"appRole">>

/** For a write, the path of an unknown role is an unknown path. */
export const existing = (role: Role | undefined): Effect.Effect<Role, ProtocolError> =>
  role === undefined ? Effect.fail(listedError(404, errorTexts.unsupportedPath)) : Effect.succeed(role)
