import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type Batch, type Precondition, Store } from "./port.ts"

type StoreService = typeof Store.Service

/** One promise of a store that can be checked. */
export interface StoreCheck {
  /** A sentence that starts with the number of the promise. */
  readonly name: string
  /** Succeeds if the store keeps the promise, and fails with a plain `Error` otherwise. Needs an empty store. */
  readonly run: Effect.Effect<void, Error, Store>
}

const bytes = (...values: ReadonlyArray<number>): Uint8Array => Uint8Array.from(values)
const at = (key: string) => ({ space: "s", key })
const put = (key: string, value = bytes(1), expiresAt?: number) => ({ ...at(key), value, expiresAt })

/** Readable, and equal for equal values. */
const shown = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each instanceof Uint8Array ? `bytes ${each.length}: ${each.join(" ")}` : each
  ) ?? "undefined"

const expectEqual = (what: string, actual: unknown, expected: unknown): Effect.Effect<void, Error> =>
  shown(actual) === shown(expected)
    ? Effect.void
    : Effect.fail(new Error(`${what}: expected ${shorten(shown(expected))}, but it is ${shorten(shown(actual))}`))

const shorten = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text)

const keysOf = (store: StoreService, prefix: string, after?: string, limit = 100) =>
  Effect.map(store.list("s", prefix, { after, limit }), (records) => records.map(({ key }) => key))

/** What both ways to read a record return. */
const valueOf = (store: StoreService, key: string) =>
  Effect.gen(function* () {
    const value = (yield* store.get("s", key))?.value
    if (store.getNow !== undefined) {
      const nowMs = yield* Clock.currentTimeMillis
      yield* expectEqual(`what getNow returns for ${shown(key)}`, (yield* store.getNow("s", key, nowMs))?.value, value)
    }
    return value
  })

const conflicts = (store: StoreService, batch: Batch) =>
  store.commit(batch).pipe(
    Effect.as(false),
    Effect.catchTag("Conflict", () => Effect.succeed(true))
  )

const check = (name: string, body: (store: StoreService) => Effect.Effect<void, Error>): StoreCheck => ({
  name,
  run: Effect.flatMap(Store, body).pipe(Effect.provide(TestClock.layer()))
})

const wholeOrNothing = check("1: a batch is applied as a whole, or not at all", (store) =>
  Effect.gen(function* () {
    yield* store.commit({ puts: [put("a"), put("b")] })
    const failing: ReadonlyArray<ReadonlyArray<Precondition>> = [
      [{ kind: "absent", ...at("a") }],
      [{ kind: "exists", ...at("c") }],
      [{ kind: "unchanged", ...at("a"), value: bytes(2) }],
      [{ kind: "unchanged", ...at("c"), value: bytes(1) }],
      [
        { kind: "exists", ...at("a") },
        { kind: "exists", space: "other", key: "a" }
      ]
    ]
    for (const when of failing) {
      const conflict = yield* conflicts(store, { when, puts: [put("c")], deletes: [at("b")] })
      yield* expectEqual(`whether a commit conflicts that requires ${shown(when)}`, conflict, true)
      yield* expectEqual("the keys after the conflict", yield* keysOf(store, ""), ["a", "b"])
    }
    yield* store.commit({
      when: [
        { kind: "unchanged", ...at("a"), value: bytes(1) },
        { kind: "exists", ...at("b") },
        { kind: "absent", ...at("c") }
      ],
      puts: [put("c"), put("a", bytes(2))],
      deletes: [at("b")]
    })
    yield* expectEqual("the keys after the commit", yield* keysOf(store, ""), ["a", "c"])
    yield* expectEqual("the value that was replaced", yield* valueOf(store, "a"), bytes(2))
  })
)

const newRecords = check("1: a new record is stored, and is gone once it is deleted", (store) =>
  Effect.gen(function* () {
    yield* store.commit({ when: [{ kind: "new", ...at("a") }], puts: [put("a"), put("b")] })
    yield* expectEqual("the keys after the commit", yield* keysOf(store, ""), ["a", "b"])
    yield* store.commit({ when: [{ kind: "unchanged", ...at("a"), value: bytes(1) }], deletes: [at("a")] })
    yield* expectEqual("the deleted record", yield* valueOf(store, "a"), undefined)
    yield* expectEqual("the keys after it was deleted", yield* keysOf(store, ""), ["b"])
  })
)

const deletesFirst = check("1: a record that a batch deletes and puts is there afterwards", (store) =>
  Effect.gen(function* () {
    yield* store.commit({ puts: [put("a")] })
    yield* store.commit({ puts: [put("a", bytes(2))], deletes: [at("a")] })
    yield* expectEqual("its value", yield* valueOf(store, "a"), bytes(2))
  })
)

const oneWins = check(
  "1: of 50 commits at once that require and change the same record, exactly one succeeds",
  (store) =>
    Effect.gen(function* () {
      yield* store.commit({ puts: [put("a", bytes(0))] })
      const racer = (i: number) =>
        conflicts(store, { when: [{ kind: "unchanged", ...at("a"), value: bytes(0) }], puts: [put("a", bytes(i + 1))] })
      const racers = Array.from({ length: 50 }, (_, i) => Effect.andThen(Effect.yieldNow, racer(i)))
      const lost = yield* Effect.all(racers, { concurrency: "unbounded" })
      const winners = lost.flatMap((hasLost, i) => (hasLost ? [] : [i]))
      yield* expectEqual("the number of successful commits", winners.length, 1)
      yield* expectEqual("the value", yield* valueOf(store, "a"), bytes(winners[0]! + 1))
    })
)

