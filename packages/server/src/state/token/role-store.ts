import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { listChildren } from "../../ports/store/list.ts"
import { Store, type StoreFailure } from "../../ports/store/port.ts"
import { jsonRecord, readJson } from "../json-records.ts"
import { Keyring } from "../keyring.ts"
import { roleKey, TOKEN_ROLES } from "../records.ts"
import type { TokenRole } from "./token-role.ts"

/** Stores and finds token roles by name. */
export class RoleStore extends Context.Service<
  RoleStore,
  {
    readonly read: (name: string) => Effect.Effect<TokenRole | undefined, StoreFailure>
    readonly write: (role: TokenRole) => Effect.Effect<void, StoreFailure>
    readonly delete: (name: string) => Effect.Effect<void, StoreFailure>
    readonly names: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  }
>()("@enwrap/server/RoleStore") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

const make: Effect.Effect<typeof RoleStore.Service, never, Store | Keyring> = Effect.gen(function* () {
  const store = yield* Store
  const keyring = yield* Keyring
  return RoleStore.of({
    read: (name) => readJson(store, keyring, roleKey(name)),
    write: (role) => store.commit({ puts: [jsonRecord(keyring, roleKey(role.name), role)] }),
    delete: (name) => store.commit({ deletes: [roleKey(name)] }),
    names: listChildren(store, TOKEN_ROLES, "")
  })
})
