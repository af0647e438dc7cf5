import { assert, it } from "@effect/vitest"
import type { Batch, Precondition, RecordKey, StoredRecord } from "@enwrap/server/store"
import * as fc from "fast-check"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { APPLIED, CONFLICT, FAILED } from "../src/commit-answer.ts"
import { CommitMessageWriter } from "../src/commit-message.ts"
import { Committer } from "../src/committer.ts"
import { checkDatabase, openForCommits, openForReads } from "../src/open-database.ts"
import { RecordReader } from "../src/record-reader.ts"
import { Spaces } from "../src/spaces.ts"
import type { StoreLimits } from "../src/store-limits.ts"
import { readSpaces } from "../src/stored-spaces.ts"
import { failingDatabase } from "./failing-database.ts"

/** So few keys that most of what happens has a history. */
const SPACES = ["s", "t"]
const KEYS = ["a", "a/1", "b\u00e9", "\u{1f600}"]

/** Milliseconds: contents that expire within a few of these are freed at different times. */
const TICK = 10_000

const place: fc.Arbitrary<RecordKey> = fc.record({ space: fc.constantFrom(...SPACES), key: fc.constantFrom(...KEYS) })
// Values on both sides of the size from which they are stored apart.
const value = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 1, 1, 2, 256, 257))
  .map(([byte, size]) => new Uint8Array(size).fill(byte))
const expiry = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 40 }).map((ticks) => ticks * TICK) },
  // Times that are no usual ones: numbers of any kind are kept.
  { weight: 1, arbitrary: fc.constantFrom(-1, 12.5 * TICK + 0.25, 2 ** 53, 1e17, 1e300) }
)
const put: fc.Arbitrary<StoredRecord> = fc
  .tuple(place, value, fc.option(expiry, { nil: undefined, freq: 2 }))
  .map(([at, bytes, expiresAt]) => ({ ...at, value: bytes, expiresAt }))
type Resolved<Kind> = { readonly kind: Kind; readonly at: RecordKey }
const condition: fc.Arbitrary<Precondition | Resolved<"known"> | Resolved<"fresh">> = fc.oneof(
  place.map((at) => ({ kind: "absent" as const, ...at })),
  place.map((at) => ({ kind: "exists" as const, ...at })),
  fc.tuple(place, value).map(([at, bytes]) => ({ kind: "unchanged" as const, ...at, value: bytes })),
  // Requires the value that the record has.
  place.map((at) => ({ kind: "known" as const, at })),
  // Requires that there never was a record.
  place.map((at) => ({ kind: "fresh" as const, at }))
)
const request = fc.record({
  when: fc.array(condition, { maxLength: 2 }),
  deletes: fc.array(place, { maxLength: 2 }),
  puts: fc.array(put, { maxLength: 3 })
})
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant("message" as const), requests: fc.array(request, { maxLength: 3 }) })
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("time" as const), passes: fc.integer({ min: -3, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("sweep" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const) }) },
  // The first two commits of this message fail: the one of the message, and the one of its first request alone.
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("failure" as const),
      commits: fc.integer({ min: 1, max: 2 }),
      requests: fc.array(request, { minLength: 1, maxLength: 3 })
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("unknown" as const), request }) }
)
const limits: fc.Arbitrary<StoreLimits> = fc.record({
  segmentBytes: fc.constantFrom(1, 300, 600),
  recentBytes: fc.constantFrom(0, 300),
  mostBytes: fc.constant(1_000_000),
  listedAtOnce: fc.constantFrom(1, 3, 200),
  listedBytes: fc.constantFrom(1, 300, 100_000)
})

const nameOf = ({ key, space }: RecordKey): string => `${space} ${key}`
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/** What the store should have: one map. */
class Model {
  readonly records = new Map<string, StoredRecord>()
  /** The places that had a record at any time. */
  readonly used = new Set<string>()

  get(at: RecordKey, now: number): StoredRecord | undefined {
    const record = this.records.get(nameOf(at))
    return record !== undefined && (record.expiresAt === undefined || now < record.expiresAt) ? record : undefined
  }

