import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { missingFromLock } from "../scripts/complete-lock.ts"

const root = join(import.meta.dirname, "..")
const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" })
  .split("\0")
  .filter((file) => file !== "" && existsSync(join(root, file)))

/** Where a text names this machine, or a place that packages are fetched from. */
const machineTraces = (text: string): ReadonlyArray<string> => {
  const literals = [root, process.env["npm_config_registry"] ?? ""].filter((trace) => trace.length > 1)
  return [
    ...literals.filter((trace) => text.includes(trace)),
    // A path of the protocol may have such a segment (`pki/root/…`), but doesn't begin with it.
    ...(text.match(/(?<![\w}])\/(?:home|Users|root|work)\/\w[^\s"'`)]*|https?:\/\/registry\.[\w.-]+/g) ?? [])
  ]
}

describe("what is committed", () => {
  it("names no path of a machine and no host of a registry", () => {
    const found = files.flatMap((file) =>
      machineTraces(readFileSync(join(root, file), "utf8")).map((trace) => `${file}: ${trace}`)
    )
    assert.deepEqual(found, [])
  })

  it("would be noticed if it did", () => {
    const host = ["registry", "example", "org"].join(".")
    for (const text of [`see ${root}`, ["", "home", "someone", "x"].join("/"), `https://${host}/a.tgz`]) {
      assert.notDeepEqual(machineTraces(text), [], text)
    }
  })

  it("pins every dependency exactly", () => {
    const loose = files
      .filter((file) => file.endsWith("package.json"))
      .flatMap((file) => {
        const manifest = JSON.parse(readFileSync(join(root, file), "utf8"))
        return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
          .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))
          .map(([name, version]) => `${file}: ${name}@${version}`)
      })
    assert.deepEqual(loose, [])
  })

  it("locks the builds of every platform, so that `npm ci` takes the lock file", () => {
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))
    assert.deepEqual([...missingFromLock(lock).keys()], [], "run `node scripts/complete-lock.ts`")
  })
})
