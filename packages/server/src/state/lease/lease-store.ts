import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../../ports/crypto/port.ts"
import type { EngineEffect } from "../../ports/engine/port.ts"
import { Keyring } from "../keyring.ts"
import { Mounts } from "../mount/mounts.ts"
import { dueIn, dueKey } from "../../ports/store/due.ts"
import { listChildren } from "../../ports/store/list-children.ts"
import { confirmBasis, toTheEnd } from "../request-basis.ts"
import { type Conflict, type RecordKey, Store, type StoredRecord, type StoreFailure } from "../../ports/store/port.ts"
import { randomBase62 } from "../../values/text.ts"
import { type LeaseEntry, type LeaseRequest, tokenOfLease } from "./lease-entry.ts"

/**
 * Leases by id: `pki/issue/web/` and 24 base62 characters for a secret, the creation path and `h` with the name of its record
 * for a token. What stands below a path can so be listed and revoked by it.
 */
export const LEASES = "lease"
/** `token/lease`: what must be revoked with a token. */
const TOKEN_LEASES = "token-lease"
/** `time/lease`: what must be looked at when. */
const DUE = "lease-due"
/** The ids of leases that the server has given up. */
const IRREVOCABLE = "lease-irrevocable"

const PAGE = 1000
const NOTHING = new Uint8Array(0)
const RANDOM_LENGTH = 24

/** So often the server tries to revoke a lease by itself, after ten seconds first, and twice as long each time. */
const MAX_FAILURES = 6
const FIRST_RETRY_MS = 10_000

/**
 * Leases of secrets: given, found, renewed, revoked. A lease ends when it is revoked, when its time is over or when its token
 * ends; then the engine takes the secret back.
 */