  holds(condition: Precondition, now: number): boolean {
    const found = this.get(condition, now)
    if (condition.kind === "absent" || condition.kind === "new") return found === undefined
    return found !== undefined && (condition.kind === "exists" || isSame(found.value, condition.value))
  }

  commit({ deletes = [], puts = [], when = [] }: Batch, now: number): boolean {
    if (!when.every((each) => this.holds(each, now))) return false
    for (const at of deletes) this.records.delete(nameOf(at))
    for (const record of puts) {
      this.records.set(nameOf(record), record)
      this.used.add(nameOf(record))
    }
    return true
  }

  list(space: string, prefix: string, after: string | undefined, now: number): ReadonlyArray<string> {
    return [...this.records.values()]
      .filter(
        (record) => record.space === space && record.key.startsWith(prefix) && this.get(record, now) !== undefined
      )
      .map(({ key }) => key)
      .filter((key) => after === undefined || Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0)
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  }
}

/** Both sides of a store in one thread: what commits, and what reads. */
class Store {
  readonly #path: string
  readonly #limits: StoreLimits
  #commits: ReturnType<typeof openForCommits>
  #reads: ReturnType<typeof openForReads>
  #committer: Committer
  #reader: RecordReader
  #spaces = new Spaces([])
  #failing = 0

  constructor(path: string, limits: StoreLimits) {
    this.#path = path
    this.#limits = limits
    this.#commits = openForCommits(path)
    this.#committer = this.#newCommitter()
    this.#reads = openForReads(path)
    this.#reader = new RecordReader(this.#reads, this.#spaces, limits)
  }

