// `npm start`: installs missing dependencies, builds, and starts a development server. Arguments are passed to the server.
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { ensureInstalled } from "./ensure-installed.mjs"
import { environment, npmCommand, runInParallel } from "./npm.mjs"

ensureInstalled()
const failed = await runInParallel({ build: npmCommand("run", "--silent", "build") })
if (failed.length > 0) process.exit(1)

const root = fileURLToPath(new URL("..", import.meta.url))
const command = ["apps/enwrap/bin/enwrap.js", "server", "--dev", ...process.argv.slice(2)]
// The pinned Node.js, not the one that started this script.
const node = `${root}node_modules/node/bin/node${process.platform === "win32" ? ".exe" : ""}`
const server = spawn(node, command, { cwd: root, stdio: "inherit", env: environment })

// On Ctrl-C, a terminal sends SIGINT to the server too: forward only signals that the server does not receive itself.
const sentByTerminal = process.stdin.isTTY ? ["SIGINT"] : []
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => sentByTerminal.includes(signal) || server.kill(signal))
}
server.on("error", (error) => {
  console.error(`Cannot start the server: ${error.message}`)
  process.exit(1)
})
server.on("exit", (code) => process.exit(code ?? 1))
