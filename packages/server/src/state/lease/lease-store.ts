import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../../ports/crypto/port.ts"
import { type Due, DUE_AT_ONCE, dueBy, listAll, listNames } from "../../ports/store/list.ts"
import { type Precondition, Store, type StoredRecord, type StoreFailure } from "../../ports/store/port.ts"
import { randomBase62 } from "../../values/encodings.ts"
import { DamagedRecords } from "../damaged-records.ts"
import { jsonRecord, readJson } from "../json-records.ts"
import { Keyring } from "../keyring.ts"
import {
  IRREVOCABLE_LEASES,
  irrevocableLeaseKey,
  leaseDueKey,
  leaseKey,
  leaseOfTokenKey,
  LEASES,
  LEASES_DUE,
  marker,
  TOKEN_LEASES,
  tokenOfLease
} from "../records.ts"
import type { LeaseEntry, LeaseRequest } from "./lease-entry.ts"
import { wrappingLeases } from "./wrapping-leases.ts"

const RANDOM_LENGTH = 24

/** Stores and finds the leases of secrets. `Revocation` revokes them. */
export class LeaseStore extends Context.Service<
  LeaseStore,
  {
    /** A new lease and its records, which are committed with the response. */
    readonly prepare: (lease: LeaseRequest) => {
      readonly entry: LeaseEntry
      readonly puts: ReadonlyArray<StoredRecord>
    }
    /** Whether this is exactly the id, path included, of the lease of a token that has not ended. */
    readonly isTokenLease: (id: string) => Effect.Effect<boolean, StoreFailure>
    readonly find: (id: string) => Effect.Effect<LeaseEntry | undefined, StoreFailure>
    /** The ids of all leases below a prefix that ends in `/`, tokens' included, in any order. */
    readonly ids: (prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
    /** The ids of the leases of a token's secrets. */
    readonly idsOfToken: (tokenId: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
    /** Stores a changed lease; `undefined` if it was renewed or revoked meanwhile. */
    readonly replace: (before: LeaseEntry, after: LeaseEntry) => Effect.Effect<LeaseEntry | undefined, StoreFailure>
    /** Stores a lease as irrevocable: the server no longer tries to revoke it. Nothing happens if it was changed meanwhile. */
    readonly giveUp: (before: LeaseEntry) => Effect.Effect<void, StoreFailure>
    readonly delete: (entry: LeaseEntry) => Effect.Effect<void, StoreFailure>
    /** At least the first thousand leases that are due at a time, in milliseconds. Damaged ones are left out. */
    readonly due: (nowMs: number) => Effect.Effect<ReadonlyArray<LeaseEntry>, StoreFailure>
    /** All but damaged ones. */
    readonly irrevocable: Effect.Effect<ReadonlyArray<LeaseEntry>, StoreFailure>
  }
>()("@enwrap/server/LeaseStore") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

type Needs = Store | Crypto | Keyring | DamagedRecords

const make: Effect.Effect<typeof LeaseStore.Service, never, Needs> = Effect.gen(function* () {
  const store = yield* Store
  const crypto = yield* Crypto
  const keyring = yield* Keyring
  const damaged = yield* DamagedRecords
  const wrapping = yield* wrappingLeases

  const leaseRecord = (entry: LeaseEntry): StoredRecord => jsonRecord(keyring, leaseKey(entry.id), entry)
  const dueKeyOf = ({ dueAtMs, id }: LeaseEntry) => leaseDueKey(dueAtMs, id)
  const ofTokenKey = ({ id, tokenId }: LeaseEntry) => leaseOfTokenKey(tokenId, id)

  const find = (id: string): Effect.Effect<LeaseEntry | undefined, StoreFailure> =>
    tokenOfLease(id) === undefined ? readJson(store, keyring, leaseKey(id)) : Effect.succeed(undefined)

  /** The due time of a lease identifies its state: every change moves it, and requires that it has not moved since. */
  const replace = (
    before: LeaseEntry,
    after: LeaseEntry,
    index: StoredRecord
  ): Effect.Effect<LeaseEntry | undefined, StoreFailure> => {
    const when: Array<Precondition> = [{ kind: "exists", ...leaseKey(before.id) }]
    // An irrevocable lease is not due.
    if (!before.irrevocable) when.push({ kind: "exists", ...dueKeyOf(before) })
    return store.commit({ when, puts: [leaseRecord(after), index], deletes: [dueKeyOf(before)] }).pipe(
      Effect.as(after),
      Effect.catchTag("Conflict", () => Effect.succeed(undefined))
    )
  }

  return LeaseStore.of({
    prepare: ({ tokenEndMs, ...lease }) => {
      const id = `${lease.path}/${randomBase62(crypto.randomBytes, RANDOM_LENGTH)}`
      const entry = { ...lease, id, dueAtMs: Math.min(lease.expiresAtMs, tokenEndMs) }
      return { entry, puts: [leaseRecord(entry), marker(dueKeyOf(entry)), marker(ofTokenKey(entry))] }
    },
    isTokenLease: (id) =>
      tokenOfLease(id) === undefined
        ? Effect.succeed(false)
        : Effect.flatMap(store.get(LEASES, id), (record) =>
            record === undefined ? wrapping.exists(id) : Effect.succeed(true)
          ),
    find,
    ids: Effect.fnUntraced(function* (prefix) {
      const records = yield* listAll(store, LEASES, prefix)
      return [...records.map(({ key }) => key), ...(yield* wrapping.ids(prefix))]
    }),
    idsOfToken: (tokenId) => listNames(store, TOKEN_LEASES, `${tokenId}/`),
    replace: (before, after) => replace(before, after, marker(dueKeyOf(after))),
    giveUp: ({ revoking: _, ...before }) =>
      Effect.asVoid(replace(before, { ...before, irrevocable: true }, marker(irrevocableLeaseKey(before.id)))),
    delete: (entry) =>
      store.commit({
        deletes: [leaseKey(entry.id), irrevocableLeaseKey(entry.id), ofTokenKey(entry), dueKeyOf(entry)]
      }),
    due: Effect.fnUntraced(function* (nowMs) {
      const found: Array<LeaseEntry> = []
      let page: ReadonlyArray<Due> = []
      do {
        page = yield* dueBy(store, LEASES_DUE, nowMs, page.at(-1))
        for (const { atMs, name } of page) {
          const entry = yield* damaged.orElse(find(name), null)
          if (entry?.dueAtMs === atMs) found.push(entry)
          // Two concurrent renewals can leave a due time behind at which no lease is due.
          else if (entry !== null) yield* store.commit({ deletes: [leaseDueKey(atMs, name)] })
        }
        // Damaged leases stay due.
      } while (page.length === DUE_AT_ONCE && found.length < DUE_AT_ONCE)
      return found
    }),
    irrevocable: Effect.flatMap(listNames(store, IRREVOCABLE_LEASES), (ids) =>
      Effect.map(
        Effect.forEach(ids, (id) => damaged.orElse(find(id), undefined)),
        (found) => found.filter((entry) => entry !== undefined)
      )
    )
  })
})
