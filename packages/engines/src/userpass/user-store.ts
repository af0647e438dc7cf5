import type { Storage, StorageChange, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { lesserLabel } from "./password-kind.ts"
import type { User } from "./user.ts"

/** Where a mount's users stand. */
export interface UserStore {
  readonly get: (name: string) => Effect.Effect<User | undefined, StoreFailure>
  readonly names: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  /** The lesser kinds of hashes that users of this mount have. */
  readonly lesserKinds: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  /** Decides what becomes of a user. It may be asked again if the user changed meanwhile. */
  readonly change: <E>(
    name: string,
    decide: (present: User | undefined) => Effect.Effect<User, E>
  ) => Effect.Effect<void, E | StoreFailure>
  /** Replaces a user's hash, unless it has changed meanwhile or the user is gone. */
  readonly renewHash: (name: string, before: string, after: string) => Effect.Effect<void, StoreFailure>
  readonly remove: (name: string) => Effect.Effect<void, StoreFailure>
}

const USERS = "user/"

/** `lesser-hash/bcrypt-12/ann`: a user whose hash is not of the usual kind. Changed together with the user. */
const LESSER = "lesser-hash/"

const decode = (text: string | undefined): User | undefined => (text === undefined ? undefined : JSON.parse(text))

const lesserKeys = (name: string, user: User | undefined): ReadonlyArray<string> => {
  const label = user === undefined ? undefined : lesserLabel(user.passwordHash)
  return label === undefined ? [] : [`${LESSER}${label}/${name}`]
}

const replacement = (name: string, before: User | undefined, after: User | undefined): StorageChange => {
  const stale = lesserKeys(name, before)
  const fresh = lesserKeys(name, after)
  const deletes = stale.filter((key) => !fresh.includes(key))
  return after === undefined
    ? { deletes: [USERS + name, ...deletes] }
    : { puts: [[USERS + name, JSON.stringify(after)], ...fresh.map((key) => [key, ""] as const)], deletes }
}

export const makeUserStore = (storage: Storage): UserStore => {
  const modify = <E>(name: string, decide: (present: User | undefined) => Effect.Effect<User | undefined, E>) =>
    storage.modify(USERS + name, (text) => {
      const present = decode(text)
      return Effect.map(decide(present), (user) => [undefined, replacement(name, present, user)] as const)
    })

  return {
    get: (name) => Effect.map(storage.get(USERS + name), decode),
    names: storage.list(USERS),
    lesserKinds: Effect.map(storage.list(LESSER), (folders) => folders.map((folder) => folder.slice(0, -1))),
    change: modify,
    renewHash: (name, before, after) =>
      modify(name, (present) =>
        Effect.succeed(present?.passwordHash === before ? { ...present, passwordHash: after } : present)
      ),
    remove: (name) => modify(name, () => Effect.succeed(undefined))
  }
}
