import { openServer } from "@enwrap/server"
import { layerAuditDevices } from "@enwrap/server/audit"
import { nodeAuditSinks } from "@enwrap/server-node"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { serveEnwrap } from "./serve-enwrap.ts"

/** The folder of an earlier server; a new one by default, which is deleted in the end. */
const given = process.argv[3]
const folder = given ?? mkdtempSync(join(tmpdir(), "enwrap-bench-"))
if (given === undefined) process.once("exit", () => rmSync(folder, { recursive: true, force: true }))

/** Every run opens the same store. There are no real secrets in it. */
const ROOT_KEY = new Uint8Array(32)
const ROOT_TOKEN = "root"

/** Our server on SQLite, with an audit file. */
serveEnwrap(layerSqlite({ path: join(folder, "enwrap.db") }), (options) =>
  Effect.gen(function* () {
    const sinks = yield* nodeAuditSinks
    const audit = layerAuditDevices({
      sinks,
      devices: [{ path: "file", type: "file", options: { file_path: join(folder, "audit.log") } }]
    })
    const opened = yield* openServer({ ...options, audit, rootKey: ROOT_KEY.slice(), rootToken: ROOT_TOKEN })
    return { ...opened, rootToken: ROOT_TOKEN }
  })
)
