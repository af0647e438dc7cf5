// The package managers and the versions of Node.js, all of them from the registry of npm.
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** The oldest Node.js that the clients support, and the current ones. */
const versions = { 20: "20.19.0", 24: "24.21.0", 26: "26.10.0" }

const install = (folder, name, spec, run) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }))
  run(`install ${name}`, "npm", ["install", "--loglevel=error", "--no-audit", "--no-fund", ...spec], { cwd: folder })
}

/** Installs each version of Node.js, and returns the paths of their programs. */
export const nodes = (work, run) =>
  Object.fromEntries(
    Object.entries(versions).map(([major, version]) => {
      const folder = join(work, `node-${major}`)
      install(folder, `Node ${version}`, [`node@${version}`], run)
      return [major, join(folder, "node_modules/node/bin/node")]
    })
  )

/** Installs the package managers, and returns their programs with the arguments of an install. */
export const managers = (work, run) => {
  const folder = join(work, "managers")
  install(folder, "npm, pnpm and Yarn", ["npm@11.19.1", "pnpm@12.21.0", "yarn@1.22.22"], run)
  const program = (name) => join(folder, "node_modules/.bin", name)
  return {
    npm: [program("npm"), ["install", "--no-audit", "--no-fund", "--loglevel=error"]],
    pnpm: [program("pnpm"), ["install", `--store-dir=${join(work, "pnpm-store")}`]],
    yarn: [program("yarn"), ["install", "--no-lockfile", `--cache-folder=${join(work, "yarn-cache")}`]]
  }
}
