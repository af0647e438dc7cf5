import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../../ports/crypto/port.ts"
import { listNames } from "../../ports/store/list.ts"
import {
  type Batch,
  type Conflict,
  type RecordKey,
  Store,
  type StoredRecord,
  type StoreFailure
} from "../../ports/store/port.ts"
import { now } from "../../values/now.ts"
import { Keyring, type TokenKeys } from "../keyring.ts"
import { ACCESSORS, childKey, CHILDREN, marker, REVOKING_TOKENS, revokingTokenKey, TOKENS } from "../records.ts"
import { ancestorsOf, ancestryOf } from "./ancestry.ts"
import { batchToken, readBatchToken } from "./batch-token.ts"
import type { Ancestry } from "./decide-created-token.ts"
import { decideOrphan, type RenewedEntry } from "./decide-renewal.ts"
import { readEntry } from "./read-entry.ts"
import { RecentEntries } from "./recent-entries.ts"
import { type FoundToken, type HeldToken, LAST_USE, type NewToken, type TokenEntry } from "./token-entry.ts"
import { BATCH_PREFIX, isMistyped, newAccessor, newToken } from "./token-id.ts"
import { makeGoodToken, tokenIdIn, TokenRecords } from "./token-records.ts"
import type { NewEntry } from "./token-rights.ts"

/**
 * Stores and finds tokens. Whatever must be exact is one commit of the store with a precondition; no decision relies on an
 * earlier read. `Revocation` revokes tokens.
 */
