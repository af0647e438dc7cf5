import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Batch, Conflict, type ListOptions, type Precondition, Store, type StoredRecord } from "./port.ts"
import { SortedKeys } from "./sorted-keys.ts"

/** The records of one space: by key, and the keys in order for lists. */
class Space {
  readonly records = new Map<string, StoredRecord>()
  readonly keys = new SortedKeys(() => this.records.keys())

  get(key: string, now: number): StoredRecord | undefined {
    const record = this.records.get(key)
    return record !== undefined && isAlive(record, now) ? record : undefined
  }

  put(record: StoredRecord): void {
    this.keys.add(record.key)
    this.records.set(record.key, record)
  }

  delete(key: string): void {
    if (this.records.delete(key)) this.keys.delete(key)
  }

  list(prefix: string, { after, limit }: ListOptions, now: number): ReadonlyArray<StoredRecord> {
    const found: Array<StoredRecord> = []
    for (const key of this.keys.from(prefix, after)) {
      if (found.length >= limit || !key.startsWith(prefix)) break
      const record = this.get(key, now)
      if (record !== undefined) found.push(record)
    }
    return found
  }

  sweep(now: number): void {
    for (const record of this.records.values()) if (!isAlive(record, now)) this.delete(record.key)
  }
}

const isAlive = (record: StoredRecord, now: number): boolean => record.expiresAt === undefined || now < record.expiresAt

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]))

/** So many changes are made between two sweeps: what has expired is freed at a cost that does not grow with the load. */
const CHANGES_BETWEEN_SWEEPS = 50_000

/** Everything in memory: nothing survives the process. Each operation is one synchronous step, and so atomic. */
const makeMemoryStore = (): typeof Store.Service => {
  const spaces = new Map<string, Space>()
  let changes = 0

  const space = (name: string): Space => {
    let found = spaces.get(name)
    if (found === undefined) spaces.set(name, (found = new Space()))
    return found
  }

  const holds = (condition: Precondition, now: number): boolean => {
    const record = space(condition.space).get(condition.key, now)
    switch (condition.kind) {
      case "exists":
        return record !== undefined
      case "absent":
        return record === undefined
      case "unchanged":
        return record !== undefined && sameBytes(record.value, condition.value)
    }
  }

  const commitAt = (batch: Batch, now: number): boolean => {
    for (const condition of batch.when ?? []) if (!holds(condition, now)) return false
    for (const { space: name, key } of batch.deletes ?? []) space(name).delete(key)
    for (const record of batch.puts ?? []) space(record.space).put(record)
    changes += (batch.puts?.length ?? 0) + (batch.deletes?.length ?? 0)
    if (changes > CHANGES_BETWEEN_SWEEPS) {
      changes = 0
      for (const each of spaces.values()) each.sweep(now)
    }
    return true
  }

  const atNow = <A, E>(run: (now: number) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Clock.clockWith((clock) => run(clock.currentTimeMillisUnsafe()))

  return {
    get: (name, key) => atNow((now) => Effect.succeed(space(name).get(key, now))),
    list: (name, prefix, options) => atNow((now) => Effect.succeed(space(name).list(prefix, options, now))),
    take: (name, key) =>
      atNow((now) => {
        const record = space(name).get(key, now)
        if (record !== undefined) space(name).delete(key)
        return Effect.succeed(record)
      }),
    commit: (batch) => atNow((now) => (commitAt(batch, now) ? Effect.void : Effect.fail(new Conflict())))
  }
}

/** {@link Store} in memory, for development, tests and mocks. */
export const layerMemory: Layer.Layer<Store> = Layer.sync(Store, makeMemoryStore)
