import { layerMemory, type Store } from "@enwrap/server"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A new SQLite database, which is deleted with the scope of the layer. */
const layerTemporarySqlite: Layer.Layer<Store> = Layer.unwrap(
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "enwrap-test-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
    ),
    (folder) => Layer.orDie(layerSqlite({ path: join(folder, "enwrap.db") }))
  )
)

/** The store of servers in tests. Some tests run a second time with `ENWRAP_TEST_STORE=sqlite`, see vitest.config.ts. */
export const layerTestStore: Layer.Layer<Store> =
  process.env["ENWRAP_TEST_STORE"] === "sqlite" ? layerTemporarySqlite : layerMemory
