import type { NewToken } from "./new-token.ts"
import { now } from "../../values/now.ts"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "../../ports/crypto/port.ts"
import { Keyring, type TokenKeys } from "../keyring.ts"
import { tokenLeaseId } from "../lease/lease-entry.ts"
import { LEASES, LeaseStore } from "../lease/lease-store.ts"
import {
  type Batch,
  type Conflict,
  type Precondition,
  type RecordKey,
  Store,
  type StoredRecord,
  type StoreFailure
} from "../../ports/store/port.ts"
import { toTheEnd } from "../request-basis.ts"
import { base64Url, base64UrlBytes, utf8, utf8Text } from "../../values/text.ts"
import type { Ancestry } from "./decide-created-token.ts"
import { decideOrphan } from "./decide-orphan.ts"
import type { RenewedEntry } from "./decide-renewal.ts"
import { entryIn, entryText } from "./entry-text.ts"
import { RecentEntries } from "./recent-entries.ts"
import { type FoundToken, type HeldToken, LAST_USE, type TokenEntry, type TokenReference } from "./token-entry.ts"
import type { NewEntry } from "./token-rights.ts"
import { BATCH_PREFIX, isMistyped, newAccessor, newToken } from "./token-id.ts"

/** Tokens by the keyed hash of themselves; their values are sealed entries. */
const TOKENS = "token"
/**
 * The name of a token's record, by accessor. Revoking a token deletes it first: as long as it is there, the token is good, and
 * no later token of the same name has it.
 */
const ACCESSORS = "accessor"
/** `parent/child`: who must go when a parent goes. */
const CHILDREN = "token-child"
/** What batch tokens are sealed as; there is no such space in any store. */
const BATCH = "batch"
/** `token/path`: a token's cubbyhole, sealed under the token itself. */
export const CUBBYHOLES = "cubbyhole"

const PAGE = 1000
const NOTHING = new Uint8Array(0)

/** Changes that go into the same commit as a token. */
export interface Along {
  readonly when?: ReadonlyArray<Precondition>
  readonly puts?: ReadonlyArray<StoredRecord>
  readonly deletes?: ReadonlyArray<RecordKey>
}

/**
 * Tokens: made, found, counted, renewed and revoked. Everything that must be exact is one commit of the store with a
 * precondition; nothing is decided on what was read a moment ago.
 */
export class TokenStore extends Context.Service<
  TokenStore,
  {
    /** A token that is alive; also one in its last use, of which `numUses` tells. */
    readonly find: (token: string) => Effect.Effect<HeldToken | undefined, StoreFailure>
    readonly findByAccessor: (accessor: string) => Effect.Effect<FoundToken | undefined, StoreFailure>
    /** By the name of its record. */
    readonly findById: (id: string) => Effect.Effect<FoundToken | undefined, StoreFailure>
    /** What a token that was found descends from, and when it ends with that. */
    readonly ancestryOf: (found: FoundToken) => Effect.Effect<Ancestry, StoreFailure>
    /** When a token ends, or what it descends from: milliseconds, `Infinity` for never, nothing where it has ended. */
    readonly endOf: (id: string) => Effect.Effect<number | undefined, StoreFailure>
    /** Makes ids for a token. Nothing is stored yet. */
    readonly prepare: (entry: NewEntry, token?: string) => NewToken
    /** Makes a batch token: everything that it is stands, sealed, in the token itself, and nothing is ever stored. */
    readonly prepareBatch: (entry: NewEntry) => NewToken
    /** Stores tokens that were prepared, all or none, with what goes along. Fails if the parent is gone or the id is taken. */
    readonly commit: (tokens: ReadonlyArray<NewToken>, along?: Along) => Effect.Effect<void, Conflict | StoreFailure>
    /** Counts a use; `undefined` if there is none left. */
    readonly use: (found: HeldToken) => Effect.Effect<HeldToken | undefined, StoreFailure>
    /** Replaces a token by its renewal, unless it changed meanwhile. */
    readonly replace: (found: FoundToken, entry: RenewedEntry) => Effect.Effect<void, Conflict | StoreFailure>
    /** Revokes a token, its children and their children, with their cubbyholes. */
    readonly revoke: (id: string) => Effect.Effect<void, StoreFailure>
    /** Revokes a token alone; its children become orphans. */
    readonly revokeOrphan: (id: string) => Effect.Effect<void, StoreFailure>
    /** What must be deleted with a token, its cubbyhole left out. */
    readonly recordsOf: (found: Pick<FoundToken, "id" | "entry">) => ReadonlyArray<RecordKey>
    /** Where all that is in a token's cubbyhole is, though the token may be no more. */
    readonly cubbyholeOf: (id: string) => Effect.Effect<ReadonlyArray<RecordKey>, StoreFailure>
    /** The accessors of all tokens. */
    readonly accessors: Effect.Effect<ReadonlyArray<string>, StoreFailure>
  }
