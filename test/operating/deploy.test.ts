import { spawnSync } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "vitest"

const root = join(import.meta.dirname, "../..")
const read = (path: string): Promise<string> => readFile(join(root, path), "utf8")

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** The folders of a package and of all packages of the repository that it needs. */
const neededFolders = async (folder: string, found = new Set<string>()): Promise<ReadonlySet<string>> => {
  if (found.has(folder)) return found
  found.add(folder)
  const { dependencies = {} } = JSON.parse(await read(`${folder}/package.json`)) as Manifest
  for (const name of Object.keys(dependencies)) {
    if (name.startsWith("@enwrap/")) await neededFolders(`packages/${name.slice("@enwrap/".length)}`, found)
  }
  return found
}

describe("deploy/Dockerfile", () => {
  it("packs the command and every package that it needs, and no other", async () => {
    const packed = [...(await read("deploy/Dockerfile")).matchAll(/--workspace (\S+)/g)].map(([, folder]) => folder!)
    assert.sameMembers(packed, [...(await neededFolders("apps/enwrap"))])
  })

  it("runs the command as a user without privileges, who can write to the folder of the database only", async () => {
    const final = (await read("deploy/Dockerfile")).split(/^FROM /m).at(-1)!
    assert.match(final, /^USER enwrap$/m)
    assert.deepEqual(
      [...final.matchAll(/--owner=enwrap .* (\/\S+)/g)].map(([, folder]) => folder),
      ["/var/lib/enwrap"]
    )
    assert.match(final, /^VOLUME \/var\/lib\/enwrap$/m)
  })
})

describe("deploy/enwrap.service", () => {
  it("starts the server as a user without privileges, and takes away what it does not need", async () => {
    const unit = await read("deploy/enwrap.service")
    for (const line of [
      "Type=notify",
      "NotifyAccess=all",
      "User=enwrap",
      "CapabilityBoundingSet=",
      "NoNewPrivileges=yes",
      "ProtectSystem=strict",
      "StateDirectoryMode=0700",
      "LimitCORE=0",
      "UMask=0077"
    ])
      assert.include(unit.split("\n"), line)
  })

  it("is a valid unit", async (context) => {
    const { error, status, stderr } = spawnSync("systemd-analyze", ["verify", join(root, "deploy/enwrap.service")], {
      encoding: "utf8"
    })
    if (error !== undefined) return context.skip("install systemd to check the unit")
    assert.equal(status, 0, stderr)
  })
})
