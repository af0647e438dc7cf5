import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { kvV2 } from "../src/index.ts"
import { type Answer, mounted } from "./mounted.ts"

const START = "1970-01-01T00:00:00.000Z"
/** What an answer says of a version that is neither deleted nor destroyed. */
const version = (number: number) => ({
  created_time: START,
  custom_metadata: null,
  deletion_time: "",
  destroyed: false,
  version: number
})
const written = (number: number) => ({ status: 200, data: version(number) })
const read = (number: number, data: unknown) => ({ status: 200, data: { data, metadata: version(number) } })
const refused = (text: string) => ({ status: 400, errors: [text] })
const MISSING = { status: 404, errors: [] }
const MISMATCH = refused("check-and-set parameter did not match the current version")
const REQUIRED = refused("check-and-set parameter required for this call")

/** An answer without the text of its data: for where the digits do not matter. */
const plain = <E>(answer: Effect.Effect<Answer, E>) => Effect.map(answer, ({ text: _, ...rest }) => rest)

const mountedKv = Effect.map(mounted(kvV2), ({ ask, exists, storage }) => {
  const ask2 = (...request: Parameters<typeof ask>) => plain(ask(...request))
  return {
    ask: ask2,
    askText: ask,
    exists: exists!,
    storage,
    write: (path: string, data: unknown, options?: unknown) =>
      ask2("kvV2Write", path, { body: { data, ...(options === undefined ? {} : { options }) } })
  }
})

