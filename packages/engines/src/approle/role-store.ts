import { appRoleTexts } from "@enwrap/protocol"
import {
  plainError,
  type ProtocolError,
  type Storage,
  type StorageChange,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import type { Role } from "./role.ts"

/** Where a mount's roles stand, and under which role id. */
export interface RoleStore {
  readonly get: (name: string) => Effect.Effect<Role | undefined, StoreFailure>
  readonly byRoleId: (roleId: string) => Effect.Effect<Role | undefined, StoreFailure>
  readonly names: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  readonly ids: Effect.Effect<ReadonlySet<string>, StoreFailure>
  /** Decides what becomes of a role, and gives it back. It may be asked again if the role changed meanwhile. */
  readonly change: <E>(
    name: string,
    decide: (present: Role | undefined) => Effect.Effect<Role, E>
  ) => Effect.Effect<Role, E | StoreFailure>
  /** The same where the role gets a role id that somebody chose: one that another role has is refused. @see RW-AR-2 */
  readonly changeWithRoleId: <E>(
    name: string,
    roleId: string,
    decide: (present: Role | undefined) => Effect.Effect<Role, E>
  ) => Effect.Effect<Role, E | ProtocolError | StoreFailure>
  /** Takes a role away; gives back which one it was. */
  readonly remove: (name: string) => Effect.Effect<Role | undefined, StoreFailure>
}

const ROLES = "role/"
const ROLE_IDS = "role-id/"

const decode = (text: string | undefined): Role | undefined => (text === undefined ? undefined : JSON.parse(text))

/** `digest` makes a storage key of any text. */
export const makeRoleStore = (storage: Storage, digest: (text: string) => string): RoleStore => {
  const roleIdKey = (roleId: string): string => ROLE_IDS + digest(roleId)
  const get: RoleStore["get"] = (name) => Effect.map(storage.get(ROLES + name), decode)

  const replacement = (present: Role | undefined, role: Role): StorageChange => ({
    puts: [
      [ROLES + role.name, JSON.stringify(role)],
      [roleIdKey(role.roleId), role.name]
    ],
    deletes: present !== undefined && present.roleId !== role.roleId ? [roleIdKey(present.roleId)] : []
  })

  const names = storage.list(ROLES)

  return {
    get,
    byRoleId: Effect.fnUntraced(function* (roleId) {
      const name = yield* storage.get(roleIdKey(roleId))
      // As many look-ups for a role id that nobody has: no role has the empty name.
      const role = yield* get(name ?? "")
      return role?.roleId === roleId ? role : undefined
    }),
    names,
    ids: Effect.map(
      Effect.flatMap(names, Effect.forEach(get)),
      (roles) => new Set(roles.flatMap((role) => role?.id ?? []))
    ),
    change: (name, decide) =>
      storage.modify(ROLES + name, (text) => {
        const present = decode(text)
        return Effect.map(decide(present), (role) => [role, replacement(present, role)])
      }),
    // Whoever owns the role id decides, so the step is atomic in that; the role itself is written as it was read.
    changeWithRoleId: (name, roleId, decide) =>
      storage.modify(
        roleIdKey(roleId),
        Effect.fnUntraced(function* (owner) {
          if (owner !== undefined && owner !== name) return yield* plainError(400, appRoleTexts.roleIdInUse)
          const present = yield* get(name)
          const role = yield* decide(present)
          return [role, replacement(present, role)] as const
        })
      ),
    remove: (name) =>
      storage.modify(ROLES + name, (text) => {
        const role = decode(text)
        const deletes = role === undefined ? [] : [ROLES + name, roleIdKey(role.roleId)]
        return Effect.succeed([role, { deletes }])
      })
  }
}
