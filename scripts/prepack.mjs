// Runs before a package is packed, in its folder: builds it, removes what the build of an older source has left, and fails if
// a file that it exports is missing.
import { spawnSync } from "node:child_process"
import { existsSync, globSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const manifest = JSON.parse(readFileSync("package.json", "utf8"))
const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url))
const { status } = spawnSync(process.execPath, [tsc, "-b"], { stdio: ["ignore", 2, 2] })

for (const file of globSync("dist/**/*.{js,d.ts,map}")) {
  const source = file.replace(/^dist/, "src").replace(/(\.d\.ts|\.js)(\.map)?$/, ".ts")
  if (!existsSync(source)) rmSync(file)
}

/** All files that the exports and the commands name. */
const targetsOf = (entry) =>
  entry !== null && typeof entry === "object" ? Object.values(entry).flatMap(targetsOf) : [entry]
const missing = [...targetsOf(manifest.exports), ...targetsOf(manifest.bin ?? {})].filter(
  (file) => file !== null && !existsSync(join(process.cwd(), file))
)
if (missing.length > 0)
  console.error(`${manifest.name} cannot be packed, these files are missing: ${missing.join(", ")}`)
process.exit(status !== 0 || missing.length > 0 ? 1 : 0)