describe("kv version 2: data", () => {
  it.effect("RW-KV-4 RW-KV-5 keeps versions and reads the last one or the one that is named", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), MISSING)
      assert.deepStrictEqual(yield* write("a", { v: 1 }), written(1))
      assert.deepStrictEqual(yield* write("a", { v: 2 }), written(2))
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), read(2, { v: 2 }))
      for (const [asked, expected] of [
        ["1", 1],
        ["0", 2],
        ["-1", 2],
        ["", 2],
        ["2", 2]
      ] as const) {
        assert.deepStrictEqual(
          yield* ask("kvV2Read", "a", { query: { version: asked } }),
          read(expected, { v: expected })
        )
      }
      assert.deepStrictEqual(yield* ask("kvV2Read", "a", { query: { version: "99" } }), MISSING)
      for (const asked of ["x", "1.5", "99999999999999999999"])
        assert.strictEqual((yield* ask("kvV2Read", "a", { query: { version: asked } })).status, 400)
    })
  )

  it.effect("RW-KV-6 RW-KV-7 deletes, undeletes and destroys", () =>
    Effect.gen(function* () {
      const { ask, storage, write } = yield* mountedKv
      const gone = (number: number, destroyed = false) => ({
        status: 404,
        data: { data: null, metadata: { ...version(number), deletion_time: START, destroyed } }
      })
      yield* write("a", { v: 1 })
      yield* write("a", { v: 2 })
      assert.deepStrictEqual(yield* ask("kvV2Delete", "a"), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), gone(2))
      assert.deepStrictEqual(yield* ask("kvV2Read", "a", { query: { version: "1" } }), read(1, { v: 1 }))
      assert.deepStrictEqual(yield* ask("kvV2UndeleteVersions", "a", { body: { versions: [2] } }), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), read(2, { v: 2 }))
      assert.deepStrictEqual(yield* ask("kvV2DeleteVersions", "a", { body: { versions: ["1", 2] } }), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2DestroyVersions", "a", { body: { versions: [1] } }), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2UndeleteVersions", "a", { body: { versions: [1, "2"] } }), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2Read", "a", { query: { version: "1" } }), gone(1, true))
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), read(2, { v: 2 }))
      assert.deepStrictEqual(storage.keys(), ["metadata/a", "versions/a/2"])
    })
  )

  it.effect("RW-KV-7 a second delete keeps the time of the first", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      yield* write("a", { v: 1 })
      yield* ask("kvV2Delete", "a")
      const before = yield* ask("kvV2Read", "a")
      yield* TestClock.adjust("1 second")
      yield* ask("kvV2Delete", "a")
      yield* ask("kvV2DeleteVersions", "a", { body: { versions: [1] } })
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), before)
    })
  )

  it.effect("RW-KV-14 deletes everything with the metadata", () =>
    Effect.gen(function* () {
      const { ask, storage, write } = yield* mountedKv
      yield* write("a", { v: 1 })
      yield* write("a", { v: 2 })
      assert.deepStrictEqual(yield* ask("kvV2DeleteMetadata", "a"), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2ReadMetadata", "a"), MISSING)
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), MISSING)
      assert.deepStrictEqual(storage.keys(), [])
      assert.deepStrictEqual(yield* write("a", { v: 3 }), written(1))
    })
  )

  it.effect("says nothing of versions and secrets that are not there", () =>
    Effect.gen(function* () {
      const { ask, storage } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2Delete", "none"), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2DeleteMetadata", "none"), { status: 204 })
      for (const operation of ["kvV2DeleteVersions", "kvV2UndeleteVersions", "kvV2DestroyVersions"] as const) {
        assert.deepStrictEqual(yield* ask(operation, "none", { body: { versions: [1] } }), { status: 204 })
      }
      assert.deepStrictEqual(storage.keys(), [])
    })
  )

  it.effect("refuses versions that are none", () =>
    Effect.gen(function* () {
      const { ask } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2DeleteVersions", "a"), refused("No version number provided"))
      assert.deepStrictEqual(
        yield* ask("kvV2UndeleteVersions", "a", { body: { versions: 0 } }),
        refused("No version number provided")
      )
      assert.strictEqual((yield* ask("kvV2UndeleteVersions", "a", { body: { versions: "1,2" } })).status, 400)
      assert.deepStrictEqual(
        yield* ask("kvV2DestroyVersions", "a", { body: { versions: [] } }),
        refused("no version number provided")
      )
      assert.strictEqual((yield* ask("kvV2UndeleteVersions", "a", { body: { versions: ["x"] } })).status, 400)
      assert.strictEqual((yield* ask("kvV2DestroyVersions", "a", { body: { versions: [1.5] } })).status, 400)
    })
  )

  it.effect("refuses data that is none", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2Write", "a", { body: { v: 1 } }), refused("no data provided"))
      assert.deepStrictEqual(yield* ask("kvV2Write", "", { body: { data: {} } }), refused("missing path"))
      for (const data of ["x", 1, [1], true]) assert.strictEqual((yield* write("a", data)).status, 400)
      assert.strictEqual((yield* write("a", { v: 1 }, "x")).status, 400)
      assert.deepStrictEqual(yield* write("a", null), written(1))
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), read(1, null))
      assert.deepStrictEqual(yield* write("a", {}), written(2))
      assert.deepStrictEqual(yield* write("a", { v: 1 }, { colour: "red" }), written(3))
      assert.deepStrictEqual(yield* write("a", { v: 1 }, null), written(4))
    })
  )

  it.effect("RW-KV-15 gives back what came in, digit by digit", () =>
    Effect.gen(function* () {
      const { askText } = yield* mountedKv
      const data = '{"n":12345678901234567890,"f":1.0,"e":1E5,"\\u0061":-0,"__proto__":{"x":1.10}}'
      yield* askText("kvV2Write", "a", { body: `{"data":${data}}` })
      const { text } = yield* askText("kvV2Read", "a")
      assert.isTrue(text?.startsWith(`{"data":${data},"metadata":{`), text)
    })
  )

  it.effect("RW-KV-8 RW-KV-9 checks and sets", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      assert.deepStrictEqual(yield* write("a", { v: 1 }, { cas: 1 }), MISMATCH)
      assert.deepStrictEqual(yield* write("a", { v: 1 }, { cas: 0 }), written(1))
      assert.deepStrictEqual(yield* write("a", { v: 2 }, { cas: 1 }), written(2))
      assert.deepStrictEqual(yield* write("a", { v: 3 }, { cas: 1 }), MISMATCH)
      assert.deepStrictEqual(yield* write("a", { v: 3 }, { cas: "2" }), written(3))
      assert.deepStrictEqual(
        yield* write("a", { v: 4 }, { cas: "x" }),
        refused("error parsing check-and-set parameter")
      )
      assert.deepStrictEqual(
        yield* write("a", { v: 4 }, { cas: [3] }),
        refused('Field validation failed: error converting input for field "options.cas": the value has the wrong type')
      )
      assert.deepStrictEqual(yield* write("a", { v: 4 }, { cas: -1 }), MISMATCH)
      assert.deepStrictEqual(yield* ask("kvV2WriteMetadata", "a", { body: { cas_required: true } }), { status: 204 })
      assert.deepStrictEqual(yield* write("a", { v: 4 }), REQUIRED)
      assert.deepStrictEqual(yield* ask("kvV2WriteConfig", "", { body: { cas_required: true } }), { status: 204 })
      assert.deepStrictEqual(yield* write("b", { v: 1 }), REQUIRED)
      assert.deepStrictEqual(yield* write("b", { v: 1 }, { cas: 0 }), written(1))
      yield* ask("kvV2Delete", "a")
      assert.deepStrictEqual(yield* write("a", { v: 5 }, { cas: 0 }), MISMATCH)
    })
  )

  it.effect("RW-KV-16 lets exactly one of simultaneous writes with the same cas succeed", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      const answers = yield* Effect.all(
        Array.from({ length: 20 }, (_, v) => write("a", { v }, { cas: 0 })),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(answers.filter(({ status }) => status === 200).length, 1)
      assert.strictEqual(answers.filter(({ errors }) => errors?.[0] === MISMATCH.errors[0]).length, 19)
      const freely = yield* Effect.all(
        Array.from({ length: 8 }, (_, v) => write("a", { v })),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(
        freely.map(({ data }) => (data as { version: number }).version).sort(),
        [2, 3, 4, 5, 6, 7, 8, 9]
      )
      assert.strictEqual((yield* ask("kvV2Read", "a")).status, 200)
    })
  )

  it.effect("RW-KV-10 keeps as many versions as it is told", () =>
    Effect.gen(function* () {
      const { ask, storage, write } = yield* mountedKv
      const kept = Effect.map(ask("kvV2ReadMetadata", "a"), ({ data }) => {
        const { oldest_version, versions } = data as { oldest_version: number; versions: object }
        return [oldest_version, Object.keys(versions)]
      })
      yield* ask("kvV2WriteConfig", "", { body: { max_versions: 2 } })
      for (const v of [1, 2, 3, 4]) yield* write("a", { v })
      assert.deepStrictEqual(yield* kept, [3, ["3", "4"]])
      assert.deepStrictEqual(yield* ask("kvV2Read", "a", { query: { version: "1" } }), MISSING)
      assert.deepStrictEqual(yield* ask("kvV2Read", "a", { query: { version: "3" } }), read(3, { v: 3 }))
      yield* ask("kvV2WriteMetadata", "a", { body: { max_versions: 1 } })
      yield* write("a", { v: 5 })
      assert.deepStrictEqual(yield* kept, [4, ["4", "5"]])
      assert.deepStrictEqual(storage.keys(), ["config", "metadata/a", "versions/a/4", "versions/a/5"])
    })
  )

  it.effect("RW-KV-10 keeps ten where nothing is said", () =>
    Effect.gen(function* () {
      const { storage, write } = yield* mountedKv
      for (let v = 1; v <= 12; v += 1) yield* write("a", { v })
      assert.strictEqual(storage.keys().filter((key) => key.startsWith("versions/")).length, 10)
    })
  )

  it.effect("RW-KV-11 deletes versions when their time is over, and undelete begins it anew", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      const until = (seconds: number) => ({ ...version(1), deletion_time: new Date(seconds * 1000).toISOString() })
      yield* ask("kvV2WriteMetadata", "a", { body: { delete_version_after: "1s" } })
      yield* ask("kvV2WriteConfig", "", { body: { delete_version_after: "2h" } })
      assert.deepStrictEqual(yield* write("a", { v: 1 }), { status: 200, data: until(1) })
      assert.deepStrictEqual(yield* write("b", { v: 1 }), { status: 200, data: until(7200) })
      yield* TestClock.adjust("999 millis")
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), { status: 200, data: { data: { v: 1 }, metadata: until(1) } })
      yield* TestClock.adjust("1 millis")
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), { status: 404, data: { data: null, metadata: until(1) } })
      yield* ask("kvV2UndeleteVersions", "a", { body: { versions: [1] } })
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), { status: 200, data: { data: { v: 1 }, metadata: until(2) } })
      yield* ask("kvV2WriteConfig", "", { body: { delete_version_after: "-5s" } })
      assert.strictEqual(
        ((yield* ask("kvV2ReadConfig", "")).data as { delete_version_after: string }).delete_version_after,
        "-1s"
      )
      assert.strictEqual(((yield* write("a", { v: 2 })).data as { deletion_time: string }).deletion_time, "")
    })
  )
})

