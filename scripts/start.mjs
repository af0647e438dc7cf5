// `npm start`: installs missing dependencies, builds, and starts a server that keeps its data in `.enwrap`. Arguments are passed to
// the server; `npm start -- --dev` starts one that keeps its data in memory.
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { ensureInstalled } from "./ensure-installed.mjs"
import { environment, npmCommand, runInParallel } from "./npm.mjs"

ensureInstalled()
const failed = await runInParallel({ build: npmCommand("run", "--silent", "build") })
if (failed.length > 0) process.exit(1)

// Without a listener, SIGUSR1 makes Node.js open its debugger to every user of this machine, and SIGUSR2 ends the process.
for (const signal of ["SIGUSR1", "SIGUSR2"]) process.on(signal, () => {})

const root = fileURLToPath(new URL("..", import.meta.url))
const given = process.argv.slice(2)
const hasMode = given.some((word) => /^--?(?:dev|config|check|data-dir|help|h)(?:=|$)/.test(word))
const command = ["apps/enwrap/bin/enwrap.js", "server", ...(hasMode ? [] : ["--data-dir=.enwrap"]), ...given]
// The pinned Node.js, not the one that started this script.
const node = `${root}node_modules/node/bin/node${process.platform === "win32" ? ".exe" : ""}`
const server = spawn(node, ["--disable-sigusr1", ...command], { cwd: root, stdio: "inherit", env: environment })

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
