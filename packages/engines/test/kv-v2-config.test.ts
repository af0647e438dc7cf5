import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { DONE, mountedKv } from "./kv-v2-metadata-mount.ts"

describe("kv version 2: config", () => {
  it.effect("is read, written field by field, and reset", () =>
    Effect.gen(function* () {
      const { ask } = yield* mountedKv
      const config = Effect.map(ask("kvV2ConfigRead", ""), ({ data }) => data)
      const write = (body: unknown) => ask("kvV2ConfigWrite", "", { body })
      const nothing = { cas_required: false, delete_version_after: "0s", max_versions: 0, metadata_cas_required: false }
      assert.deepStrictEqual(yield* config, nothing)
      assert.deepStrictEqual(yield* write({ max_versions: 3, cas_required: true, delete_version_after: "90s" }), DONE)
      const set = { cas_required: true, delete_version_after: "1m30s", max_versions: 3, metadata_cas_required: false }
      assert.deepStrictEqual(yield* config, set)
      yield* write({ cas_required: "false" })
      assert.deepStrictEqual(yield* config, { ...set, cas_required: false })
      yield* write({})
      assert.deepStrictEqual(yield* config, { ...set, cas_required: false })
      yield* write({ max_versions: 0, delete_version_after: "0s" })
      assert.deepStrictEqual(yield* config, nothing)
      for (const body of [{ delete_version_after: "long" }, { max_versions: -1 }])
        assert.strictEqual((yield* write(body)).status, 400)
      assert.deepStrictEqual(yield* config, nothing)
      assert.deepStrictEqual(yield* write({ delete_version_after: "-1s" }), DONE)
    })
  )
})
