// `npm run release:check`: packs every package, installs the packed files into empty projects with npm, pnpm and Yarn, and
// runs a program of each kind of user there, on each supported version of Node.js. It needs the registry, and some minutes.
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { managers, nodes } from "./tools.mjs"

const root = fileURLToPath(new URL("../..", import.meta.url))
const programs = fileURLToPath(new URL("programs", import.meta.url))
const work = mkdtempSync(join(tmpdir(), "enwrap-release-"))

/** What each kind of project depends on, the Node.js that it must run on, and its programs. */
const kinds = {
  clients: {
    nodes: ["20", "24", "26"],
    packages: ["@enwrap/client-browser", "@enwrap/client-node", "@enwrap/client", "@enwrap/protocol"],
    others: {},
    programs: ["every-export", "node-service", "page"]
  },
  everything: {
    nodes: ["24", "26"],
    packages: undefined,
    others: { effect: "4.1.0", msw: "3.0.5", react: "19.3.1", jest: "30.5.2", vite: "8.3.8", vitest: "5.1.1" },
    programs: ["every-export", "node-service", "page", "frontend-test", "server-embedder", "command"]
  }
}

const run = (name, command, args, options) => {
  const started = performance.now()
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", timeout: 600_000, ...options })
  const ok = status === 0
  console.log(`${ok ? "✓" : "✗"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  if (!ok) {
    failed.push(name)
    console.error(`${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`.trimEnd())
  }
  return ok ? stdout : undefined
}
const failed = []

/** Packs every published package, and returns the address of each packed file by the name of the package. */
const packAll = () => {
  const folders = globSync(["packages/*/package.json", "apps/*/package.json"], { cwd: root })
    .map((file) => ({ folder: dirname(file), manifest: JSON.parse(readFileSync(join(root, file), "utf8")) }))
    .filter(({ manifest }) => manifest.private !== true)
  const args = ["pack", "--json", "--pack-destination", work, ...folders.map(({ folder }) => join(root, folder))]
  const printed = run("npm pack", "npm", args, { cwd: root })
  // npm 11 prints a list, npm 12 an object with the names as keys. Scripts may print before it.
  const reports = printed && Object.values(JSON.parse(printed.slice(printed.search(/^[[{]/m))))
  return Object.fromEntries((reports ?? []).map(({ name, filename }) => [name, `file:${join(work, filename)}`]))
}

/** Starts a dev server on a free port, for the programs. */
const startServer = async () => {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const { port } = probe.address()
  probe.close()
  const args = [join(root, "apps/enwrap/bin/enwrap.js"), "server", "--dev", "--dev-root-token-id=root"]
  const child = spawn(process.execPath, [...args, `--dev-listen-address=127.0.0.1:${port}`], { stdio: "ignore" })
  const address = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 100; attempt++) {
    if (
      await fetch(`${address}/v1/sys/health`).then(
        ({ ok }) => ok,
        () => false
      )
    )
      return { address, child }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill()
  throw new Error("The dev server did not start")
}

const makeProject = (folder, kind, tarballs) => {
  mkdirSync(folder, { recursive: true })
  const { packages = Object.keys(tarballs), others } = kind
  const own = Object.fromEntries(packages.map((name) => [name, tarballs[name]]))
  const manifest = {
    name: "consumer",
    version: "1.0.0",
    private: true,
    type: "module",
    dependencies: { ...own, ...others }
  }
  // The packed packages depend on each other by versions that are not published yet.
  const pnpmOverrides = Object.entries(own).map(
    ([name, file]) => `  ${JSON.stringify(name)}: ${JSON.stringify(file)}\n`
  )
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, overrides: own, resolutions: own }))
  writeFileSync(
    join(folder, "pnpm-workspace.yaml"),
    `overrides:\n${pnpmOverrides.join("")}ignoredBuiltDependencies: [msw, esbuild, unrs-resolver]\nstrictDepBuilds: false\n`
  )
  cpSync(programs, folder, { recursive: true })
}

const server = await startServer()
try {
  const tarballs = packAll()
  const node = nodes(work, run)
  const manager = managers(work, run)
  for (const [kindName, kind] of Object.entries(kinds)) {
    for (const managerName of Object.keys(manager)) {
      if (failed.length > 0) break
      const folder = join(work, `${kindName}-${managerName}`)
      makeProject(folder, kind, tarballs)
      const env = { ...process.env, VAULT_ADDR: server.address, VAULT_TOKEN: "root", CI: "true" }
      const on = (version) => ({
        cwd: folder,
        env: { ...env, PATH: `${dirname(node[version])}${delimiter}${env.PATH}` }
      })
      const [command, args] = manager[managerName]
      const installer = kind.nodes[0]
      run(`${kindName}: install with ${managerName}`, command, args, on(installer))
      for (const version of kind.nodes) {
        for (const program of kind.programs) {
          run(
            `${kindName}, ${managerName}, Node ${version}: ${program}`,
            node[version],
            [`${program}.mjs`],
            on(version)
          )
        }
      }
      if (kind.others.jest !== undefined) {
        const args = ["--experimental-vm-modules", "node_modules/jest/bin/jest.js", "--testMatch=**/jest-*.test.mjs"]
        run(`${kindName}, ${managerName}, Jest 30`, node["24"], args, on("24"))
      }
      if (kind.others.vitest !== undefined) {
        const args = ["node_modules/vitest/vitest.mjs", "run", "vitest-"]
        run(`${kindName}, ${managerName}, Vitest`, node["24"], args, on("24"))
      }
    }
  }
} finally {
  server.child.kill()
  rmSync(work, { recursive: true, force: true })
}
console.log(failed.length === 0 ? "Ready to publish." : `Failed: ${failed.join("; ")}`)
process.exit(failed.length === 0 ? 0 : 1)
