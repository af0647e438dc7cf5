import { layerSqlite } from "@enwrap/store-sqlite"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { serveEnwrap } from "./serve-enwrap.ts"

const folder = mkdtempSync(join(tmpdir(), "enwrap-bench-"))
process.once("exit", () => rmSync(folder, { recursive: true, force: true }))

serveEnwrap(layerSqlite({ path: join(folder, "enwrap.db") }))