  /** Commits a message. If its answer is lost, the reader finds out by itself what was committed. */
  commit(batches: ReadonlyArray<Batch>, now: number, { isLost = false, isSweeping = false } = {}): Uint8Array {
    const writer = new CommitMessageWriter(this.#spaces)
    for (const batch of batches) writer.add(batch, now)
    const unstored = this.#spaces.unstored()
    const requests = batches.map((batch) => ({ batch }))
    const message = writer.end(batches.length, { now, limit: isSweeping ? 3 : 0 }, unstored)
    const answer = this.#committer.commit(message)
    if (answer.isCommitted) this.#spaces.noteStored(unstored)
    if (isLost) {
      this.#reader.drop(requests)
      // As the thread that commits does when it starts again.
      this.#committer = this.#newCommitter()
    } else this.#reader.apply(requests, writer.changes, answer)
    return answer.outcomes
  }

  /** The next commits of the database fail. */
  failNext(commits: number): void {
    this.#failing = commits
  }

  #newCommitter(): Committer {
    // Nothing here depends on the disk, which may be slow.
    this.#commits.exec("PRAGMA synchronous = OFF")
    const database = failingDatabase(this.#commits, (sql) => sql === "COMMIT" && this.#failing-- > 0)
    return new Committer(database, this.#limits)
  }

  restart(): void {
    this.close()
    this.#commits = openForCommits(this.#path)
    this.#committer = this.#newCommitter()
    this.#reads = openForReads(this.#path)
    this.#spaces = new Spaces(readSpaces(this.#commits))
    this.#reader = new RecordReader(this.#reads, this.#spaces, this.#limits)
  }

  get(at: RecordKey, now: number): StoredRecord | undefined {
    return this.#reader.get(at.space, at.key, now)
  }

  list(
    space: string,
    prefix: string,
    after: string | undefined,
    now: number,
    keysOnly = false
  ): ReadonlyArray<StoredRecord> {
    const found: Array<StoredRecord> = []
    let next: string | undefined
    do {
      const part = this.#reader.list(space, prefix, { after, limit: 1000, keysOnly }, now, next)
      found.push(...part.records)
      next = part.next
    } while (next !== undefined)
    return found
  }

  /** Each value that is stored apart is there, and when everything has expired that can, nothing else is left. */
  check(): void {
    checkDatabase(this.#commits, true)
    assert.strictEqual(this.#count("record WHERE content IS NOT NULL AND content NOT IN (SELECT id FROM content)"), 0)
    // Two passes: one may be under way.
    for (let passes = 0; passes < 2;) {
      const message = new CommitMessageWriter(this.#spaces).end(0, { now: 1000 * TICK, limit: 3 }, [])
      if (this.#committer.commit(message).swept.isEnd) passes++
    }
    assert.strictEqual(this.#count(`record WHERE expires <= ${1000 * TICK}`), 0)
    assert.strictEqual(this.#count("content WHERE id NOT IN (SELECT content FROM record WHERE content IS NOT NULL)"), 0)
  }

  #count(rows: string): number {
    return Number(this.#commits.prepare(`SELECT count(*) AS n FROM ${rows}`).get()!["n"])
  }

  close(): void {
    this.#reads.close()
    this.#commits.close()
  }
}

/** What a request requires, with the values that records have now. */
const batchOf = (
  { deletes, puts, when }: typeof request extends fc.Arbitrary<infer R> ? R : never,
  model: Model,
  now: number
): Batch => ({
  deletes,
  puts,
  when: when.flatMap((each): ReadonlyArray<Precondition> => {
    if (each.kind === "fresh") return [{ kind: model.used.has(nameOf(each.at)) ? "absent" : "new", ...each.at }]
    if (each.kind !== "known") return [each]
    const found = model.get(each.at, now)
    return [
      found === undefined ? { kind: "absent", ...each.at } : { kind: "unchanged", ...each.at, value: found.value }
    ]
  })
})

const compare = (store: Store, model: Model, now: number): void => {
  for (const space of SPACES) {
    for (const [prefix, after] of [
      ["", undefined],
      ["a/", undefined]
    ] as const) {
      const listed = store.list(space, prefix, after, now)
      assert.deepStrictEqual(
        listed.map(({ key }) => key),
        model.list(space, prefix, after, now)
      )
      for (const record of listed) assert.isTrue(isSame(record.value, model.get(record, now)!.value))
      assert.deepStrictEqual(
        store.list(space, prefix, after, now, true),
        listed.map((record) => ({ ...record, value: new Uint8Array(0) }))
      )
    }
    for (const key of KEYS) {
      const expected = model.get({ space, key }, now)
      const found = store.get({ space, key }, now)
      assert.strictEqual(found === undefined, expected === undefined, `${space} ${key}`)
      if (expected === undefined) continue
      assert.isTrue(isSame(found!.value, expected.value), `the value of ${space} ${key}`)
      assert.strictEqual(found!.expiresAt, expected.expiresAt)
    }
  }
}

it("random commits, sweeps, failures and restarts leave what a map would have, however little is kept as recent changes", () => {
  fc.assert(
    fc.property(limits, fc.array(step, { minLength: 20, maxLength: 50, size: "max" }), (sizes, steps) => {
      const folder = mkdtempSync(join(tmpdir(), "enwrap-recent-"))
      const model = new Model()
      const store = new Store(join(folder, "enwrap.db"), sizes)
      let now = 10 * TICK
      // A swept record is gone, even if the clock is set back.
      let latest = now
      try {
        for (const each of steps) {
          if (each.kind === "message" || each.kind === "failure") {
            const expected: Array<number> = []
            const batches = each.requests.map((one, i) => {
              const batch = batchOf(one, model, now)
              const isFailing = each.kind === "failure" && each.commits === 2 && i === 0
              expected.push(isFailing ? FAILED : model.commit(batch, now) ? APPLIED : CONFLICT)
              return batch
            })
            if (each.kind === "failure") store.failNext(each.commits)
            assert.deepStrictEqual([...store.commit(batches, now)], expected)
          } else if (each.kind === "time") latest = now = Math.max(latest, now + each.passes * TICK)
          else if (each.kind === "sweep") store.commit([], now, { isSweeping: true })
          else if (each.kind === "restart") store.restart()
          else {
            const batch = batchOf(each.request, model, now)
            model.commit(batch, now)
            store.commit([batch], now, { isLost: true })
          }
          compare(store, model, now)
        }
        store.check()
      } finally {
        store.close()
        rmSync(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: 60 }
  )
}, 120_000)
