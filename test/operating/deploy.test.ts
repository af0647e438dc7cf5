import { spawnSync } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { validate } from "dockerfile-utils"
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

  it("has no instruction that a linter warns of, and no command that a shell cannot read", async () => {
    const dockerfile = await read("deploy/Dockerfile")
    assert.deepEqual(
      validate(dockerfile).map(({ message }) => message),
      []
    )
    assert.isNotEmpty(validate(dockerfile.replace("EXPOSE 8200", "EXPOSE port")))
    const commands = [...dockerfile.replaceAll(/\\\n/g, "").matchAll(/^RUN (.*)$/gm)].map(([, command]) => command!)
    assert.isNotEmpty(commands)
    for (const command of commands) {
      const { status, stderr } = spawnSync("sh", ["-n"], { input: command, encoding: "utf8" })
      assert.equal(status, 0, stderr)
    }
    // What another stage is named and where its files are: a build would fail, and there is none here.
    const stages = [...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name)
    for (const [, stage] of dockerfile.matchAll(/^COPY --from=(\S+)/gm)) assert.include(stages, stage)
  })

  it("gets nothing that is not in Git", async () => {
    const ignored = (await read(".dockerignore")).split("\n")
    for (const line of (await read(".gitignore")).trim().split("\n"))
      assert.include(ignored, `**/${line.replace(/\/$/, "")}`)
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

describe("every way to start the server", () => {
  it("starts Node.js with an option against the debugger that SIGUSR1 would open before the server has a listener", async () => {
    for (const file of [
      "deploy/Dockerfile",
      "deploy/enwrap.service",
      "scripts/start.mjs",
      "apps/enwrap/bin/relaunch.js"
    ]) {
      assert.match(await read(file), /^(?! *#).*\b(?:NODE_OPTIONS=|spawn\(node, \[").*disable-sigusr1/m, file)
    }
  })
})

const analyze = (...words: ReadonlyArray<string>) => spawnSync("systemd-analyze", words, { encoding: "utf8" })

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

  it("lets the server write to every folder that it and the guides name", async () => {
    const unit = await read("deploy/enwrap.service")
    const writable = [...unit.matchAll(/^(State|Logs|Runtime)Directory=(.*)$/gm)].map(
      ([, kind, name]) => `${{ State: "/var/lib", Logs: "/var/log", Runtime: "/run" }[kind!]}/${name}`
    )
    for (const page of ["deploy/enwrap.service", "docs/guides/audit.md"]) {
      const folders = [...(await read(page)).matchAll(/(?:file_path|path) = "(\/.*)\/[^/]*"/g)].map(
        ([, folder]) => folder!
      )
      assert.isNotEmpty(folders)
      for (const folder of folders) assert.include(writable, folder)
    }
  })

  it("allows socket_group: changing the owner of a file is not among the system calls that it takes away", async () => {
    const filters = [...(await read("deploy/enwrap.service")).matchAll(/^SystemCallFilter=(.*)$/gm)]
    assert.strictEqual(filters.at(-1)?.[1], "@chown")
  })

  it("is a valid unit, without a key that systemd does not know", async (context) => {
    const { error, status, stderr } = analyze("verify", join(root, "deploy/enwrap.service"))
    if (error !== undefined) return context.skip("install systemd to check the unit")
    assert.equal(status, 0, stderr)
    // An unknown key is only a warning. Other units of the machine can have warnings, too.
    assert.deepEqual(
      stderr.split("\n").filter((line) => line.includes("enwrap.service")),
      []
    )
  })

  it("leaves an attacker little: an exposure of at most 2 of 10", (context) => {
    const { error, status, stderr } = analyze(
      "security",
      "--offline=true",
      "--threshold=20",
      join(root, "deploy/enwrap.service")
    )
    if (error !== undefined || stderr.includes("unrecognized option"))
      return context.skip("install systemd 250 or newer to check the exposure of the unit")
    assert.equal(status, 0, stderr)
  })
})
