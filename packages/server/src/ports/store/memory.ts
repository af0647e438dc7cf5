import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { ExpiryIndex, type IndexedRecord } from "./expiry-index.ts"
import { preconditionHolds } from "./precondition-holds.ts"
import { type Batch, type Changes, Conflict, type ListOptions, Store, type StoredRecord } from "./port.ts"
import { SortedKeys } from "./sorted-keys.ts"

/** The records of one space by key, and their keys in order. */
class Space {
  readonly records = new Map<string, IndexedRecord>()
  readonly keys = new SortedKeys(() => this.records.keys())
  readonly #expiry: ExpiryIndex

  constructor(expiry: ExpiryIndex) {
    this.#expiry = expiry
  }

  get(key: string, now: number): StoredRecord | undefined {
    const record = this.records.get(key)?.record
    return record !== undefined && isAlive(record, now) ? record : undefined
  }

  put(record: StoredRecord): void {
    const before = this.records.get(record.key)
    if (before === undefined) this.keys.add(record.key)
    else this.#expiry.delete(before)
    this.records.set(record.key, this.#expiry.add(record))
  }

  delete(key: string): void {
    const entry = this.records.get(key)
    if (entry === undefined) return
    this.records.delete(key)
    this.keys.delete(key)
    this.#expiry.delete(entry)
  }

  /** The next records that are alive. */
  take(records: Iterator<IndexedRecord>, limit: number, now: number): ReadonlyArray<StoredRecord> {
    const taken: Array<StoredRecord> = []
    while (taken.length < limit) {
      const { done, value } = records.next()
      if (done === true) break
      if (isAlive(value.record, now)) taken.push(value.record)
    }
    return taken
  }

  list(prefix: string, { after, keysOnly = false, limit }: ListOptions, now: number): ReadonlyArray<StoredRecord> {
    const found: Array<StoredRecord> = []
    for (const key of this.keys.from(prefix, after)) {
      if (found.length >= limit || !key.startsWith(prefix)) break
      const record = this.get(key, now)
      // As a store that does not read values, so that whoever needs one notices it.
      if (record !== undefined) found.push(keysOnly ? { ...record, value: NO_VALUE } : record)
    }
    return found
  }
}

const NO_VALUE = new Uint8Array(0)

const isAlive = (record: StoredRecord, now: number): boolean => record.expiresAt === undefined || now < record.expiresAt

/** The time of the fiber that runs an operation. */
const nowOn = (fiber: Fiber.Fiber<unknown, unknown>): number => fiber.getRef(Clock.Clock).currentTimeMillisUnsafe()

/** The number of changes after which expired records are deleted, even if `sweep` is never called. */
const CHANGES_BETWEEN_SWEEPS = 1000
/** The maximum number of records that are deleted at once, so that no request waits long. It is four times what was added. */
const FREED_AT_ONCE = 4000
const SECOND_MS = 1000

/** A store in memory, and all records that it holds, expired ones included, for tests. */
export interface MemoryStore {
  readonly store: typeof Store.Service
  readonly held: () => Iterable<StoredRecord>
}

/** Keeps everything in memory: nothing survives the process. Each operation is one synchronous step, and therefore atomic. */
export const makeMemoryStore = (): MemoryStore => {
  const spaces = new Map<string, Space>()
  const expiry = new ExpiryIndex()
  let changes = 0

  const space = (name: string): Space => {
    let found = spaces.get(name)
    if (found === undefined) spaces.set(name, (found = new Space(expiry)))
    return found
  }

  const free = (record: StoredRecord): void => space(record.space).delete(record.key)

  const sweep: Effect.Effect<void> = Effect.withFiber((fiber) =>
    expiry.sweep(nowOn(fiber), FREED_AT_ONCE, free) ? Effect.void : Effect.andThen(Effect.yieldNow, sweep)
  )

  const commitAt = (batch: Batch, now: number): boolean => {
    const { deletes = [], puts = [], when = [] } = batch
    for (const condition of when)
      if (!preconditionHolds(condition, space(condition.space).get(condition.key, now))) return false
    for (const { space: name, key } of deletes) space(name).delete(key)
    for (const record of puts) space(record.space).put(record)
    changes += puts.length + deletes.length
    if (changes > CHANGES_BETWEEN_SWEEPS) {
      changes = 0
      // Without the current second: the next sweep would look at its records again.
      expiry.sweep(now - (now % SECOND_MS) - 1, FREED_AT_ONCE, free)
    }
    return true
  }

  function commit(changes: Changes): Effect.Effect<void>
  function commit(batch: Batch): Effect.Effect<void, Conflict>
  function commit(batch: Batch): Effect.Effect<void, Conflict> {
    return Effect.withFiber((fiber) => (commitAt(batch, nowOn(fiber)) ? Effect.void : Effect.fail(new Conflict())))
  }

  const store: typeof Store.Service = {
    get: (name, key) => Effect.withFiberSucceed((fiber) => space(name).get(key, nowOn(fiber))),
    getNow: (name, key, nowMs) => Effect.succeed(space(name).get(key, nowMs)),
    list: (name, prefix, options) =>
      Effect.withFiberSucceed((fiber) => space(name).list(prefix, options, nowOn(fiber))),
    commit,
    // Without sorting the keys, which takes long at once if there are many.
    scan: (name, limit) => {
      const of = space(name)
      const records = of.records.values()
      return Effect.withFiberSucceed((fiber) => of.take(records, limit, nowOn(fiber)))
    },
    sweep
  }
  return {
    store,
    held: function* () {
      for (const { records } of spaces.values()) for (const { record } of records.values()) yield record
    }
  }
}

/** {@link Store} in memory, for development, tests and mocks. */
export const layerMemory: Layer.Layer<Store> = Layer.sync(Store, () => makeMemoryStore().store)
