import type { Storage, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import type { User } from "./user.ts"

/** Where a mount's users stand. */
export interface UserStore {
  readonly get: (name: string) => Effect.Effect<User | undefined, StoreFailure>
  readonly names: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  /** Decides what becomes of a user. It may be asked again if the user changed meanwhile. */
  readonly change: <E>(
    name: string,
    decide: (present: User | undefined) => Effect.Effect<User, E>
  ) => Effect.Effect<void, E | StoreFailure>
  readonly remove: (name: string) => Effect.Effect<void, StoreFailure>
}

const USERS = "user/"

const decode = (text: string | undefined): User | undefined => (text === undefined ? undefined : JSON.parse(text))

export const makeUserStore = (storage: Storage): UserStore => ({
  get: (name) => Effect.map(storage.get(USERS + name), decode),
  names: storage.list(USERS),
  change: (name, decide) =>
    storage.modify(USERS + name, (text) =>
      Effect.map(decide(decode(text)), (user) => [undefined, { puts: [[USERS + name, JSON.stringify(user)]] }])
    ),
  remove: (name) => storage.delete(USERS + name)
})
