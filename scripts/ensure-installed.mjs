// Installs the dependencies if they are missing or package-lock.json has changed.
// Runs with the system's Node.js before anything is installed, so it has no dependencies.
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { npm } from "./npm.mjs"

const root = fileURLToPath(new URL("..", import.meta.url))
const marker = `${root}node_modules/.enwrap-installed`
const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(`${root}package-lock.json`))
    .digest("hex")

/** Whether npm's own record matches the lock file, as after a manual `npm install`. */
const isInstalledByHand = () => {
  const record = `${root}node_modules/.package-lock.json`
  if (!existsSync(record) || !existsSync(`${root}node_modules/.bin/node`)) return false
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8")).packages
  const installed = JSON.parse(readFileSync(record, "utf8")).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes("node_modules/")) return true
    const found = installed[path]
    if (found === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true
    return found.version === entry.version && found.integrity === entry.integrity && found.resolved === entry.resolved
  })
}

const isInstalled = () => existsSync(marker) && readFileSync(marker, "utf8") === lockHash()

export const ensureInstalled = () => {
  if (isInstalled()) return
  if (!isInstalledByHand()) {
    console.log("Installing dependencies (npm ci). This takes about half a minute.")
    const status = npm("ci", "--loglevel=error")
    if (status !== 0) {
      console.error("npm ci failed, see above. Nothing else was run.")
      process.exit(status)
    }
  }
  writeFileSync(marker, lockHash())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled()
