import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { makeMemoryStore } from "../../ports/store/memory.ts"
import { MOUNT_DATA, mountDataKey } from "../records.ts"
import { destroyMountData } from "./mount-storage.ts"

it.effect(
  "the data of a mount is deleted in one pass: no page is read from the start, where all has been deleted",
  () =>
    Effect.gen(function* () {
      const { store } = makeMemoryStore()
      const names = Array.from({ length: 2500 }, (_, n) => `key ${String(n).padStart(4, "0")}`)
      const value = new Uint8Array(1)
      yield* store.commit({
        puts: ["mine", "others"].flatMap((uuid) => names.map((name) => ({ ...mountDataKey(uuid, name), value })))
      })
      const starts: Array<string | undefined> = []
      const list: typeof store.list = (space, prefix, options) => {
        starts.push(options.after)
        return store.list(space, prefix, options)
      }
      yield* destroyMountData({ ...store, list }, "mine")
      assert.deepStrictEqual(starts, [undefined, ...[999, 1999, 2499].map((n) => mountDataKey("mine", names[n]!).key)])
      assert.lengthOf(yield* store.list(MOUNT_DATA, "mine/", { limit: 10 }), 0)
      assert.lengthOf(yield* store.list(MOUNT_DATA, "others/", { limit: 5000 }), 2500)
    })
)
