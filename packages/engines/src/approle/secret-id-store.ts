import type { Storage, StorageChange, StoreFailure } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { parseRecord } from "../stored-record.ts"
import { isUuid } from "../uuid.ts"
import type { Role } from "./role.ts"
import { isExpired, type SecretId } from "./secret-id.ts"

/** The record of an accessor: the role of its secret ID, and where the secret ID is stored. */
interface AccessorEntry {
  readonly role: string
  readonly digest: string
}

const SECRET_IDS = "secret-id/"
const ACCESSORS = "accessor/"

const decode = parseRecord<SecretId>

const folderOf = (roleId: string): string => `${SECRET_IDS}${roleId}/`

/**
 * The secret IDs of a mount. They are not stored: the key of each record is a keyed digest of the secret ID and its role, or of its
 * accessor. An expired secret ID is absent everywhere.
 */
export class SecretIdStore {
  readonly #storage: Storage
  readonly #digest: (text: string) => string

  /** @param digest a keyed hash, which makes a storage key of any string */
  constructor(storage: Storage, digest: (text: string) => string) {
    this.#storage = storage
    this.#digest = digest
  }

  find(role: Pick<Role, "id">, secret: string): Effect.Effect<SecretId | undefined, StoreFailure> {
    return this.#read(this.#keyOf(role, secret))
  }

  /** The secret ID of an accessor, whatever its role. `owned` says whether it belongs to this role. */
  readonly findByAccessor = Effect.fnUntraced({ self: this }, function* (role: Role, accessor: string) {
    const entry = yield* this.#readAccessor(accessor)
    const secretId = entry === undefined ? undefined : yield* this.#read(folderOf(entry.role) + entry.digest)
    return secretId?.accessor === accessor ? { secretId, owned: entry?.role === role.id } : undefined
  })

