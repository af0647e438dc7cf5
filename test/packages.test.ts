import { execFile } from "node:child_process"
import { existsSync, globSync, readFileSync } from "node:fs"
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, posix, relative, sep } from "node:path"
import { promisify } from "node:util"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { VERSION } from "../packages/server/src/gen/version.ts"

const run = promisify(execFile)
const root = join(import.meta.dirname, "..")

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly scripts?: Readonly<Record<string, string>>
  readonly bin?: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string | null>>>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const COMPILE = "tsc -p ."
const COMPILE_PROTOCOL = "node ../../node_modules/typescript/bin/tsc -p ."

interface Packed {
  readonly folder: string
  readonly manifest: Manifest
  readonly tarball: string
  readonly files: ReadonlyArray<string>
}

const publishedFolders = async (): Promise<ReadonlyArray<string>> => {
  const folders: Array<string> = []
  for (const kind of ["packages", "apps"]) {
    for (const name of await readdir(join(root, kind))) {
      const folder = join(root, kind, name)
      if (existsSync(join(folder, "package.json")) && (await manifestIn(folder)).private !== true) folders.push(folder)
    }
  }
  return folders
}

const manifestIn = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, "package.json"), "utf8"))

const pack = async (folders: ReadonlyArray<string>, destination: string): Promise<ReadonlyArray<Packed>> => {
  const options = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination, ...folders]
  const { stdout } = await run("npm", options, { cwd: root, shell: process.platform === "win32" })
  // npm 11 prints a list, npm 12 an object with the names as keys.
  const reports: ReadonlyArray<{ name: string; filename: string; files: ReadonlyArray<{ path: string }> }> =
    Object.values(JSON.parse(stdout))
  return Promise.all(
    folders.map(async (folder) => {
      const manifest = await manifestIn(folder)
      const report = reports.find(({ name }) => name === manifest.name)
      assert(report !== undefined, `npm did not pack ${manifest.name}`)
      const files = report.files.map(({ path }) => path).toSorted()
      return { folder, manifest, files, tarball: join(destination, report.filename) }
    })
  )
}

const folders = await publishedFolders()
const names = await Promise.all(folders.map(async (folder) => (await manifestIn(folder)).name))

