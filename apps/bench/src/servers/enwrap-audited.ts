import { layerMemory, makeServer } from "@enwrap/server"
import { layerAuditDevices } from "@enwrap/server/audit"
import { nodeAuditSinks } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { serveEnwrap } from "./serve-enwrap.ts"

const folder = mkdtempSync(join(tmpdir(), "enwrap-bench-"))
process.once("exit", () => rmSync(folder, { recursive: true, force: true }))

/** Our server with an audit file. */
serveEnwrap(layerMemory, (options) =>
  Effect.flatMap(nodeAuditSinks, (sinks) =>
    makeServer({
      ...options,
      audit: layerAuditDevices({
        sinks,
        devices: [{ path: "file", type: "file", options: { file_path: join(folder, "audit.log") } }]
      })
    })
  )
)
