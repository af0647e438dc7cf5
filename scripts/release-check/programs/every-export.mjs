// Imports every entry point of every installed package of Enwrap, as its manifest exports them.
import assert from "node:assert/strict"
import { readFile } from "node:fs/promises"

const { dependencies } = JSON.parse(await readFile("package.json", "utf8"))

/** The optional peer dependency that a failed import lacks, if this project does not have it. */
const lackedPeer = (error, { peerDependenciesMeta = {} }) =>
  Object.keys(peerDependenciesMeta).find(
    (peer) =>
      dependencies[peer] === undefined && error.code === "ERR_MODULE_NOT_FOUND" && error.message.includes(`'${peer}'`)
  )

let imported = 0
for (const name of Object.keys(dependencies).filter((name) => /^(@enwrap\/|enwrap$)/.test(name))) {
  const manifest = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"))
  for (const entry of Object.keys(manifest.exports)) {
    const specifier = name + entry.slice(1)
    const json = entry.endsWith(".json")
    try {
      const module = await import(specifier, json ? { with: { type: "json" } } : undefined)
      assert.ok(Object.keys(json ? module.default : module).length > 0, `${specifier} exports nothing`)
      imported++
    } catch (error) {
      if (lackedPeer(error, manifest) === undefined) throw new Error(`cannot import ${specifier}`, { cause: error })
    }
  }
}
assert.ok(imported > 0)
