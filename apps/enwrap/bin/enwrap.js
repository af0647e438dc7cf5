#!/usr/bin/env node
// Checks the version of Node.js before it loads anything else: old versions cannot parse the rest. This file uses only
// syntax that every Node.js with ES modules can run.
import { relaunch } from "./relaunch.js"

// Without a listener, SIGUSR1 makes Node.js open its debugger, in which every user of this machine could run code, and SIGUSR2
// ends the process. A signal that comes before this line can still do so: see src/server/close-debugger.ts.
for (const signal of ["SIGUSR1", "SIGUSR2"]) process.on(signal, () => {})

const needed = [22, 19]
const [major, minor] = process.versions.node.split(".").map(Number)

if (major > needed[0] || (major === needed[0] && minor >= needed[1])) {
  import("node:module").then((module) => {
    // Caches compiled code between runs: this saves a third of the start-up time.
    if (module.enableCompileCache) module.enableCompileCache()
    return import("../dist/main.js")
  })
} else if (!relaunch()) {
  console.error(
    "enwrap: Node.js " +
      needed.join(".") +
      " or newer is required, but this is Node.js " +
      process.versions.node +
      ".\n  Install a newer version from https://nodejs.org/en/download, or run `npx -p node@26 -p enwrap enwrap`."
  )
  // For `enwrap status`, 2 means that the server is sealed.
  process.exitCode = process.argv.some((word) => /^-{0,2}status$/.test(word)) ? 1 : 2
}
