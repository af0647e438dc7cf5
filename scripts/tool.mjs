// `node scripts/tool.mjs turbo run build`: runs an installed tool without telemetry and update notices.
import { spawnSync } from "node:child_process"
import { environment } from "./npm.mjs"

const [tool, ...args] = process.argv.slice(2)
const { status, error } = spawnSync(tool, args, {
  stdio: "inherit",
  env: environment,
  shell: process.platform === "win32"
})
if (error !== undefined) console.error(`Cannot run ${tool}: ${error.message}`)
process.exit(status ?? 1)
