import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../crypto/port.ts"
import type { EngineEffect } from "../engine/port.ts"
import { Keyring } from "../keyring.ts"
import { type EngineMount, Mounts } from "../mount/mounts.ts"
import { type RecordKey, Store, type StoredRecord, type StoreFailure } from "../store/port.ts"
import { randomBase62 } from "../text.ts"

/**
 * Leases by id: `pki/issue/web/` and 24 base62 characters for a secret, the creation path and `h` with the name of its record
 * for a token. What stands below a path can so be listed and revoked by it.
 */
export const LEASES = "lease"
/** `token/lease`: what must be revoked with a token. */
const TOKEN_LEASES = "token-lease"
/** `time/lease`: what ends when. The time is written with leading zeros, so that it sorts. */
const DUE = "lease-due"

const PAGE = 1000
const NOTHING = new Uint8Array(0)
const RANDOM_LENGTH = 24
const TIME_DIGITS = 16

/** The lease of a token. */
export const tokenLeaseId = (path: string, tokenId: string): string => `${path}/h${tokenId}`

const TOKEN_LEASE = /^(.*)\/h([0-9a-f]{40})$/s

/** The record of the token whose lease it is, if it is a token's. */
export const tokenOfLease = (leaseId: string): string | undefined => TOKEN_LEASE.exec(leaseId)?.[2]

/** A secret's lease as it is stored, sealed. Times are milliseconds. */
export interface LeaseEntry {
  readonly id: string
  /** The path of the request that made it. */
  readonly path: string
  readonly mountUuid: string
  /** The record of the token that it was given to. */
  readonly tokenId: string
  readonly issueTimeMs: number
  readonly lastRenewalMs?: number
  readonly expiresAtMs: number
  readonly renewable: boolean
  /** What the engine wants to be given to revoke the secret. */
  readonly data: string
}

/**
 * Leases of secrets: given, found, renewed, revoked. A lease ends when it is revoked, when its time is over or when its token
 * ends; then the engine takes the secret back.
 */
export class LeaseStore extends Context.Service<
  LeaseStore,
  {
    /** A new lease with the records that keep it; they go into the commit of the answer. */
    readonly prepare: (lease: Omit<LeaseEntry, "id">) => {
      readonly entry: LeaseEntry
      readonly puts: ReadonlyArray<StoredRecord>
    }
    readonly find: (id: string) => Effect.Effect<LeaseEntry | undefined, StoreFailure>
    /** The ids of all leases below a prefix, tokens' included, in order. */
    readonly ids: (prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
    readonly renew: (entry: LeaseEntry, expiresAtMs: number, nowMs: number) => Effect.Effect<LeaseEntry, StoreFailure>
    /** Takes a secret back. With `force` the lease goes even if the engine could not do it. */
    readonly revoke: (entry: LeaseEntry, force?: boolean) => EngineEffect<void>
    /** Takes back what a token was given. */
    readonly revokeOf: (tokenId: string) => Effect.Effect<void, StoreFailure>
    /** Leases that end by a moment. */
    readonly due: (nowMs: number) => Effect.Effect<ReadonlyArray<LeaseEntry>, StoreFailure>
  }
>()("@enwrap/server/LeaseStore") {}

const dueKey = ({ expiresAtMs, id }: Pick<LeaseEntry, "expiresAtMs" | "id">): string =>
  `${String(expiresAtMs).padStart(TIME_DIGITS, "0")}/${id}`

const make = Effect.gen(function* () {
  const store = yield* Store
  const crypto = yield* Crypto
  const keyring = yield* Keyring
  const mounts = yield* Mounts

  const leaseRecord = (entry: LeaseEntry): StoredRecord => ({
    space: LEASES,
    key: entry.id,
    value: keyring.seal(LEASES, entry.id, JSON.stringify(entry))
  })
  const dueRecord = (entry: LeaseEntry): StoredRecord => ({ space: DUE, key: dueKey(entry), value: NOTHING })
  const keysOf = (entry: LeaseEntry): ReadonlyArray<RecordKey> => [
    { space: LEASES, key: entry.id },
    { space: TOKEN_LEASES, key: `${entry.tokenId}/${entry.id}` },
    { space: DUE, key: dueKey(entry) }
  ]
  const commit = (batch: Parameters<typeof store.commit>[0]) =>
    Effect.catchTag(store.commit(batch), "Conflict", (conflict) => Effect.die(conflict))

  const listAll = Effect.fnUntraced(function* (space: string, prefix: string) {
    const all: Array<string> = []
    for (;;) {
      const page: ReadonlyArray<StoredRecord> = yield* store.list(space, prefix, { after: all.at(-1), limit: PAGE })
      all.push(...page.map(({ key }) => key))
      if (page.length < PAGE) return all
    }
  })

  const find = (id: string): Effect.Effect<LeaseEntry | undefined, StoreFailure> =>
    Effect.flatMap(store.get(LEASES, id), (record) =>
      record === undefined || tokenOfLease(id) !== undefined
        ? Effect.succeed(undefined)
        : Effect.map(keyring.open(LEASES, id, record.value), (text) => JSON.parse(text) as LeaseEntry)
    )

  const engineOf = (entry: LeaseEntry): EngineMount | undefined =>
    mounts.all().find((mount): mount is EngineMount => mount.kind === "engine" && mount.entry.uuid === entry.mountUuid)

  const revoke = Effect.fnUntraced(function* (entry: LeaseEntry, force = false) {
    const taken = engineOf(entry)?.revokeLease?.(entry.data) ?? Effect.void
    yield* force ? Effect.ignore(taken) : taken
    yield* commit({ deletes: keysOf(entry) })
  })

  return LeaseStore.of({
    prepare: (lease) => {
      const entry = { ...lease, id: `${lease.path}/${randomBase62(crypto.randomBytes, RANDOM_LENGTH)}` }
      const ofToken = { space: TOKEN_LEASES, key: `${entry.tokenId}/${entry.id}`, value: NOTHING }
      return { entry, puts: [leaseRecord(entry), dueRecord(entry), ofToken] }
    },
    find,
    ids: (prefix) => listAll(LEASES, prefix),
    renew: Effect.fnUntraced(function* (entry, expiresAtMs, lastRenewalMs) {
      const renewed = { ...entry, expiresAtMs, lastRenewalMs }
      yield* commit({ puts: [leaseRecord(renewed), dueRecord(renewed)], deletes: [{ space: DUE, key: dueKey(entry) }] })
      return renewed
    }),
    revoke,
    revokeOf: Effect.fnUntraced(function* (tokenId) {
      for (const key of yield* listAll(TOKEN_LEASES, `${tokenId}/`)) {
        const entry = yield* find(key.slice(tokenId.length + 1))
        // A token goes, whatever its secrets say; one that could not be taken back stays for `sys/leases/revoke-force`.
        if (entry !== undefined) {
          yield* Effect.catch(revoke(entry), (error) =>
            Effect.logWarning(`the lease ${entry.id} could not be revoked`, error._tag)
          )
        }
      }
    }),
    due: Effect.fnUntraced(function* (nowMs) {
      const ended: Array<LeaseEntry> = []
      for (const { key } of yield* store.list(DUE, "", { limit: PAGE })) {
        if (Number(key.slice(0, TIME_DIGITS)) > nowMs) break
        const entry = yield* find(key.slice(TIME_DIGITS + 1))
        if (entry !== undefined) ended.push(entry)
      }
      return ended
    })
  })
})

export const layerLeaseStore: Layer.Layer<LeaseStore, never, Store | Crypto | Keyring | Mounts> = Layer.effect(
  LeaseStore,
  make
)