describe("kv version 2: patch and subkeys", () => {
  it.effect("RW-KV-12 merges", () =>
    Effect.gen(function* () {
      const { ask, askText, write } = yield* mountedKv
      const patch = (data: unknown, options?: unknown) =>
        ask("kvV2Patch", "a", { body: { data, ...(options === undefined ? {} : { options }) } })
      yield* askText("kvV2Write", "a", {
        body: '{"data":{"a":1,"o":{"p":1,"q":[1,2]},"z":"x","big":12345678901234567890}}'
      })
      assert.deepStrictEqual(yield* patch({ a: 2, o: { p: null, q: [3] }, z: null, new: { n: null } }), written(2))
      const merged = '{"a":2,"o":{"q":[3]},"big":12345678901234567890,"new":{}}'
      assert.isTrue((yield* askText("kvV2Read", "a")).text?.startsWith(`{"data":${merged},`))
      assert.deepStrictEqual(yield* patch({ b: 1 }, { cas: 2 }), written(3))
      assert.deepStrictEqual(yield* patch({ b: 2 }, { cas: 1 }), MISMATCH)
      assert.deepStrictEqual(yield* patch({}), written(4))
      yield* write("n", null)
      assert.deepStrictEqual(yield* ask("kvV2Patch", "n", { body: { data: { b: 1 } } }), written(2))
      assert.deepStrictEqual(yield* ask("kvV2Read", "n"), read(2, { b: 1 }))
    })
  )

  it.effect("RW-KV-12 refuses what cannot be patched", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a", { body: { data: { b: 1 } } }), MISSING)
      yield* ask("kvV2WriteMetadata", "a", { body: { max_versions: 5 } })
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a", { body: { data: { b: 1 } } }), MISSING)
      yield* write("a", { a: 1 })
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a"), refused("no data provided"))
      assert.strictEqual((yield* ask("kvV2Patch", "a", { body: { data: "x" } })).status, 400)
      yield* ask("kvV2Delete", "a")
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a", { body: { data: { b: 1 } } }), {
        status: 404,
        data: { ...version(1), deletion_time: START }
      })
      yield* ask("kvV2DestroyVersions", "a", { body: { versions: [1] } })
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a", { body: { data: { b: 1 } } }), {
        status: 404,
        data: { ...version(1), deletion_time: START, destroyed: true }
      })
    })
  )

  it.effect("RW-KV-12 loses no patch of simultaneous ones", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      yield* write("a", {})
      yield* Effect.all(
        Array.from({ length: 8 }, (_, k) => ask("kvV2Patch", "a", { body: { data: { [`k${k}`]: k } } })),
        { concurrency: "unbounded" }
      )
      const { data } = (yield* ask("kvV2Read", "a")).data as { data: object }
      assert.deepStrictEqual(Object.keys(data).sort(), ["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"])
    })
  )

  it.effect("RW-KV-13 gives the keys without the values", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      yield* write("a", { a: { b: { c: 1 } }, l: [{ x: 1 }], e: {}, s: "t" })
      yield* write("a", { second: 1 })
      const first = (subkeys: unknown) => ({ status: 200, data: { metadata: version(1), subkeys } })
      const asked = (query: Record<string, string>) => ask("kvV2ReadSubkeys", "a", { query })
      assert.deepStrictEqual(
        yield* asked({ version: "1" }),
        first({ a: { b: { c: null } }, l: null, e: null, s: null })
      )
      assert.deepStrictEqual(yield* asked({ version: "1", depth: "1" }), first({ a: null, l: null, e: null, s: null }))
      assert.deepStrictEqual(
        yield* asked({ version: "1", depth: "2" }),
        first({ a: { b: null }, l: null, e: null, s: null })
      )
      assert.deepStrictEqual(yield* asked({ depth: "-1" }), {
        status: 200,
        data: { metadata: version(2), subkeys: { second: null } }
      })
      assert.strictEqual((yield* asked({ depth: "x" })).status, 400)
      assert.deepStrictEqual(yield* asked({ version: "7" }), MISSING)
      assert.deepStrictEqual(yield* ask("kvV2ReadSubkeys", "none"), MISSING)
      yield* ask("kvV2Delete", "a")
      assert.deepStrictEqual(yield* asked({}), {
        status: 404,
        data: { metadata: { ...version(2), deletion_time: START }, subkeys: null }
      })
    })
  )
})
