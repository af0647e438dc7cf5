// A program that contains the server, on SQLite.
import { engines } from "@enwrap/engines"
import { makeServer } from "@enwrap/server"
import { layerNodeCrypto, listen } from "@enwrap/server-node"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import assert from "node:assert/strict"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

const folder = await mkdtemp(join(tmpdir(), "enwrap-embedded-"))
const program = Effect.gen(function* () {
  const server = yield* makeServer({ engines })
  const { address } = yield* listen({ server, port: 0 })
  const health = yield* Effect.promise(() => fetch(`${address}/v1/sys/health`).then((response) => response.json()))
  assert.equal(health.sealed, false)
})
await Effect.runPromise(
  Effect.scoped(
    program.pipe(Effect.provide(Layer.merge(layerSqlite({ path: join(folder, "store.db") }), layerNodeCrypto)))
  )
)
await rm(folder, { recursive: true })
