import type { Storage, StorageChange, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { parseRecord } from "../stored-record.ts"
import { lesserLabel } from "./password-kind.ts"
import type { User } from "./user.ts"

const USERS = "user/"

/** `lesser-hash/bcrypt-12/ann`: a user whose hash is not of the standard kind. It changes together with the user. */
const LESSER = "lesser-hash/"

const decode = parseRecord<User>

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

/** The users of a mount. */
export class UserStore {
  readonly #storage: Storage
  readonly names: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  /** The kinds of hashes other than the standard one that users of this mount have. */
  readonly lesserKinds: Effect.Effect<ReadonlyArray<string>, StoreFailure>

  constructor(storage: Storage) {
    this.#storage = storage
    this.names = storage.list(USERS)
    this.lesserKinds = Effect.map(storage.list(LESSER), (folders) => folders.map((folder) => folder.slice(0, -1)))
  }

  get(name: string): Effect.Effect<User | undefined, StoreFailure> {
    return Effect.map(this.#storage.get(USERS + name), decode)
  }

  /** Changes a user in one step; `undefined` deletes it. `decide` runs again if the user changed meanwhile. */
  change<E>(
    name: string,
    decide: (present: User | undefined) => Effect.Effect<User | undefined, E>
  ): Effect.Effect<undefined, E | StoreFailure> {
    return this.#storage.modify(USERS + name, (text) => {
      const present = decode(text)
      return Effect.map(decide(present), (user) => [undefined, replacement(name, present, user)] as const)
    })
  }

  /** Replaces a user's hash, unless it changed meanwhile or the user was deleted. */
  renewHash(name: string, before: string, after: string): Effect.Effect<undefined, StoreFailure> {
    return this.change(name, (present) =>
      Effect.succeed(present?.passwordHash === before ? { ...present, passwordHash: after } : present)
    )
  }

  remove(name: string): Effect.Effect<undefined, StoreFailure> {
    return this.change(name, () => Effect.succeed(undefined))
  }
}
