import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { DONE, mountedKv } from "./kv-v2-metadata-mount.ts"

const MISSING = { status: 404, errors: [] }

const START = "1970-01-01T00:00:00.000Z"

const fresh = {
  cas_required: false,
  created_time: START,
  current_metadata_version: 0,
  current_version: 0,
  custom_metadata: null,
  delete_version_after: "0s",
  max_versions: 0,
  metadata_cas_required: false,
  oldest_version: 0,
  updated_time: START,
  versions: {}
}

describe("kv version 2: metadata", () => {
  it.effect("is written before there is data, changed, and read", () =>
    Effect.gen(function* () {
      const { ask, metadata, write } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2MetadataRead", "a"), MISSING)
      assert.deepStrictEqual(yield* write({}), DONE)
      assert.deepStrictEqual(yield* ask("kvV2MetadataRead", "a"), MISSING)
      assert.deepStrictEqual(
        yield* write({
          max_versions: 5,
          cas_required: false,
          delete_version_after: "1h",
          custom_metadata: { who: "n", n: "1" }
        }),
        DONE
      )
      const first = {
        ...fresh,
        current_metadata_version: 1,
        custom_metadata: { who: "n", n: "1" },
        delete_version_after: "1h0m0s",
        max_versions: 5
      }
      assert.deepStrictEqual(yield* metadata, first)
      assert.deepStrictEqual(yield* ask("kvV2Read", "a"), MISSING)
      yield* TestClock.adjust("1 second")
      yield* write({ max_versions: "2" })
      const second = {
        ...first,
        current_metadata_version: 2,
        max_versions: 2,
        updated_time: "1970-01-01T00:00:01.000Z"
      }
      assert.deepStrictEqual(yield* metadata, second)
      yield* write({ custom_metadata: { other: "x" } })
      assert.deepStrictEqual(yield* metadata, {
        ...second,
        current_metadata_version: 3,
        custom_metadata: { other: "x" }
      })
      yield* ask("kvV2Write", "a", { body: { data: { v: 1 } } })
      const { data } = yield* ask("kvV2Read", "a")
      assert.deepStrictEqual((data as { metadata: { custom_metadata: unknown } }).metadata.custom_metadata, {
        other: "x"
      })
    })
  )

  it.effect("distinguishes create from update", () =>
    Effect.gen(function* () {
      const { exists, write } = yield* mountedKv
      const asked = Effect.all(["data/a", "metadata/a", "data/b", "delete/a", "config"].map(exists))
      assert.deepStrictEqual(yield* asked, [false, false, false, true, true])
      yield* write({ max_versions: 1 })
      assert.deepStrictEqual(yield* asked, [true, true, false, true, true])
    })
  )

  for (const body of [
    { max_versions: -1 },
    { max_versions: "many" },
    { max_versions: 4294967296 },
    { cas_required: "perhaps" },
    { metadata_cas_required: [] },
    { delete_version_after: "long" },
    { delete_version_after: "-1s" },
    { delete_version_after: true },
    { metadata_cas: "x", max_versions: 1 },
    { custom_metadata: { o: { a: 1 } } },
    { custom_metadata: { l: [1] } },
    { custom_metadata: "a=b" },
    { custom_metadata: [1] },
    { custom_metadata: { n: null } }
  ]) {
    it.effect(`refuses ${JSON.stringify(body)}`, () =>
      Effect.gen(function* () {
        const { ask, write } = yield* mountedKv
        assert.strictEqual((yield* write(body)).status, 400)
        assert.deepStrictEqual(yield* ask("kvV2MetadataRead", "a"), MISSING)
      })
    )
  }

  for (const [what, custom_metadata, problems] of [
    ["an empty key", { "": "x" }, ['length of key "" is 0 but must be 0 < len(key) <= 128']],
    [
      "a key that is too long",
      { ["k".repeat(129)]: "x" },
      [`length of key "${"k".repeat(129)}" is 129 but must be 0 < len(key) <= 128`]
    ],
    [
      "a value that is too long",
      { k: "v".repeat(513) },
      ['length of value for key "k" is 513 but must be 0 < len(value) <= 512']
    ],
    [
      "a value that is too long in bytes",
      { k: "\u{1f600}".repeat(129) },
      ['length of value for key "k" is 516 but must be 0 < len(value) <= 512']
    ],
    [
      "too many keys",
      Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, "v"])),
      ["payload must contain at most 64 keys, provided 65"]
    ],
    ["a bell", { k: "\u0007" }, ['value for key "k" contains unprintable characters']],
    [
      "two mistakes",
      { "": "x", k: "" },
      [
        'length of key "" is 0 but must be 0 < len(key) <= 128',
        'length of value for key "k" is 0 but must be 0 < len(value) <= 512'
      ]
    ]
  ] as const) {
    it.effect(`refuses custom metadata with ${what}`, () =>
      Effect.gen(function* () {
        const { write } = yield* mountedKv
        const count = problems.length === 1 ? "1 error" : `${problems.length} errors`
        const lines = problems.map((problem) => `\t* custom_metadata validation failed: ${problem}\n`).join("")
        assert.deepStrictEqual(yield* write({ custom_metadata }), {
          status: 400,
          errors: [`${count} occurred:\n${lines}\n`]
        })
      })
    )
  }

  it.effect("takes numbers in custom metadata as text, and any name", () =>
    Effect.gen(function* () {
      const { ask, metadata } = yield* mountedKv
      yield* ask("kvV2MetadataWrite", "a", { body: '{"custom_metadata":{"n":1.0,"__proto__":"x","b":true}}' })
      const { custom_metadata } = (yield* metadata) as { custom_metadata: object }
      assert.deepStrictEqual(Object.entries(custom_metadata), [
        ["n", "1.0"],
        ["__proto__", "x"],
        ["b", "1"]
      ])
      yield* ask("kvV2MetadataWrite", "a", { body: { custom_metadata: {} } })
      assert.deepStrictEqual(yield* metadata, { ...fresh, current_metadata_version: 2 })
    })
  )

  it.effect("is patched: null resets a field", () =>
    Effect.gen(function* () {
      const { metadata, patch, write } = yield* mountedKv
      assert.deepStrictEqual(yield* patch({ max_versions: 3 }), MISSING)
      yield* write({ max_versions: 3, custom_metadata: { a: "1", b: "2" } })
      assert.deepStrictEqual(
        yield* patch({ max_versions: null, cas_required: true, custom_metadata: { a: null, c: "3" } }),
        DONE
      )
      const patched = { ...fresh, cas_required: true, current_metadata_version: 2, custom_metadata: { b: "2", c: "3" } }
      assert.deepStrictEqual(yield* metadata, patched)
      assert.strictEqual((yield* patch({ custom_metadata: { d: 4 } })).status, 400)
      assert.strictEqual(
        (yield* patch({ custom_metadata: Object.fromEntries(Array.from({ length: 63 }, (_, i) => [`k${i}`, "v"])) }))
          .status,
        400
      )
      assert.deepStrictEqual(yield* patch({}), DONE)
      assert.deepStrictEqual(yield* metadata, patched)
      yield* patch({ custom_metadata: null })
      assert.deepStrictEqual(yield* metadata, { ...patched, current_metadata_version: 3, custom_metadata: null })
    })
  )

  it.effect("has its own check-and-set", () =>
    Effect.gen(function* () {
      const { ask, patch, write } = yield* mountedKv
      const refused = (text: string) => ({ status: 400, errors: [text] })
      const mismatch = refused("metadata check-and-set parameter does not match the current version")
      const required = refused("metadata check-and-set parameter required for this call")
      assert.deepStrictEqual(
        yield* write({ max_versions: 1, metadata_cas: 1 }),
        refused("metadata_cas must be 0 when creating new metadata")
      )
      assert.deepStrictEqual(yield* write({ metadata_cas_required: true, metadata_cas: 0 }), DONE)
      assert.deepStrictEqual(yield* write({ max_versions: 1 }), required)
      assert.deepStrictEqual(yield* patch({ max_versions: 1 }), required)
      assert.deepStrictEqual(yield* write({ max_versions: 1, metadata_cas: 0 }), mismatch)
      assert.deepStrictEqual(yield* patch({ max_versions: 1, metadata_cas: 1 }), DONE)
      assert.deepStrictEqual(yield* write({ max_versions: 2, metadata_cas: "2" }), DONE)
      yield* ask("kvV2ConfigWrite", "", { body: { metadata_cas_required: true } })
      assert.deepStrictEqual(yield* ask("kvV2MetadataWrite", "b", { body: { max_versions: 1 } }), required)
    })
  )

  it.effect("warns about settings that the mount enforces", () =>
    Effect.gen(function* () {
      const { ask, patch, write } = yield* mountedKv
      yield* ask("kvV2ConfigWrite", "", { body: { cas_required: true } })
      const warned = {
        status: 200,
        warnings: ['"cas_required" set to false, but is mandated by backend config. This value will be ignored.']
      }
      assert.deepStrictEqual(yield* write({ cas_required: false }), warned)
      assert.deepStrictEqual(yield* patch({ cas_required: false }), warned)
      assert.deepStrictEqual(yield* write({ cas_required: true }), DONE)
    })
  )
})
