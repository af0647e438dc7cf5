/**
 * Commits until its parent ends it: each commit writes the same number to two records. It writes to a file what was answered, before
 * it goes on.
 */
import { Store } from "@enwrap/server/store"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import { openSync, writeSync } from "node:fs"

const [path = "", answers = ""] = process.argv.slice(2)
const file = openSync(answers, "a")

const SLOTS = 20
const AT_ONCE = 4

const valueOf = (n: number, size: number): Uint8Array => {
  const value = Buffer.alloc(size, n & 0xff)
  value.writeUInt32LE(n)
  return value
}

const commitForever = Effect.gen(function* () {
  const store = yield* Store
  const commit = (n: number) => {
    const slot = n % SLOTS
    const puts = [
      { space: "large", key: `${slot}`, value: valueOf(n, 20_000 + ((n * 997) % 40_000)) },
      { space: "small", key: `${slot}`, value: valueOf(n, 4) }
    ]
    return Effect.match(store.commit({ puts }), {
      onFailure: () => process.send?.("failed"),
      onSuccess: () => void writeSync(file, `${n}\n`)
    })
  }
  for (let n = 0; ; n += AT_ONCE) {
    yield* Effect.forEach([0, 1, 2, 3], (i) => commit(n + i), { concurrency: AT_ONCE })
    if (n % 20 === 0) yield* Effect.promise(() => new Promise((sent) => process.send!(n, sent)))
  }
})

process.on("disconnect", () => process.exit(1))
void Effect.runPromise(Effect.provide(commitForever, layerSqlite({ path })))