export class TokenStore extends Context.Service<
  TokenStore,
  {
    /**
     * Finds a token that has neither expired nor been revoked. Its last use may be in progress, see `numUses`. With a time in
     * milliseconds since 1970, it must be run at once: it may read when it is called.
     */
    readonly find: (token: string, nowMs?: number) => Effect.Effect<HeldToken | undefined, StoreFailure>
    readonly findByAccessor: (accessor: string) => Effect.Effect<FoundToken | undefined, StoreFailure>
    readonly findById: (id: string) => Effect.Effect<FoundToken | undefined, StoreFailure>
    /** The number of a token's ancestors, and when the first of them or the token itself expires. */
    readonly ancestryOf: (found: FoundToken) => Effect.Effect<Ancestry, StoreFailure>
    /** When a token or one of its ancestors expires: milliseconds, `Infinity` for never, `undefined` once it has ended. */
    readonly endOf: (id: string) => Effect.Effect<number | undefined, StoreFailure>
    /** Makes a random token, unless one was chosen, and its accessor. Nothing is stored yet. */
    readonly prepare: (entry: NewEntry, chosen?: string) => NewToken
    /** Makes a batch token, which contains its entry and is never stored. */
    readonly prepareBatch: (entry: NewEntry) => NewToken
    /** Stores prepared tokens together with other changes, all or nothing. Conflicts if a token with such an id exists. */
    readonly commit: (tokens: ReadonlyArray<NewToken>, along?: Batch) => Effect.Effect<void, Conflict | StoreFailure>
    /** Counts a use; `undefined` if no uses are left. */
    readonly use: (found: HeldToken) => Effect.Effect<HeldToken | undefined, StoreFailure>
    /** Stores a renewed token. Conflicts if the token has changed since it was found. */
    readonly replace: (found: FoundToken, entry: RenewedEntry) => Effect.Effect<void, Conflict | StoreFailure>
    /**
     * Marks a token as being revoked, so that no request can use it and no child can be created under it: its list of children
     * is final from now on.
     */
    readonly markRevoking: (
      id: string,
      revoking: NonNullable<TokenEntry["revoking"]>
    ) => Effect.Effect<FoundToken | undefined, StoreFailure>
    /** The ids of the tokens that are marked as being revoked, and of those whose last use has begun. */
    readonly endingIds: Effect.Effect<ReadonlyArray<string>, StoreFailure>
    /** Finds one of them. */
    readonly findEnding: (id: string) => Effect.Effect<FoundToken | undefined, StoreFailure>
    /** The ids of a token's children. */
    readonly childrenOf: (id: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
    /**
     * Turns a child of this token into an orphan. `endMs` is when the token or the first of its ancestors expires. A child of
     * an earlier token with the same id is not changed.
     */
    readonly orphan: (child: string, parent: FoundToken, endMs: number) => Effect.Effect<void, StoreFailure>
    /** The record that exists as long as this very token is valid. A wrapping token has none. */
    readonly goodToken: (token: Pick<TokenEntry, "accessor">) => RecordKey
    /**
     * All records of a token that is about to be deleted; its entry is no longer kept in memory. Its children, its cubbyhole and the
     * leases of its secrets have records of their own.
     */
    readonly keysToDelete: (found: Pick<FoundToken, "id" | "entry">) => ReadonlyArray<RecordKey>
  }
>()("@enwrap/server/TokenStore") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

const isEnding = ({ numUses, revoking }: TokenEntry): boolean => revoking !== undefined || numUses === LAST_USE

type Needs = Store | Crypto | Keyring

const make: Effect.Effect<typeof TokenStore.Service, never, Needs> = Effect.gen(function* () {
  const store = yield* Store
  const crypto = yield* Crypto
  const keyring = yield* Keyring

  const recent = new RecentEntries()
  const goodToken = makeGoodToken(keyring)
  const records = new TokenRecords(keyring, recent, goodToken.find)

  const open = <Keys extends TokenKeys | undefined>(
    record: StoredRecord,
    keys: Keys
  ): Effect.Effect<FoundToken & { readonly keys: Keys }, StoreFailure> => {
    const known = recent.get(record.key, record.value)
    if (known !== undefined && known.expiresAtMs === record.expiresAt)
      return Effect.succeed({ id: record.key, entry: known, record, keys })
    return Effect.map(readEntry(keyring, record), (entry) => {
      recent.set(record.key, record.value, entry)
      return { id: record.key, entry, record, keys }
    })
  }

  /** Finds a token, also one that is being revoked. */
  const findAny = (id: string): Effect.Effect<FoundToken | undefined, StoreFailure> =>
    Effect.flatMap(store.get(TOKENS, id), (record) => (record ? open(record, undefined) : Effect.undefined))

  const onlyAlive = <Found extends FoundToken>(found: Found): Effect.Effect<Found | undefined, StoreFailure> => {
    if (found.entry.revoking !== undefined) return Effect.succeed(undefined)
    return found.entry.parent === undefined
      ? Effect.succeed(found)
      : Effect.map(ancestorsOf(findAny, found.entry), (ancestors) =>
          ancestors === undefined ? undefined : { ...found, ancestors }
        )
  }

  const findAlive = <Keys extends TokenKeys | undefined>(
    id: string,
    keys: Keys,
    nowMs?: number
  ): Effect.Effect<(FoundToken & { readonly keys: Keys }) | undefined, StoreFailure> =>
    Effect.flatMapEager(
      nowMs === undefined || store.getNow === undefined ? store.get(TOKENS, id) : store.getNow(TOKENS, id, nowMs),
      (record) => (record === undefined ? Effect.undefined : Effect.flatMapEager(open(record, keys), onlyAlive))
    )

  const findWrapping = (accessor: string): Effect.Effect<FoundToken | undefined, StoreFailure> => {
    const id = keyring.wrappingAccessors.idOf(accessor)
    return id === undefined
      ? Effect.succeed(undefined)
      : Effect.map(findAlive(id, undefined), (found) => (found?.entry.accessor === accessor ? found : undefined))
  }

  /** A batch token ends when it expires, or when one of its ancestors ends. */
  const findBatch = Effect.fnUntraced(function* (token: string) {
    const found = yield* readBatchToken(keyring, token)
    if (found === undefined || (found.entry.expiresAtMs ?? Infinity) <= (yield* now)) return undefined
    const ancestors = yield* ancestorsOf(findAny, found.entry)
    return ancestors === undefined ? undefined : { ...found, ancestors }
  })

  const commitFor = ({ id, record }: FoundToken, batch: Batch) =>
    store.commit({ ...batch, when: [{ kind: "unchanged", space: TOKENS, key: id, value: record.value }] })

  const use = (current: HeldToken): Effect.Effect<HeldToken | undefined, StoreFailure> => {
    const { numUses } = current.entry
    if (numUses === 0) return Effect.succeed(current)
    if (numUses === LAST_USE) return Effect.succeed(undefined)
    const record = records.changed(current, { ...current.entry, numUses: numUses === 1 ? LAST_USE : numUses - 1 })
    // If the server stops during the last use, the next one finishes the revocation.
    const puts = numUses === 1 ? [record, marker(revokingTokenKey(current.id), record.expiresAt)] : [record]
    return commitFor(current, { puts }).pipe(
      Effect.andThen(open(record, current.keys)),
      Effect.map((used) => (current.ancestors === undefined ? used : { ...used, ancestors: current.ancestors })),
      Effect.catchTag("Conflict", () =>
        Effect.flatMap(findAlive(current.id, current.keys), (again) =>
          again === undefined ? Effect.succeed(undefined) : use(again)
        )
      )
    )
  }

  const markRevoking: (typeof TokenStore.Service)["markRevoking"] = (id, revoking) =>
    Effect.flatMap(findAny(id), (found) => {
      if (found === undefined || found.entry.revoking === "tree" || found.entry.revoking === revoking)
        return Effect.succeed(found)
      const record = records.changed(found, { ...found.entry, revoking })
      const puts = [record, marker(revokingTokenKey(id), record.expiresAt)]
      const accessor = records.accessorKey(found.entry)
      return commitFor(found, { puts, deletes: accessor === undefined ? [] : [accessor] }).pipe(
        Effect.andThen(open(record, undefined)),
        Effect.catchTag("Conflict", () => markRevoking(id, revoking))
      )
    })

  const orphan: (typeof TokenStore.Service)["orphan"] = (child, parent, endMs) =>
    Effect.flatMap(findAny(child), (found) => {
      if (found?.entry.parent?.accessor !== parent.entry.accessor) return Effect.void
      const entry = decideOrphan(found.entry, endMs)
      const puts = records.of(child, entry)
      return Effect.catchTag(commitFor(found, { puts, deletes: [childKey(parent.id, child)] }), "Conflict", () =>
        orphan(child, parent, endMs)
      )
    })

  return TokenStore.of({
    find: (token, nowMs) => {
      if (isMistyped(token)) return Effect.succeed(undefined)
      if (token.startsWith(BATCH_PREFIX)) return findBatch(token)
      const keys = keyring.forToken(token)
      return findAlive(keys.id, keys, nowMs)
    },
    findByAccessor: (accessor) =>
      Effect.flatMap(store.get(ACCESSORS, keyring.accessorId(accessor)), (record) =>
        record === undefined
          ? findWrapping(accessor)
          : Effect.flatMap(tokenIdIn(record), (id) => findAlive(id, undefined))
      ),
    findById: (id) => findAlive(id, undefined),
    ancestryOf: (found) => ancestryOf(findAny, found),
    endOf: Effect.fnUntraced(function* (id) {
      const found = yield* findAlive(id, undefined)
      if (found === undefined) return undefined
      const { endMs } = yield* ancestryOf(findAny, found)
      return endMs === -Infinity ? undefined : endMs
    }),
    prepare: (entry, chosen) => {
      const token = chosen ?? newToken(crypto.randomBytes)
      const keys = keyring.forToken(token)
      const accessor =
        entry.wrapping === undefined ? newAccessor(crypto.randomBytes) : keyring.wrappingAccessors.accessorOf(keys.id)
      return { token, id: keys.id, keys, entry: { ...entry, accessor }, isChosen: chosen !== undefined }
    },
    prepareBatch: (entry) => {
      const batch: TokenEntry = { ...entry, accessor: "" }
      const token = batchToken(keyring, batch)
      return { token, id: "", keys: keyring.forToken(token), entry: batch, isChosen: false }
    },
    commit: (tokens, along = {}) => {
      const when = along.when === undefined ? [] : [...along.when]
      const puts = along.puts === undefined ? [] : [...along.puts]
      const stored = records.create(tokens, when, puts)
      const commit = store.commit({ when, puts, deletes: along.deletes ?? [] })
      return stored === undefined ? commit : Effect.tap(commit, () => Effect.sync(stored))
    },
    use,
    replace: (found, entry) => commitFor(found, { puts: records.of(found.id, entry) }),
    markRevoking,
    endingIds: listNames(store, REVOKING_TOKENS),
    findEnding: (id) =>
      Effect.map(findAny(id), (found) => (found !== undefined && isEnding(found.entry) ? found : undefined)),
    childrenOf: (id) => listNames(store, CHILDREN, `${id}/`),
    orphan,
    goodToken: goodToken.findForCaller,
    keysToDelete: (found) => records.keysToDelete(found)
  })
})
