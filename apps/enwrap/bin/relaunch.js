// The repository pins Node.js as the npm package `node`. If an older Node.js starts the command, it is run again with the
// pinned version.
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** Runs this command again with the pinned Node.js. Returns false if there is none. */
export const relaunch = () => {
  const node = pinnedNode()
  if (node === undefined) return false
  const script = join(dirname(fileURLToPath(import.meta.url)), "enwrap.js")
  // With the option, SIGUSR1 does not open the debugger even before the script has a listener.
  const child = spawn(node, ["--disable-sigusr1", script].concat(process.argv.slice(2)), {
    // The IPC channel closes when this process is killed, which tells the child to exit.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: Object.assign({}, process.env, { ENWRAP_RELAUNCHED: "1" })
  })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
  child.on("error", (error) => {
    console.error("enwrap: cannot start the pinned Node.js: " + error.message)
    process.exitCode = 1
  })
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
  return true
}

/** Path of the executable of the `node` package, unless this process was started by {@link relaunch}. */
const pinnedNode = () => {
  if (process.env.ENWRAP_RELAUNCHED !== undefined) return undefined
  try {
    const folder = dirname(createRequire(import.meta.url).resolve("node/package.json"))
    const executable = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node")
    return existsSync(executable) ? executable : undefined
  } catch {
    return undefined
  }
}
