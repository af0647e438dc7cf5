import * as Effect from "effect/Effect"
import type { Keyring } from "../keyring.ts"
import { listChildren } from "../../ports/store/list-children.ts"
import type { Store, StoreFailure } from "../../ports/store/port.ts"
import type { TokenRole } from "./token-role.ts"

const ROLES = "token-role"

/** Token roles by name. */
export interface RoleStore {
  readonly read: (name: string) => Effect.Effect<TokenRole | undefined, StoreFailure>
  readonly write: (role: TokenRole) => Effect.Effect<void, StoreFailure>
  readonly delete: (name: string) => Effect.Effect<void, StoreFailure>
  readonly names: Effect.Effect<ReadonlyArray<string>, StoreFailure>
}

export const makeRoleStore = (store: typeof Store.Service, keyring: typeof Keyring.Service): RoleStore => {
  /** Without preconditions there is nothing to conflict with. */
  const commit = (batch: Parameters<typeof store.commit>[0]) =>
    Effect.catchTag(store.commit(batch), "Conflict", (conflict) => Effect.die(conflict))
  return {
    read: (name) =>
      Effect.flatMap(store.get(ROLES, name), (record) =>
        record === undefined
          ? Effect.succeed(undefined)
          : Effect.map(keyring.open(ROLES, name, record.value), (text) => JSON.parse(text) as TokenRole)
      ),
    write: (role) =>
      commit({ puts: [{ space: ROLES, key: role.name, value: keyring.seal(ROLES, role.name, JSON.stringify(role)) }] }),
    delete: (name) => commit({ deletes: [{ space: ROLES, key: name }] }),
    names: listChildren(store, ROLES, "")
  }
}
