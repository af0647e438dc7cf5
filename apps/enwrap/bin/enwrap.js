#!/usr/bin/env node
// Looks at the Node before it loads anything, since an older one could not even parse what comes after.
// Plain enough for any Node that knows modules.
import { relaunch } from "./relaunch.js"

const needed = [22, 19]
const [major, minor] = process.versions.node.split(".").map(Number)

if (major > needed[0] || (major === needed[0] && minor >= needed[1])) {
  import("node:module").then((module) => {
    // Compiled code is kept between runs: a third of the start.
    if (module.enableCompileCache) module.enableCompileCache()
    return import("../dist/main.js")
  })
} else if (!relaunch()) {
  console.error(
    "enwrap needs Node " +
      needed.join(".") +
      " or newer, and this is Node " +
      process.versions.node +
      ": install one from https://nodejs.org/en/download, or run `npx -p node@26 -p enwrap enwrap`."
  )
  process.exitCode = 2
}
