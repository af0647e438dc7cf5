import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { START, version, written, read, refused, MISSING, MISMATCH, mountedKv } from "./kv-v2-mount.ts"

const REQUIRED = refused("check-and-set parameter required for this call")

describe("kv version 2: data", () => {
  it.effect("RW-KV-4 RW-KV-5 keeps versions, and reads the latest or the requested one", () =>
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
      assert.deepStrictEqual(yield* ask("kvV2VersionsUndelete", "a", { body: { versions: [2] } }), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), read(2, { v: 2 }))
      assert.deepStrictEqual(yield* ask("kvV2VersionsDelete", "a", { body: { versions: ["1", 2] } }), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2VersionsDestroy", "a", { body: { versions: [1] } }), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2VersionsUndelete", "a", { body: { versions: [1, "2"] } }), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2Read", "a", { query: { version: "1" } }), gone(1, true))
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), read(2, { v: 2 }))
      assert.deepStrictEqual(storage.keys(), ["metadata/a", "versions/a/2"])
    })
  )

  it.effect("versions in one string with commas were 400", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      for (const v of [1, 2, 3]) yield* write("a", { v })
      const status = (number: number) =>
        Effect.map(ask("kvV2Read", "a", { query: { version: `${number}` } }), (response) => response.status ?? 200)
      const statuses = Effect.forEach([1, 2, 3], status)
      assert.deepStrictEqual(yield* ask("kvV2VersionsDelete", "a", { body: { versions: "2,3" } }), { status: 204 })
      assert.deepStrictEqual(yield* statuses, [200, 404, 404])
      assert.deepStrictEqual(yield* ask("kvV2VersionsUndelete", "a", { body: { versions: "2, 3" } }), { status: 204 })
      assert.deepStrictEqual(yield* statuses, [200, 200, 200])
      assert.deepStrictEqual(yield* ask("kvV2VersionsDestroy", "a", { body: { versions: "1,2" } }), { status: 204 })
      assert.deepStrictEqual(yield* statuses, [404, 404, 200])
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
      yield* ask("kvV2VersionsDelete", "a", { body: { versions: [1] } })
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), before)
    })
  )

  it.effect("RW-KV-14 deletes everything with the metadata", () =>
    Effect.gen(function* () {
      const { ask, storage, write } = yield* mountedKv
      yield* write("a", { v: 1 })
      yield* write("a", { v: 2 })
      assert.deepStrictEqual(yield* ask("kvV2MetadataDelete", "a"), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2MetadataRead", "a"), MISSING)
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), MISSING)
      assert.deepStrictEqual(storage.keys(), [])
      assert.deepStrictEqual(yield* write("a", { v: 3 }), written(1))
    })
  )

  it.effect("ignores missing versions and secrets", () =>
    Effect.gen(function* () {
      const { ask, storage } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2Delete", "none"), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV2MetadataDelete", "none"), { status: 204 })
      for (const operation of ["kvV2VersionsDelete", "kvV2VersionsUndelete", "kvV2VersionsDestroy"] as const) {
        assert.deepStrictEqual(yield* ask(operation, "none", { body: { versions: [1] } }), { status: 204 })
      }
      assert.deepStrictEqual(storage.keys(), [])
    })
  )

  it.effect("rejects invalid versions", () =>
    Effect.gen(function* () {
      const { ask } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2VersionsDelete", "a"), refused("No version number provided"))
      assert.deepStrictEqual(
        yield* ask("kvV2VersionsUndelete", "a", { body: { versions: 0 } }),
        refused("No version number provided")
      )
      for (const versions of ["1,x", "1,", ",1", "1;2", ""])
        assert.strictEqual((yield* ask("kvV2VersionsUndelete", "a", { body: { versions } })).status, 400, versions)
      assert.deepStrictEqual(
        yield* ask("kvV2VersionsDestroy", "a", { body: { versions: [] } }),
        refused("no version number provided")
      )
      assert.strictEqual((yield* ask("kvV2VersionsUndelete", "a", { body: { versions: ["x"] } })).status, 400)
      assert.strictEqual((yield* ask("kvV2VersionsDestroy", "a", { body: { versions: [1.5] } })).status, 400)
    })
  )

  it.effect("rejects invalid data", () =>
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

  it.effect("RW-KV-15 returns data exactly as it was written", () =>
    Effect.gen(function* () {
      const { askText } = yield* mountedKv
      const data = '{"n":12345678901234567890,"f":1.0,"e":1E5,"\\u0061":-0,"__proto__":{"x":1.10}}'
      yield* askText("kvV2Write", "a", { body: `{"data":${data}}` })
      const { text } = yield* askText("kvV2Read", "a")
      assert.isTrue(text?.startsWith(`{"data":${data},"metadata":{`), text)
    })
  )

  it.effect("RW-KV-8 RW-KV-9 a write with cas succeeds only if it names the current version", () =>
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
      assert.deepStrictEqual(yield* ask("kvV2MetadataWrite", "a", { body: { cas_required: true } }), { status: 204 })
      assert.deepStrictEqual(yield* write("a", { v: 4 }), REQUIRED)
      assert.deepStrictEqual(yield* ask("kvV2ConfigWrite", "", { body: { cas_required: true } }), { status: 204 })
      assert.deepStrictEqual(yield* write("b", { v: 1 }), REQUIRED)
      assert.deepStrictEqual(yield* write("b", { v: 1 }, { cas: 0 }), written(1))
      yield* ask("kvV2Delete", "a")
      assert.deepStrictEqual(yield* write("a", { v: 5 }, { cas: 0 }), MISMATCH)
    })
  )

  it.effect("RW-KV-16 lets exactly one of simultaneous writes with the same cas succeed", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      const responses = yield* Effect.all(
        Array.from({ length: 20 }, (_, v) => write("a", { v }, { cas: 0 })),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(responses.filter(({ status }) => status === 200).length, 1)
      assert.strictEqual(responses.filter(({ errors }) => errors?.[0] === MISMATCH.errors[0]).length, 19)
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

  it.effect("RW-KV-10 keeps the configured number of versions", () =>
    Effect.gen(function* () {
      const { ask, storage, write } = yield* mountedKv
      const kept = Effect.map(ask("kvV2MetadataRead", "a"), ({ data }) => {
        const { oldest_version, versions } = data as { oldest_version: number; versions: object }
        return [oldest_version, Object.keys(versions)]
      })
      yield* ask("kvV2ConfigWrite", "", { body: { max_versions: 2 } })
      for (const v of [1, 2, 3, 4]) yield* write("a", { v })
      assert.deepStrictEqual(yield* kept, [3, ["3", "4"]])
      assert.deepStrictEqual(yield* ask("kvV2Read", "a", { query: { version: "1" } }), MISSING)
      assert.deepStrictEqual(yield* ask("kvV2Read", "a", { query: { version: "3" } }), read(3, { v: 3 }))
      yield* ask("kvV2MetadataWrite", "a", { body: { max_versions: 1 } })
      yield* write("a", { v: 5 })
      assert.deepStrictEqual(yield* kept, [4, ["4", "5"]])
      assert.deepStrictEqual(storage.keys(), ["config", "metadata/a", "versions/a/4", "versions/a/5"])
    })
  )

  it.effect("RW-KV-10 keeps ten versions by default", () =>
    Effect.gen(function* () {
      const { storage, write } = yield* mountedKv
      for (let v = 1; v <= 12; v += 1) yield* write("a", { v })
      assert.strictEqual(storage.keys().filter((key) => key.startsWith("versions/")).length, 10)
    })
  )

  it.effect("RW-KV-11 deletes a version after the configured time; undelete starts the time again", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      const until = (seconds: number) => ({ ...version(1), deletion_time: new Date(seconds * 1000).toISOString() })
      yield* ask("kvV2MetadataWrite", "a", { body: { delete_version_after: "1s" } })
      yield* ask("kvV2ConfigWrite", "", { body: { delete_version_after: "2h" } })
      assert.deepStrictEqual(yield* write("a", { v: 1 }), { status: 200, data: until(1) })
      assert.deepStrictEqual(yield* write("b", { v: 1 }), { status: 200, data: until(7200) })
      yield* TestClock.adjust("999 millis")
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), { status: 200, data: { data: { v: 1 }, metadata: until(1) } })
      yield* TestClock.adjust("1 millis")
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), { status: 404, data: { data: null, metadata: until(1) } })
      yield* ask("kvV2VersionsUndelete", "a", { body: { versions: [1] } })
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), { status: 200, data: { data: { v: 1 }, metadata: until(2) } })
      yield* ask("kvV2ConfigWrite", "", { body: { delete_version_after: "-5s" } })
      assert.strictEqual(
        ((yield* ask("kvV2ConfigRead", "")).data as { delete_version_after: string }).delete_version_after,
        "-1s"
      )
      assert.strictEqual(((yield* write("a", { v: 2 })).data as { deletion_time: string }).deletion_time, "")
    })
  )
})