const lists = check("2: lists are by prefix, in order, page by page, each space apart", (store) =>
  Effect.gen(function* () {
    const names = ["a", "a/", "a/1", "a/10", "a/2", "a0", "b/1", "~", "\u00e9", "\uffee", "\u{1f600}"]
    yield* store.commit({ puts: [...names].reverse().map((name) => put(name)) })
    yield* store.commit({ puts: [{ space: "t", key: "a/3", value: bytes() }] })
    // By code point, which is the order of their bytes in UTF-8.
    yield* expectEqual("all keys", yield* keysOf(store, ""), names)
    yield* expectEqual('the keys below "a/"', yield* keysOf(store, "a/"), ["a/", "a/1", "a/10", "a/2"])
    yield* expectEqual('a page after "a/1"', yield* keysOf(store, "a/", "a/1", 2), ["a/10", "a/2"])
    yield* expectEqual("a page after a key that does not exist", yield* keysOf(store, "a/", "a/1x"), ["a/2"])
    yield* expectEqual("a page after a key before the prefix", yield* keysOf(store, "b/", "a"), ["b/1"])
    yield* expectEqual("a list of nothing", yield* keysOf(store, "nothing"), [])
    yield* store.commit({ deletes: [at("a/10")], puts: [put("a/11")] })
    yield* expectEqual("the keys after a change", yield* keysOf(store, "a/1"), ["a/1", "a/11"])
    const onlyKeys = yield* store.list("s", "a/", { after: "a/1", limit: 2, keysOnly: true })
    yield* expectEqual(
      "a page without values",
      onlyKeys.map(({ key }) => key),
      ["a/11", "a/2"]
    )
  })
)

const fullPages = check("2: a page has fewer records than its limit only if there are no more", (store) =>
  Effect.gen(function* () {
    const names = Array.from({ length: 1100 }, (_, i) => String(i).padStart(4, "0"))
    yield* store.commit({ puts: names.map((name) => put(name)) })
    yield* expectEqual("the first page", yield* keysOf(store, "", undefined, 1000), names.slice(0, 1000))
    yield* expectEqual("the second page", yield* keysOf(store, "", names[999], 1000), names.slice(1000))
  })
)

const expiry = check("3: an expired record does not exist for any operation", (store) =>
  Effect.gen(function* () {
    yield* store.commit({ puts: [put("a", bytes(1), 1000), put("b", bytes(1), 1001), put("c")] })
    yield* TestClock.adjust(999)
    yield* expectEqual("the keys a millisecond before", yield* keysOf(store, ""), ["a", "b", "c"])
    yield* TestClock.adjust(1)
    yield* expectEqual("the value", yield* valueOf(store, "a"), undefined)
    yield* expectEqual("the keys", yield* keysOf(store, ""), ["b", "c"])
    const exists = yield* conflicts(store, { when: [{ kind: "exists", ...at("a") }] })
    yield* expectEqual("whether a commit conflicts that requires it to exist", exists, true)
    yield* store.commit({ when: [{ kind: "absent", ...at("a") }], puts: [put("a", bytes(9), 5000)] })
    yield* expectEqual("the value of its successor", yield* valueOf(store, "a"), bytes(9))
    if (store.sweep !== undefined) yield* store.sweep
    yield* expectEqual("the keys after a sweep", yield* keysOf(store, ""), ["a", "b", "c"])
  })
)

const values = check("4: values are returned exactly as they were stored", (store) =>
  Effect.gen(function* () {
    const all = [bytes(), bytes(0), Uint8Array.from({ length: 256 }, (_, i) => i), new Uint8Array(1 << 20).fill(255)]
    yield* store.commit({ puts: all.map((value, i) => put(`v${i}`, value)) })
    for (const [i, value] of all.entries()) yield* expectEqual(`value ${i}`, yield* valueOf(store, `v${i}`), value)
  })
)

const scans = check("2: a scan, if there is one, finds every record of a space once, page by page", (store) =>
  Effect.gen(function* () {
    if (store.scan === undefined) return
    yield* store.commit({ puts: ["c", "a", "e", "b"].map((key) => put(key)) })
    yield* store.commit({ puts: [put("d", bytes(1), 1000), { ...put("a"), space: "other" }] })
    yield* TestClock.adjust(1000)
    const next = store.scan("s", 3)
    const pages = [yield* next, yield* next, yield* next].map((page) => page.map(({ key }) => key))
    yield* expectEqual(
      "the sizes of the pages",
      pages.map(({ length }) => length),
      [3, 1, 0]
    )
    yield* expectEqual("their keys", pages.flat().sort(), ["a", "b", "c", "e"])
    yield* expectEqual("a scan of an empty space", yield* store.scan("nothing", 3), [])
  })
)

/**
 * Checks for every promise of a {@link Store}. Run each of them with an empty store, in any test runner.
 *
 * @example
 * ```ts
 * import { layerMemory } from "@enwrap/server"
 * import { storeContract } from "@enwrap/server/store-contract"
 * import * as Effect from "effect/Effect"
 *
 * for (const { name, run } of storeContract) {
 *   await Effect.runPromise(Effect.provide(run, layerMemory))
 *   console.log("kept:", name)
 * }
 * ```
 */
export const storeContract: ReadonlyArray<StoreCheck> = [
  wholeOrNothing,
  newRecords,
  deletesFirst,
  oneWins,
  lists,
  fullPages,
  scans,
  expiry,
  values
]