  /** The accessors of a role's secret IDs, sorted. */
  readonly accessors = Effect.fnUntraced({ self: this }, function* (role: Role) {
    const folder = folderOf(role.id)
    const digests = yield* this.#storage.list(folder)
    const present = yield* Effect.forEach(digests, (digest) => this.#read(folder + digest))
    return present.flatMap((secretId) => secretId?.accessor ?? []).sort()
  })

  /** Stores a secret ID; `false` if the role already has it. @see RW-AR-11 */
  add(role: Role, secret: string, secretId: SecretId): Effect.Effect<boolean, StoreFailure> {
    const key = this.#keyOf(role, secret)
    const entry: AccessorEntry = { role: role.id, digest: this.#digestOf(role, secret) }
    return this.#storage.modify(key, (text): Effect.Effect<readonly [boolean, StorageChange]> => {
      const present = decode(text)
      if (present !== undefined && !isExpired(present, secretId.createdTime)) return Effect.succeed([false, {}])
      const puts = [
        [key, JSON.stringify(secretId)],
        [this.#accessorKey(secretId.accessor), JSON.stringify(entry)]
      ] as const
      return Effect.succeed([
        true,
        { puts, deletes: present === undefined ? [] : [this.#accessorKey(present.accessor)] }
      ])
    })
  }

  /**
   * Uses a secret ID for one login if `admit` accepts it. The last use deletes it, even if several logins are concurrent.
   * @see RW-AR-7
   */
  use<E>(
    role: Role,
    secret: string,
    admit: (secretId: SecretId | undefined) => Effect.Effect<SecretId, E>
  ): Effect.Effect<SecretId, E | StoreFailure> {
    const key = this.#keyOf(role, secret)
    const useUp = (now: number) =>
      this.#storage.modify(key, (text) => {
        const present = decode(text)
        return Effect.map(
          admit(present === undefined || isExpired(present, now) ? undefined : present),
          (secretId): readonly [SecretId, StorageChange] => {
            if (secretId.numUses === 1) return [secretId, this.#removal(key, secretId)]
            const used = { ...secretId, numUses: secretId.numUses - 1, updatedTime: now }
            return [used, { puts: [[key, JSON.stringify(used)]] }]
          }
        )
      })
    return Effect.flatMap(Effect.flatMap(this.find(role, secret), admit), (admitted) =>
      admitted.numUses === 0 ? Effect.succeed(admitted) : Effect.flatMap(Clock.currentTimeMillis, useUp)
    )
  }

  destroy(role: Role, secret: string): Effect.Effect<void, StoreFailure> {
    return this.#removeIf(this.#keyOf(role, secret), () => true)
  }

  /** Deletes the secret ID of an accessor; `false` if the role does not have it. */
  readonly destroyByAccessor = Effect.fnUntraced({ self: this }, function* (role: Role, accessor: string) {
    const entry = yield* this.#readAccessor(accessor)
    if (entry?.role !== role.id) return false
    yield* this.#removeIf(folderOf(entry.role) + entry.digest, (secretId) => secretId.accessor === accessor)
    return true
  })

  /** Deletes all secret IDs of a role that has been deleted. */
  destroyAll(roleId: string): Effect.Effect<void, StoreFailure> {
    return this.#removeAll(roleId, () => true)
  }

  /** Deletes expired secret IDs, those without a role, and accessors without a secret ID. `roles` are the IDs of all roles. */
  readonly tidy = Effect.fnUntraced(
    { self: this },
    function* (roles: Effect.Effect<ReadonlySet<string>, StoreFailure>) {
      const now = yield* Clock.currentTimeMillis
      // Secret IDs are listed before roles: a role that is created meanwhile does not look deleted.
      const folders = (yield* this.#storage.list(SECRET_IDS)).map((name) => name.slice(0, -1))
      const known = yield* roles
      for (const role of folders)
        yield* this.#removeAll(role, (secretId) => !known.has(role) || isExpired(secretId, now))
      for (const name of yield* this.#storage.list(ACCESSORS)) {
        const key = ACCESSORS + name
        const entry = parseRecord<AccessorEntry>(yield* this.#storage.get(key))
        const secretId =
          entry === undefined ? undefined : decode(yield* this.#storage.get(folderOf(entry.role) + entry.digest))
        if (secretId === undefined || this.#accessorKey(secretId.accessor) !== key) yield* this.#storage.delete(key)
      }
    }
  )

  #digestOf(role: Pick<Role, "id">, secret: string): string {
    // The role's ID is a UUID of the server, without a NUL.
    return this.#digest(`${role.id}\0${secret}`)
  }

  #keyOf(role: Pick<Role, "id">, secret: string): string {
    return folderOf(role.id) + this.#digestOf(role, secret)
  }

  #read(key: string): Effect.Effect<SecretId | undefined, StoreFailure> {
    return Effect.zipWith(this.#storage.get(key), Clock.currentTimeMillis, (text, now) => {
      const secretId = decode(text)
      return secretId === undefined || isExpired(secretId, now) ? undefined : secretId
    })
  }

  #readAccessor(accessor: string): Effect.Effect<AccessorEntry | undefined, StoreFailure> {
    if (!isUuid(accessor)) return Effect.succeed(undefined)
    return Effect.map(this.#storage.get(this.#accessorKey(accessor)), parseRecord<AccessorEntry>)
  }

  #accessorKey(accessor: string): string {
    return ACCESSORS + this.#digest(accessor)
  }

  #removal(key: string, { accessor }: SecretId): StorageChange {
    return { deletes: [key, this.#accessorKey(accessor)] }
  }

  /** Deletes a secret ID if the stored one still satisfies `isRight`. */
  #removeIf(key: string, isRight: (secretId: SecretId) => boolean): Effect.Effect<void, StoreFailure> {
    return this.#storage.modify(key, (text) => {
      const present = decode(text)
      return Effect.succeed([undefined, present !== undefined && isRight(present) ? this.#removal(key, present) : {}])
    })
  }

  #removeAll(roleId: string, isRight: (secretId: SecretId) => boolean): Effect.Effect<void, StoreFailure> {
    const folder = folderOf(roleId)
    return Effect.flatMap(
      this.#storage.list(folder),
      Effect.forEach((digest) => this.#removeIf(folder + digest, isRight), { discard: true })
    )
  }
}
