// `npm start`: installs what is missing, builds, and serves in development mode. Further arguments go to the server.
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { ensureInstalled } from "./ensure-installed.mjs"
import { environment, npmCommand, sideBySide } from "./npm.mjs"

ensureInstalled()
const failed = await sideBySide({ build: npmCommand("run", "--silent", "build") })
if (failed.length > 0) process.exit(1)

const root = fileURLToPath(new URL("..", import.meta.url))
const command = ["apps/enwrap/bin/enwrap.js", "server", "--dev", ...process.argv.slice(2)]
// The pinned Node, not the one that started this script.
const node = `${root}node_modules/node/bin/node${process.platform === "win32" ? ".exe" : ""}`
const server = spawn(node, command, { cwd: root, stdio: "inherit", env: environment })

// A terminal sends its Ctrl-C to the server as well: hand on only what the server has not got already.
const fromTerminal = process.stdin.isTTY ? ["SIGINT"] : []
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => fromTerminal.includes(signal) || server.kill(signal))
}
server.on("error", (error) => {
  console.error(`The server could not be started: ${error.message}`)
  process.exit(1)
})
server.on("exit", (code) => process.exit(code ?? 1))
