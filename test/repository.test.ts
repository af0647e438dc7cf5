import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { missingFromLock } from "../scripts/complete-lock.ts"

const root = join(import.meta.dirname, "..")
const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" })
  .split("\0")
  .filter((file) => file !== "" && existsSync(join(root, file)))

/** The parts of a file that name a path of this machine or the host of a package registry. */
const machineTraces = (text: string): ReadonlyArray<string> => {
  const literals = [root, process.env["npm_config_registry"] ?? ""].filter((trace) => trace.length > 1)
  return [
    ...literals.filter((trace) => text.includes(trace)),
    // A path of the protocol can contain such a segment after its mount, but does not start with it.
    ...(text.match(/(?<![\w}])\/(?:home|Users|root|work)\/\w[^\s"'`)]*|https?:\/\/registry\.[\w.-]+/g) ?? [])
  ]
}

describe("the committed files", () => {
  it("contain no path of a machine and no host of a registry", () => {
    const found = files.flatMap((file) =>
      machineTraces(readFileSync(join(root, file), "utf8")).map((trace) => `${file}: ${trace}`)
    )
    assert.deepEqual(found, [])
  })

  it("would fail the check if they did", () => {
    const host = ["registry", "example", "org"].join(".")
    for (const text of [`see ${root}`, ["", "home", "someone", "x"].join("/"), `https://${host}/a.tgz`]) {
      assert.notDeepEqual(machineTraces(text), [], text)
    }
  })

  it("pin every dependency exactly", () => {
    const loose = files
      .filter((file) => file.endsWith("package.json"))
      .flatMap((file) => {
        const manifest = JSON.parse(readFileSync(join(root, file), "utf8"))
        return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
          .filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))
          .map(([name, version]) => `${file}: ${name}@${version}`)
      })
    assert.deepEqual(loose, [])
  })

  it("lock the builds of every platform, so that `npm ci` accepts the lock file", () => {
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))
    assert.deepEqual([...missingFromLock(lock).keys()], [], "run `npx node scripts/complete-lock.ts`")
  })
})