>()("@enwrap/server/TokenStore") {}

/** Exists as long as this very token is good: it has neither expired nor begun to be revoked. */
export const goodTokenKey = (accessor: string): RecordKey => ({ space: ACCESSORS, key: accessor })

export const tokenRecordKey = (id: string): RecordKey => ({ space: TOKENS, key: id })

const make = Effect.gen(function* () {
  const store = yield* Store
  const crypto = yield* Crypto
  const keyring = yield* Keyring
  const leases = yield* LeaseStore

  const recent = new RecentEntries()

  const open = <Keys extends TokenKeys | undefined>(
    record: StoredRecord,
    keys: Keys
  ): Effect.Effect<FoundToken & { readonly keys: Keys }, StoreFailure> => {
    const known = recent.get(record.key, record.value)
    if (known !== undefined) return Effect.succeed({ id: record.key, entry: known, record, keys })
    return Effect.map(keyring.open(TOKENS, record.key, record.value), (text) => {
      const entry = entryIn(text)
      recent.set(record.key, record.value, entry)
      return { id: record.key, entry, record, keys }
    })
  }

  const findById = (id: string): Effect.Effect<FoundToken | undefined, StoreFailure> =>
    Effect.flatMap(store.get(TOKENS, id), (record) =>
      record === undefined ? Effect.succeed(undefined) : open(record, undefined)
    )

  /** The very token that is meant, not a later one with the same name. */
  const findReferred = ({ accessor, id }: TokenReference): Effect.Effect<FoundToken | undefined, StoreFailure> =>
    Effect.map(findById(id), (found) => (found?.entry.accessor === accessor ? found : undefined))

  /**
   * All that a token descends from; nothing if any of it has gone: a tree dies at the moment in which its root does. A parent
   * that is being revoked alone is left out: it takes no child along.
   */
  const ancestorsOf = Effect.fnUntraced(function* (
    entry: TokenEntry
  ): Effect.fn.Return<ReadonlyArray<TokenReference> | undefined, StoreFailure> {
    const ancestors: Array<TokenReference> = []
    for (let { parent } = entry; parent !== undefined;) {
      const found: FoundToken | undefined = yield* findReferred(parent)
      if (found === undefined || found.entry.revoking === "tree") return undefined
      if (found.entry.revoking === undefined) ancestors.push(parent)
      parent = found.entry.parent
    }
    return ancestors
  })

  const ancestryOf = Effect.fnUntraced(function* ({ entry }: FoundToken): Effect.fn.Return<Ancestry, StoreFailure> {
    let ancestors = 0
    let endMs = entry.expiresAtMs ?? Infinity
    for (let { parent } = entry; parent !== undefined; ancestors++) {
      const next: FoundToken | undefined = yield* findReferred(parent)
      // It went a moment ago, and takes along what descends from it.
      if (next === undefined) return { ancestors, endMs: -Infinity }
      endMs = Math.min(endMs, next.entry.expiresAtMs ?? Infinity)
      parent = next.entry.parent
    }
    return { ancestors, endMs }
  })

  const onlyAlive = <Found extends FoundToken>(found: Found): Effect.Effect<Found | undefined, StoreFailure> => {
    if (found.entry.revoking !== undefined) return Effect.succeed(undefined)
    return found.entry.parent === undefined
      ? Effect.succeed(found)
      : Effect.map(ancestorsOf(found.entry), (ancestors) =>
          ancestors === undefined ? undefined : { ...found, ancestors }
        )
  }

  const findAlive = <Keys extends TokenKeys | undefined>(
    id: string,
    keys: Keys
  ): Effect.Effect<(FoundToken & { readonly keys: Keys }) | undefined, StoreFailure> =>
    Effect.flatMap(store.get(TOKENS, id), (record) =>
      record === undefined ? Effect.succeed(undefined) : Effect.flatMapEager(open(record, keys), onlyAlive)
    )

  const tokenRecord = (id: string, entry: TokenEntry): StoredRecord => {
    const value = keyring.seal(TOKENS, id, entryText(entry))
    recent.set(id, value, entry)
    return { space: TOKENS, key: id, value, expiresAt: entry.expiresAtMs }
  }

  const childKey = (parent: string, child: string): string => `${parent}/${child}`

  const recordsFor = (id: string, entry: TokenEntry): ReadonlyArray<StoredRecord> => {
    const expiresAt = entry.expiresAtMs
    const records: Array<StoredRecord> = [
      tokenRecord(id, entry),
      { space: ACCESSORS, key: entry.accessor, value: utf8(id), expiresAt }
    ]
    if (expiresAt !== undefined)
      records.push({ space: LEASES, key: tokenLeaseId(entry.path, id), value: NOTHING, expiresAt })
    if (entry.parent !== undefined)
      records.push({ space: CHILDREN, key: childKey(entry.parent.id, id), value: NOTHING, expiresAt })
    return records
  }

  const recordsOf = ({ entry, id }: Pick<FoundToken, "id" | "entry">): Array<RecordKey> => {
    const keys: Array<RecordKey> = [tokenRecordKey(id), { space: ACCESSORS, key: entry.accessor }]
    if (entry.expiresAtMs !== undefined) keys.push({ space: LEASES, key: tokenLeaseId(entry.path, id) })
    if (entry.parent !== undefined) keys.push({ space: CHILDREN, key: childKey(entry.parent.id, id) })
    return keys
  }

  const unchanged = (found: FoundToken): Precondition => ({
    kind: "unchanged",
    space: TOKENS,
    key: found.id,
    value: found.record.value
  })

  const listAll = Effect.fnUntraced(function* (space: string, prefix: string) {
    const all: Array<StoredRecord> = []
    for (;;) {
      const page: ReadonlyArray<StoredRecord> = yield* store.list(space, prefix, {
        after: all.at(-1)?.key,
        limit: PAGE
      })
      all.push(...page)
      if (page.length < PAGE) return all
    }
  })

  /** Children that were made before now. Their parent is marked, so that no more can be made. */
  const childrenOf = (id: string) =>
    Effect.map(listAll(CHILDREN, `${id}/`), (records) => records.map((record) => record.key.slice(id.length + 1)))

  const commitFor = (found: FoundToken, batch: Batch) =>
    store.commit({ ...batch, when: [...(batch.when ?? []), unchanged(found)] })

  /**
   * Marks a token as on its way out, so that no request can use it and no child can be made under it. The mark is what makes
   * the list of children final; a server that stops half way leaves marked tokens, which are as good as gone.
   */
  const mark = (id: string, revoking: "tree" | "alone"): Effect.Effect<FoundToken | undefined, StoreFailure> =>
    Effect.flatMap(findById(id), (found) => {
      if (found === undefined || found.entry.revoking === "tree" || found.entry.revoking === revoking)
        return Effect.succeed(found)
      const record = tokenRecord(id, { ...found.entry, revoking })
      return commitFor(found, { puts: [record], deletes: [goodTokenKey(found.entry.accessor)] }).pipe(
        Effect.andThen(open(record, undefined)),
        Effect.catchTag("Conflict", () => mark(id, revoking))
      )
    })

  const cubbyholeOf = (id: string) => listAll(CUBBYHOLES, `${id}/`)

  /** Of a token that has ended by itself. One that has come to its name since keeps its own. */
  const forgetCubbyhole = (id: string): Effect.Effect<void, StoreFailure> =>
    Effect.flatMap(cubbyholeOf(id), (deletes) =>
      deletes.length === 0
        ? Effect.void
        : Effect.catchTag(
            store.commit({ when: [{ kind: "absent", ...tokenRecordKey(id) }], deletes }),
            "Conflict",
            () => Effect.void
          )
    )

  const revoke = (id: string): Effect.Effect<void, StoreFailure> =>
    Effect.flatMap(mark(id, "tree"), (found) => toTheEnd(revokeTree(id, found)))

  const revokeTree = Effect.fnUntraced(function* (
    id: string,
    root: FoundToken | undefined
  ): Effect.fn.Return<void, StoreFailure> {
    // Depth costs a list, not the stack.
    const marked: Array<FoundToken> = []
    const waiting = [id]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const found = next === id ? root : yield* mark(next, "tree")
      if (found !== undefined) marked.push(found)
      else yield* forgetCubbyhole(next)
      waiting.push(...(yield* childrenOf(next)))
    }
    // The leaves first, so that whatever is left of a tree can always be reached from its root.
    for (const found of marked.reverse()) {
      yield* leases.revokeOf(found.id)
      const deletes = [...recordsOf(found), ...(yield* cubbyholeOf(found.id))]
      yield* Effect.catchTag(store.commit({ deletes }), "Conflict", () => Effect.void)
    }
  })

  /** Makes an orphan of a token's own child; one that an earlier token of the same name has left behind stays dead. */
  const orphan = (id: string, of: FoundToken, endMs: number): Effect.Effect<void, StoreFailure> =>
    Effect.flatMap(findById(id), (found) => {
      if (found?.entry.parent?.accessor !== of.entry.accessor) return Effect.void
      const entry = decideOrphan(found.entry, endMs)
      const batch = { puts: recordsFor(id, entry), deletes: [{ space: CHILDREN, key: childKey(of.id, id) }] }
      return Effect.catchTag(commitFor(found, batch), "Conflict", () => orphan(id, of, endMs))
    })

  const revokeAlone = Effect.fnUntraced(function* (found: FoundToken): Effect.fn.Return<void, StoreFailure> {
    const { endMs } = yield* ancestryOf(found)
    for (const child of yield* childrenOf(found.id)) yield* orphan(child, found, endMs)
    yield* leases.revokeOf(found.id)
    const deletes = [...recordsOf(found), ...(yield* cubbyholeOf(found.id))]
    yield* Effect.catchTag(store.commit({ deletes }), "Conflict", () => Effect.void)
  })

  /** A batch token is read from itself; it ends with its time, or with the token that it descends from. */
  const findBatch = Effect.fnUntraced(function* (token: string): Effect.fn.Return<HeldToken | undefined, StoreFailure> {
    const sealed = base64UrlBytes(token.slice(BATCH_PREFIX.length))
    if (sealed === undefined) return undefined
    const text = yield* Effect.catch(keyring.open(BATCH, "", sealed), () => Effect.succeed(undefined))
    if (text === undefined) return undefined
    const entry = JSON.parse(text) as TokenEntry
    const ended = entry.expiresAtMs !== undefined && entry.expiresAtMs <= (yield* now)
    const ancestors = ended ? undefined : yield* ancestorsOf(entry)
    if (ancestors === undefined) return undefined
    const keys = keyring.forToken(token)
    return { id: "", entry, record: { space: BATCH, key: "", value: sealed }, keys, ancestors }
  })

  return TokenStore.of({
    find: (token) => {
      if (isMistyped(token)) return Effect.succeed(undefined)
      if (token.startsWith(BATCH_PREFIX)) return findBatch(token)
      const keys = keyring.forToken(token)
      return findAlive(keys.id, keys)
    },
    findByAccessor: (accessor) =>
      Effect.flatMap(store.get(ACCESSORS, accessor), (record) =>
        record === undefined ? Effect.succeed(undefined) : findAlive(utf8Text(record.value), undefined)
      ),
    findById: (id) => findAlive(id, undefined),
    ancestryOf,
    endOf: Effect.fnUntraced(function* (id) {
      const found = yield* findAlive(id, undefined)
      if (found === undefined) return undefined
      const { endMs } = yield* ancestryOf(found)
      return endMs === -Infinity ? undefined : endMs
    }),
    prepare: (entry, token = newToken(crypto.randomBytes)) => {
      const keys = keyring.forToken(token)
      return { token, id: keys.id, keys, entry: { ...entry, accessor: newAccessor(crypto.randomBytes) } }
    },
    prepareBatch: (entry) => {
      const batch: TokenEntry = { ...entry, accessor: "" }
      const sealed = keyring.seal(BATCH, "", JSON.stringify(batch))
      const token = BATCH_PREFIX + base64Url(sealed)
      return { token, id: "", keys: keyring.forToken(token), entry: batch }
    },
    commit: (tokens, along = {}) => {
      const when: Array<Precondition> = [...(along.when ?? [])]
      const puts: Array<StoredRecord> = [...(along.puts ?? [])]
      for (const { entry, id } of tokens) {
        when.push({ kind: "absent", space: TOKENS, key: id })
        puts.push(...recordsFor(id, entry))
      }
      return store.commit({ when, puts, deletes: along.deletes ?? [] })
    },
    use: (found) => {
      const count = (current: HeldToken): Effect.Effect<HeldToken | undefined, StoreFailure> => {
        const { numUses } = current.entry
        if (numUses === 0) return Effect.succeed(current)
        if (numUses === LAST_USE) return Effect.succeed(undefined)
        const record = tokenRecord(current.id, { ...current.entry, numUses: numUses === 1 ? LAST_USE : numUses - 1 })
        return commitFor(current, { puts: [record] }).pipe(
          Effect.andThen(open(record, current.keys)),
          Effect.map((used) => (current.ancestors === undefined ? used : { ...used, ancestors: current.ancestors })),
          Effect.catchTag("Conflict", () =>
            Effect.flatMap(findAlive(current.id, current.keys), (again) =>
              again === undefined ? Effect.succeed(undefined) : count(again)
            )
          )
        )
      }
      return count(found)
    },
    replace: (found, entry) => commitFor(found, { puts: recordsFor(found.id, entry) }),
    revoke,
    revokeOrphan: Effect.fnUntraced(function* (id) {
      const found = yield* mark(id, "alone")
      if (found !== undefined) yield* toTheEnd(revokeAlone(found))
    }),
    recordsOf,
    cubbyholeOf,
    accessors: Effect.map(listAll(ACCESSORS, ""), (records) => records.map((record) => record.key))
  })
})

export const layerTokenStore: Layer.Layer<TokenStore, never, Store | Crypto | Keyring | LeaseStore> = Layer.effect(
  TokenStore,
  make
)