describe("the published packages", () => {
  let work: string
  let packed: ReadonlyArray<Packed>

  const packedAs = (name: string): Packed => {
    const found = packed.find(({ manifest }) => manifest.name === name)
    assert(found !== undefined)
    return found
  }

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), "enwrap-packages-"))
    packed = await pack(folders, work)
  }, 120_000)
  afterAll(() => rm(work, { recursive: true }))

  it.each(names)("%s contains only the files to publish", (name) => {
    const { files } = packedAs(name)
    const surplus = files.filter(
      (file) =>
        !/^(package\.json|README\.md|CHANGELOG\.md|LICENSE|not-for-web-pages-use-client-browser\.js|report\.schema\.json|src\/.*\.(ts|json)|(dist|bin)\/.*(\.js|\.d\.ts|\.json)(\.map)?)$/.test(
          file
        )
    )
    assert.deepEqual(surplus, [])
    assert.includeMembers([...files], ["LICENSE", "README.md", "package.json"])
    assert.deepEqual(
      files.filter((file) => /\.test\.|(^|\/)test\//.test(file)),
      []
    )
  })

  it.each(names)("%s contains every file that its exports name", (name) => {
    const { files, manifest } = packedAs(name)
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === "string"
        ? [target]
        : Object.entries(target).flatMap(([condition, file]) =>
            // `null` excludes a platform.
            condition === "@enwrap/source" || file === null ? [] : [file]
          )
    )
    const missing = [...targets, ...Object.values(manifest.bin ?? {})].filter(
      (target) => !files.includes(target.replace("./", ""))
    )
    assert.deepEqual(missing, [], "run `npm run build` first")
  })

  it.each(names)("%s contains the source of every module, so that go-to-definition ends there", async (name) => {
    const { files, folder } = packedAs(name)
    const sources = globSync("src/**/*.ts", { cwd: folder }).filter((file) => !/\.(test|d)\.ts$/.test(file))
    assert.isNotEmpty(sources)
    for (const source of sources.map((file) => file.replaceAll(sep, posix.sep))) {
      for (const map of [".js.map", ".d.ts.map"].map((end) => source.replace(/^src/, "dist").replace(/\.ts$/, end))) {
        assert.includeMembers([...files], [source, map])
        const mapped = JSON.parse(await readFile(join(folder, map), "utf8")) as { sources: ReadonlyArray<string> }
        assert.deepEqual(
          mapped.sources.map((path) => posix.join(posix.dirname(map), path)),
          [source]
        )
      }
    }
  })

  it("are built when they are packed, and are not packed with a file missing", { timeout: 60_000 }, async () => {
    const copy = join(work, "prepack")
    for (const folder of ["scripts", "packages/protocol/src"])
      await cp(join(root, folder), join(copy, folder), { recursive: true })
    for (const file of ["platform-globals.d.ts", "tsconfig.base.json", "packages/protocol/tsconfig.json"]) {
      await cp(join(root, file), join(copy, file))
    }
    await symlink(join(root, "node_modules"), join(copy, "node_modules"), "junction")
    const folder = join(copy, "packages/protocol")
    const manifest = await readFile(join(root, "packages/protocol/package.json"), "utf8")
    const packIt = () => run("npm", ["pack", "--json"], { cwd: folder, shell: process.platform === "win32" })
    await writeFile(join(folder, "package.json"), manifest)
    assert.include((await packIt()).stdout, "dist/index.js")
    await writeFile(join(folder, "package.json"), manifest.replaceAll("dist/index.js", "dist/missing.js"))
    await packIt().then(
      () => assert.fail("it was packed"),
      (error: { stderr: string }) =>
        assert.match(error.stderr, /cannot be packed, these files are missing: .*missing\.js/)
    )
  })

  it("are compiled one by one: a build of references would compile the protocol while others read it", () => {
    for (const file of globSync("{packages,apps}/*/package.json", { cwd: root })) {
      const { scripts } = JSON.parse(readFileSync(join(root, file), "utf8")) as Manifest
      // The generator of the protocol's types has another version of TypeScript.
      const compile = dirname(file) === join("packages", "protocol") ? COMPILE_PROTOCOL : COMPILE
      assert.equal(scripts?.["build"] ?? compile, compile, file)
    }
  })

  it("have one version, which is also the one that the server reports", () => {
    for (const { manifest } of packed) assert.equal(manifest.version, VERSION, manifest.name)
  })

  it("get their version and their changelogs from the changesets", { timeout: 60_000 }, async () => {
    const copy = join(work, "to-release")
    const { workspaces } = JSON.parse(await readFile(join(root, "package.json"), "utf8"))
    const manifests = globSync(
      workspaces.map((folder: string) => `${folder}/package.json`),
      { cwd: root }
    )
    for (const path of ["package.json", "package-lock.json", ".changeset", ...manifests]) {
      await cp(join(root, path), join(copy, path), { recursive: true })
    }
    await symlink(join(root, "node_modules"), join(copy, "node_modules"), "junction")
    await writeFile(join(copy, ".changeset/a-fix.md"), '---\n"@enwrap/protocol": patch\n---\n\nFixes a bug.\n')
    await run(process.execPath, [join(root, "node_modules/@changesets/cli/bin.js"), "version"], { cwd: copy })
    const versions = new Set<string>()
    for (const { folder } of packed) {
      const released = join(copy, relative(root, folder))
      const { version } = JSON.parse(await readFile(join(released, "package.json"), "utf8"))
      versions.add(version)
      assert.include(await readFile(join(released, "CHANGELOG.md"), "utf8"), `## ${version}\n`)
    }
    assert.lengthOf([...versions], 1)
    assert.include(await readFile(join(copy, "packages/protocol/CHANGELOG.md"), "utf8"), "- Fixes a bug.\n")
  })

  describe("in an empty folder", { timeout: 120_000 }, () => {
    let consumer: string

    beforeAll(async () => {
      consumer = join(work, "consumer")
      const modules = join(consumer, "node_modules")
      for (const { manifest, tarball } of packed) {
        const target = join(modules, manifest.name)
        await mkdir(target, { recursive: true })
        await run("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"])
      }
      for (const { manifest, folder } of packed) {
        for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
          const nested = join(folder, "node_modules", name)
          const source = existsSync(nested) ? nested : join(root, "node_modules", name)
          const target = join(modules, name)
          if (existsSync(target)) continue
          await mkdir(dirname(target), { recursive: true })
          await symlink(source, target, "junction")
        }
      }
      await writeFile(join(consumer, "package.json"), JSON.stringify({ type: "module", private: true }))
    }, 60_000)

    const entries = () =>
      packed.flatMap(({ manifest }) =>
        Object.entries(manifest.exports)
          .filter(([, target]) => typeof target !== "string")
          .map(([path]) => manifest.name + path.slice(1))
      )

    it("each can be imported, and exports something", async () => {
      const script = `for (const name of ${JSON.stringify(entries().filter((entry) => entry !== "enwrap"))}) {
        if (Object.keys(await import(name)).length === 0) throw new Error(name + " exports nothing")
      }`
      await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: consumer })
    })

    it("their types compile", async () => {
      const imports = entries().map((entry, index) => `export * as e${index} from "${entry}"\n`)
      await writeFile(join(consumer, "consumer.ts"), imports.join(""))
      const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2024", "--types", "node"]
      await symlink(join(root, "node_modules/@types"), join(consumer, "node_modules/@types"), "junction")
      await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options, "consumer.ts"], {
        cwd: consumer
      }).catch((error: { stdout?: string }) => assert.fail(error.stdout ?? String(error)))
    })

    it("the command starts", async () => {
      const { manifest } = packedAs("enwrap")
      const command = join(consumer, "node_modules/enwrap", manifest.bin?.["enwrap"] ?? "")
      const { stdout } = await run(process.execPath, [command, "--help"], { cwd: consumer })
      assert.match(stdout, /enwrap (wrap|server)/)
    })
  })
})
