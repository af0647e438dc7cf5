import { assert, it } from "@effect/vitest"
import { VERSION } from "@enwrap/server"
import * as Effect from "effect/Effect"
import { freshAsk } from "./asking.ts"

it.effect("RW-SYS-42: reports the version of the API, and its own as build metadata", () =>
  Effect.gen(function* () {
    const ask = yield* freshAsk()
    const { json: history } = yield* ask("LIST", "sys/version-history")
    const versions = [
      (yield* ask("GET", "sys/health", { token: null })).json.version,
      (yield* ask("GET", "sys/seal-status", { token: null })).json.version,
      (yield* ask("GET", "sys/ha-status")).json.data.nodes[0].version,
      ...history.data.keys,
      ...Object.keys(history.data.key_info)
    ]
    assert.lengthOf(versions, 5)
    for (const version of versions) assert.strictEqual(version, `2.6.2+enwrap.${VERSION}`)
  })
)
