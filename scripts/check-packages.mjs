// Checks what would be published, with publint and "Are the types wrong?": packs each package, whose build must exist.
import { createPackageFromTarballData, checkPackage } from "@arethetypeswrong/core"
import { execFileSync } from "node:child_process"
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { publint } from "publint"
import { formatMessage } from "publint/utils"

/** CommonJS can import the packages only where `require` loads ES modules, which every supported Node.js does. */
const accepted = new Set(["CJSResolvesToESM", "NoResolution:node10"])

const work = mkdtempSync(join(tmpdir(), "enwrap-packages-"))
const folders = globSync(["packages/*/package.json", "apps/*/package.json"])
  .filter((file) => JSON.parse(readFileSync(file, "utf8")).private !== true)
  .map((file) => `./${dirname(file)}`)
const printed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", work, ...folders], {
  encoding: "utf8",
  shell: process.platform === "win32"
})

let problems = 0
const report = (name, text) => {
  problems++
  console.error(`${name}: ${text}`)
}

for (const { name, filename } of Object.values(JSON.parse(printed))) {
  const bytes = readFileSync(join(work, filename))
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const { messages, pkg } = await publint({ pack: { tarball } })
  for (const message of messages) {
    // Only tests in this repository set this condition, to import the sources.
    if (!message.path.includes("@enwrap/source")) report(name, formatMessage(message, pkg, { color: false }))
  }
  const { problems: typeProblems = [] } = await checkPackage(createPackageFromTarballData(new Uint8Array(bytes)))
  for (const { kind, entrypoint = "", resolutionKind = "" } of typeProblems) {
    if (accepted.has(kind) || accepted.has(`${kind}:${resolutionKind}`)) continue
    report(name, `${kind} ${entrypoint} ${resolutionKind} (see https://arethetypeswrong.github.io)`)
  }
}
rmSync(work, { recursive: true })
process.exit(problems === 0 ? 0 : 1)
