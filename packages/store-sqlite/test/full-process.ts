/** Commits records of a kilobyte until its parent ends it, and says for each whether it was stored. */
import { Store } from "@enwrap/server/store"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"

const [path = ""] = process.argv.slice(2)

const commitForever = Effect.gen(function* () {
  const store = yield* Store
  for (let n = 0; ; n++) {
    const commit = store.commit({ puts: [{ space: "s", key: `${n}`, value: new Uint8Array(1000) }] })
    const isStored = yield* Effect.match(commit, { onFailure: () => false, onSuccess: () => true })
    const isReadable = (yield* store.get("s", `${n}`)) !== undefined
    yield* Effect.promise(() => new Promise((sent) => process.send!({ n, isStored, isReadable }, sent)))
  }
})

process.on("disconnect", () => process.exit(1))
void Effect.runPromise(Effect.provide(commitForever, layerSqlite({ path })))
