import { appRoleTexts } from "@enwrap/protocol/engine-texts"
import {
  plainError,
  type ProtocolError,
  type Storage,
  type StorageChange,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { parseRecord } from "../stored-record.ts"
import type { Role } from "./role.ts"

const ROLES = "role/"
const ROLE_IDS = "role-id/"

const decode = parseRecord<Role>

/** The roles of a mount, by name and by role ID. */
export class RoleStore {
  readonly #storage: Storage
  readonly #digest: (text: string) => string
  readonly names: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  readonly ids: Effect.Effect<ReadonlySet<string>, StoreFailure>

  /** @param digest makes a storage key of any string */
  constructor(storage: Storage, digest: (text: string) => string) {
    this.#storage = storage
    this.#digest = digest
    this.names = storage.list(ROLES)
    this.ids = Effect.map(
      Effect.flatMap(
        this.names,
        Effect.forEach((name) => this.get(name))
      ),
      (roles) => new Set(roles.flatMap((role) => role?.id ?? []))
    )
  }

  get(name: string): Effect.Effect<Role | undefined, StoreFailure> {
    return Effect.map(this.#storage.get(ROLES + name), decode)
  }

  byRoleId(roleId: string): Effect.Effect<Role | undefined, StoreFailure> {
    // An unknown role ID costs as many lookups as a known one: no role has an empty name.
    return Effect.map(
      Effect.flatMap(this.#storage.get(this.#roleIdKey(roleId)), (name) => this.get(name ?? "")),
      (role) => (role?.roleId === roleId ? role : undefined)
    )
  }

  /** Changes a role in one step. `decide` runs again if the role changed meanwhile. */
  change<E>(
    name: string,
    decide: (present: Role | undefined) => Effect.Effect<Role, E>
  ): Effect.Effect<Role, E | StoreFailure> {
    return this.#storage.modify(ROLES + name, (text) => {
      const present = decode(text)
      return Effect.map(decide(present), (role) => [role, this.#replacement(present, role)])
    })
  }

  /** The same for a role ID that the client chose. The role ID of another role is a 400. @see RW-AR-2 */
  changeWithRoleId<E>(
    name: string,
    roleId: string,
    decide: (present: Role | undefined) => Effect.Effect<Role, E>
  ): Effect.Effect<Role, E | ProtocolError | StoreFailure> {
    // The step is atomic in the owner of the role ID. The role itself is written as it was read.
    return this.#storage.modify(
      this.#roleIdKey(roleId),
      Effect.fnUntraced({ self: this }, function* (owner) {
        if (owner !== undefined && owner !== name) return yield* plainError(400, appRoleTexts.roleIdInUse)
        const present = yield* this.get(name)
        const role = yield* decide(present)
        return [role, this.#replacement(present, role)] as const
      })
    )
  }

  /** Deletes a role, and returns it if there was one. */
  remove(name: string): Effect.Effect<Role | undefined, StoreFailure> {
    return this.#storage.modify(ROLES + name, (text) => {
      const role = decode(text)
      const deletes = role === undefined ? [] : [ROLES + name, this.#roleIdKey(role.roleId)]
      return Effect.succeed([role, { deletes }])
    })
  }

  #roleIdKey(roleId: string): string {
    return ROLE_IDS + this.#digest(roleId)
  }

  #replacement(present: Role | undefined, role: Role): StorageChange {
    return {
      puts: [
        [ROLES + role.name, JSON.stringify(role)],
        [this.#roleIdKey(role.roleId), role.name]
      ],
      deletes: present !== undefined && present.roleId !== role.roleId ? [this.#roleIdKey(present.roleId)] : []
    }
  }
}
