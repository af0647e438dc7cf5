import type { Storage, StorageChange, StoreFailure } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Role } from "./role.ts"
import { isExpired, type SecretId } from "./secret-id.ts"
import { isUuid } from "./uuid.ts"

/** Whose secret id an accessor stands for, and where it is. */
interface AccessorEntry {
  readonly role: string
  readonly digest: string
}

/**
 * A mount's secret ids. None of them is kept: they stand under a keyed digest of themselves and their role. One whose time
 * is over counts as absent everywhere.
 */
export interface SecretIdStore {
  readonly find: (role: Pick<Role, "id">, secret: string) => Effect.Effect<SecretId | undefined, StoreFailure>
  /** By accessor, of any role; `owned` says whether of this one. */
  readonly findByAccessor: (
    role: Role,
    accessor: string
  ) => Effect.Effect<{ readonly secretId: SecretId; readonly owned: boolean } | undefined, StoreFailure>
  /** The accessors of a role's secret ids, sorted. */
  readonly accessors: (role: Role) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
  /** Keeps a secret id; `false` where the role has it already. @see RW-AR-11 */
  readonly add: (role: Role, secret: string, secretId: SecretId) => Effect.Effect<boolean, StoreFailure>
  /**
   * One login with a secret id that `admit` lets in: the last one takes it away, however many come at once. @see RW-AR-7
   */
  readonly use: <E>(
    role: Role,
    secret: string,
    admit: (secretId: SecretId | undefined) => Effect.Effect<SecretId, E>
  ) => Effect.Effect<SecretId, E | StoreFailure>
  readonly destroy: (role: Role, secret: string) => Effect.Effect<void, StoreFailure>
  /** `false` where the role has no such secret id. */
  readonly destroyByAccessor: (role: Role, accessor: string) => Effect.Effect<boolean, StoreFailure>
  /** All secret ids of a role that is gone. */
  readonly destroyAll: (roleKey: string) => Effect.Effect<void, StoreFailure>
  /** Takes away what is expired, and what belongs to no role or to no secret id. `roles`: the ids of those that there are. */
  readonly tidy: (roles: Effect.Effect<ReadonlySet<string>, StoreFailure>) => Effect.Effect<void, StoreFailure>
}

const SECRET_IDS = "secret-id/"
const ACCESSORS = "accessor/"

const decode = (text: string | undefined): SecretId | undefined => (text === undefined ? undefined : JSON.parse(text))

const removal = (key: string, { accessor }: SecretId): StorageChange => ({ deletes: [key, ACCESSORS + accessor] })

/** `digest` is a keyed hash, which also makes a storage key of any text. */
export const makeSecretIdStore = (storage: Storage, digest: (text: string) => string): SecretIdStore => {
  // The id is a uuid of the server's own, without a NUL.
  const digestOf = (role: Pick<Role, "id">, secret: string): string => digest(`${role.id}\0${secret}`)
  const folder = (role: string): string => `${SECRET_IDS}${role}/`
  const keyOf = (role: Pick<Role, "id">, secret: string): string => folder(role.id) + digestOf(role, secret)

  const read = Effect.fnUntraced(function* (key: string) {
    const secretId = decode(yield* storage.get(key))
    return secretId === undefined || isExpired(secretId, yield* Clock.currentTimeMillis) ? undefined : secretId
  })

  const readAccessor = Effect.fnUntraced(function* (accessor: string) {
    const text = isUuid(accessor) ? yield* storage.get(ACCESSORS + accessor) : undefined
    return text === undefined ? undefined : (JSON.parse(text) as AccessorEntry)
  })

  /** Takes a secret id away if it is still the one that was meant. */
  const removeIf = (key: string, isMeant: (secretId: SecretId) => boolean) =>
    storage.modify(key, (text) => {
      const present = decode(text)
      return Effect.succeed([undefined, present !== undefined && isMeant(present) ? removal(key, present) : {}])
    })

  const destroyAll = Effect.fnUntraced(function* (role: string) {
    for (const digest of yield* storage.list(folder(role))) yield* removeIf(folder(role) + digest, () => true)
  })

  const tidyRole = Effect.fnUntraced(function* (role: string, now: number) {
    for (const digest of yield* storage.list(folder(role)))
      yield* removeIf(folder(role) + digest, (secretId) => isExpired(secretId, now))
  })

  const tidyAccessor = Effect.fnUntraced(function* (accessor: string) {
    const entry = yield* readAccessor(accessor)
    const secretId = entry === undefined ? undefined : decode(yield* storage.get(folder(entry.role) + entry.digest))
    if (secretId?.accessor !== accessor) yield* storage.delete(ACCESSORS + accessor)
  })

  return {
    find: (role, secret) => read(keyOf(role, secret)),
    findByAccessor: Effect.fnUntraced(function* (role, accessor) {
      const entry = yield* readAccessor(accessor)
      const secretId = entry === undefined ? undefined : yield* read(folder(entry.role) + entry.digest)
      return secretId?.accessor === accessor ? { secretId, owned: entry?.role === role.id } : undefined
    }),
    accessors: Effect.fnUntraced(function* (role) {
      const digests = yield* storage.list(folder(role.id))
      const present = yield* Effect.forEach(digests, (digest) => read(folder(role.id) + digest))
      return present.flatMap((secretId) => secretId?.accessor ?? []).sort()
    }),
    add: (role, secret, secretId) => {
      const key = keyOf(role, secret)
      const entry: AccessorEntry = { role: role.id, digest: digestOf(role, secret) }
      return storage.modify(key, (text) => {
        const present = decode(text)
        if (present !== undefined && !isExpired(present, secretId.createdTime)) return Effect.succeed([false, {}])
        return Effect.succeed([
          true,
          {
            puts: [
              [key, JSON.stringify(secretId)],
              [ACCESSORS + secretId.accessor, JSON.stringify(entry)]
            ],
            deletes: present === undefined ? [] : [ACCESSORS + present.accessor]
          }
        ])
      })
    },
    use: Effect.fnUntraced(function* (role, secret, admit) {
      const key = keyOf(role, secret)
      const now = yield* Clock.currentTimeMillis
      const admitted = yield* admit(yield* read(key))
      if (admitted.numUses === 0) return admitted
      return yield* storage.modify(key, (text) => {
        const present = decode(text)
        return Effect.map(
          admit(present === undefined || isExpired(present, now) ? undefined : present),
          (secretId): readonly [SecretId, StorageChange] => {
            if (secretId.numUses === 1) return [secretId, removal(key, secretId)]
            const used = { ...secretId, numUses: secretId.numUses - 1, updatedTime: now }
            return [used, { puts: [[key, JSON.stringify(used)]] }]
          }
        )
      })
    }),
    destroy: (role, secret) => removeIf(keyOf(role, secret), () => true),
    destroyByAccessor: Effect.fnUntraced(function* (role, accessor) {
      const entry = yield* readAccessor(accessor)
      if (entry?.role !== role.id) return false
      yield* removeIf(folder(entry.role) + entry.digest, (secretId) => secretId.accessor === accessor)
      return true
    }),
    destroyAll,
    tidy: Effect.fnUntraced(function* (roles) {
      const now = yield* Clock.currentTimeMillis
      // First the secret ids, then the roles: a role that is made meanwhile is not taken for one that is gone.
      const folders = (yield* storage.list(SECRET_IDS)).map((name) => name.slice(0, -1))
      const known = yield* roles
      for (const role of folders) yield* known.has(role) ? tidyRole(role, now) : destroyAll(role)
      for (const accessor of yield* storage.list(ACCESSORS)) yield* tidyAccessor(accessor)
    })
  }
}