export class LeaseStore extends Context.Service<
  LeaseStore,
  {
    /** A new lease with the records that keep it; they go into the commit of the answer. */
    readonly prepare: (lease: LeaseRequest) => {
      readonly entry: LeaseEntry
      readonly puts: ReadonlyArray<StoredRecord>
    }
    /** Whether this very id, path and all, is the lease of a token that has not ended. */
    readonly isTokenLease: (id: string) => Effect.Effect<boolean, StoreFailure>
    readonly find: (id: string) => Effect.Effect<LeaseEntry | undefined, StoreFailure>
    /** The ids of all leases below a prefix, tokens' included, in order. */
    readonly ids: (prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
    /** What stands directly below a prefix that ends in `/`: ids, and folders that end in `/`. */
    readonly children: (prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
    /** Keeps a lease with other times; nothing if it was renewed or revoked meanwhile. */
    readonly replace: (before: LeaseEntry, after: LeaseEntry) => Effect.Effect<LeaseEntry | undefined, StoreFailure>
    /** Refuses a request that has lost what it rested on, before a revocation that goes on to its end. */
    readonly confirm: Effect.Effect<void, StoreFailure>
    /** Takes a secret back. With `force` the lease goes even if the engine could not do it. */
    readonly revoke: (entry: LeaseEntry, force?: boolean) => EngineEffect<void>
    /** Takes a secret back; what fails is tried again later, or given up in the end. */
    readonly revokeOrRetry: (entry: LeaseEntry) => Effect.Effect<void, StoreFailure>
    /** Takes back what a token was given. */
    readonly revokeOf: (tokenId: string) => Effect.Effect<void, StoreFailure>
    /** Leases that must be looked at by a moment. */
    readonly due: (nowMs: number) => Effect.Effect<ReadonlyArray<LeaseEntry>, StoreFailure>
    /** Leases that the server has given up. */
    readonly irrevocable: Effect.Effect<ReadonlyArray<LeaseEntry>, StoreFailure>
  }
>()("@enwrap/server/LeaseStore") {}

const dueKeyOf = ({ dueAtMs, id }: Pick<LeaseEntry, "dueAtMs" | "id">): RecordKey => dueKey(DUE, dueAtMs, id)

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
  const dueRecord = (entry: LeaseEntry): StoredRecord => ({ ...dueKeyOf(entry), value: NOTHING })
  const ofTokenKey = ({ id, tokenId }: LeaseEntry): RecordKey => ({ space: TOKEN_LEASES, key: `${tokenId}/${id}` })

  const commit = (batch: Parameters<typeof store.commit>[0]) =>
    Effect.catchTag(store.commit(batch), "Conflict", (conflict: Conflict) => Effect.die(conflict))

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

  /**
   * The time at which a lease is due stands for the state it is in: every change moves it, and requires that it is where it was.
   */
  const replace = (
    before: LeaseEntry,
    after: LeaseEntry,
    puts: ReadonlyArray<StoredRecord> = [dueRecord(after)]
  ): Effect.Effect<LeaseEntry | undefined, StoreFailure> =>
    store
      .commit({
        when: [
          { kind: "exists", space: LEASES, key: before.id },
          ...(before.irrevocable ? [] : [{ kind: "exists", ...dueKeyOf(before) } as const])
        ],
        puts: [leaseRecord(after), ...puts],
        deletes: [dueKeyOf(before)]
      })
      .pipe(
        Effect.as(after),
        Effect.catchTag("Conflict", () => Effect.succeed(undefined))
      )

  const forget = (entry: LeaseEntry) =>
    commit({
      deletes: [
        { space: LEASES, key: entry.id },
        { space: IRREVOCABLE, key: entry.id },
        ofTokenKey(entry),
        dueKeyOf(entry)
      ]
    })

  /**
   * Marks a lease as on its way out, so that it is not renewed while its engine takes the secret back. If the server stops
   * meanwhile, the lease is due again.
   */
  const mark: (entry: LeaseEntry) => Effect.Effect<LeaseEntry | undefined, StoreFailure> = Effect.fnUntraced(
    function* (entry) {
      const dueAtMs = (yield* Clock.currentTimeMillis) + FIRST_RETRY_MS
      const marked = { ...entry, revoking: true as const, dueAtMs: dueAtMs === entry.dueAtMs ? dueAtMs + 1 : dueAtMs }
      if ((yield* replace(entry, marked)) !== undefined) return marked
      const again = yield* find(entry.id)
      return again === undefined ? undefined : yield* mark(again)
    }
  )

  /** Takes back the secret of a lease that is marked. */
  const takeBack = Effect.fnUntraced(function* (entry: LeaseEntry, force: boolean) {
    const taken = mounts.engine(entry.mountUuid)?.revokeLease?.(entry.data) ?? Effect.void
    yield* force ? Effect.ignore(taken) : taken
    yield* forget(entry)
  })

  const revoke = (entry: LeaseEntry, force = false): EngineEffect<void> =>
    Effect.flatMap(mark(entry), (marked) => {
      if (marked === undefined) return Effect.void
      // What could not be taken back keeps its lease.
      const { revoking: _, ...unmarked } = marked
      const keep = replace(marked, unmarked, marked.irrevocable ? [] : undefined)
      return toTheEnd(Effect.tapError(takeBack(marked, force), () => keep))
    })

  /** Tries again later, or gives up. */
  const failed = (entry: LeaseEntry, nowMs: number): Effect.Effect<unknown, StoreFailure> => {
    const failures = (entry.failures ?? 0) + 1
    if (failures < MAX_FAILURES) {
      return replace(entry, { ...entry, failures, dueAtMs: nowMs + FIRST_RETRY_MS * 2 ** (failures - 1) })
    }
    return replace(entry, { ...entry, failures, irrevocable: true }, [
      { space: IRREVOCABLE, key: entry.id, value: NOTHING }
    ])
  }

  const revokeOrRetry = (entry: LeaseEntry): Effect.Effect<void, StoreFailure> =>
    Effect.catch(revoke(entry), (error) =>
      Effect.logWarning(`the lease ${entry.id} could not be revoked`, error._tag).pipe(
        Effect.andThen(Clock.currentTimeMillis),
        Effect.flatMap((nowMs) =>
          Effect.flatMap(find(entry.id), (kept) => (kept === undefined ? Effect.void : failed(kept, nowMs)))
        ),
        Effect.asVoid
      )
    )

  return LeaseStore.of({
    prepare: ({ tokenEndMs, ...lease }) => {
      const id = `${lease.path}/${randomBase62(crypto.randomBytes, RANDOM_LENGTH)}`
      const entry = { ...lease, id, dueAtMs: Math.min(lease.expiresAtMs, tokenEndMs) }
      return { entry, puts: [leaseRecord(entry), dueRecord(entry), { ...ofTokenKey(entry), value: NOTHING }] }
    },
    isTokenLease: (id) =>
      tokenOfLease(id) === undefined
        ? Effect.succeed(false)
        : Effect.map(store.get(LEASES, id), (record) => record !== undefined),
    find,
    ids: (prefix) => listAll(LEASES, prefix),
    children: (prefix) => listChildren(store, LEASES, prefix),
    replace: (before, after) => replace(before, after),
    confirm: confirmBasis(store),
    revoke,
    revokeOrRetry,
    revokeOf: Effect.fnUntraced(function* (tokenId) {
      // A token goes, whatever its secrets say.
      for (const key of yield* listAll(TOKEN_LEASES, `${tokenId}/`)) {
        const entry = yield* find(key.slice(tokenId.length + 1))
        if (entry !== undefined) yield* revokeOrRetry(entry)
      }
    }),
    due: Effect.fnUntraced(function* (nowMs) {
      const found: Array<LeaseEntry> = []
      for (const { key } of yield* store.list(DUE, "", { limit: PAGE })) {
        const { atMs, name } = dueIn(key)
        if (atMs > nowMs) break
        const entry = yield* find(name)
        if (entry?.dueAtMs === atMs) found.push(entry)
        // Two renewals at the same moment leave a time behind that no lease has any more.
        else yield* commit({ deletes: [{ space: DUE, key }] })
      }
      return found
    }),
    irrevocable: Effect.gen(function* () {
      const found: Array<LeaseEntry> = []
      for (const id of yield* listAll(IRREVOCABLE, "")) {
        const entry = yield* find(id)
        if (entry !== undefined) found.push(entry)
      }
      return found
    })
  })
})

export const layerLeaseStore: Layer.Layer<LeaseStore, never, Store | Crypto | Keyring | Mounts> = Layer.effect(
  LeaseStore,
  make
)
