// Completes package-lock.json after an `npm install` against a registry that doesn't serve every platform's build of a
// tool: npm leaves out what it could not look at, and `npm ci` then refuses the lock file. What is added has its exact
// version and its platform, but no checksum.
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

interface LockedPackage {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: ReadonlyArray<string>
  readonly cpu?: ReadonlyArray<string>
  readonly libc?: ReadonlyArray<string>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

const systems: Readonly<Record<string, string>> = { windows: "win32" }
const processors: Readonly<Record<string, string>> = { 64: "x64" }
const libraries: Readonly<Record<string, string>> = { gnu: "glibc", musl: "musl" }
const pattern =
  /[-/](aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|wasm32|win32|windows)-?(arm64|arm|x64|64|ia32|ppc64|riscv64|s390x|loong64|mips64el|wasi)?-?(gnu|musl)?/

/** The platform that a package is for, read from its name. */
const platformOf = (name: string): LockedPackage => {
  const [, system, processor, library] = pattern.exec(name) ?? []
  if (system === undefined) throw new Error(`${name}: which platform is it for?`)
  if (system === "wasm32") return { cpu: ["wasm32"] }
  return {
    os: [systems[system] ?? system],
    ...(processor === undefined ? {} : { cpu: [processors[processor] ?? processor] }),
    ...(library === undefined ? {} : { libc: [libraries[library] ?? library] })
  }
}

/** The optional dependencies that a lock file should have and has not: where each belongs, and its entry. */
export const missingFromLock = (lock: Lock): ReadonlyMap<string, LockedPackage> => {
  const missing = new Map<string, LockedPackage>()
  for (const [path, { optionalDependencies, dev }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
      const nested = `${path}/node_modules/${name}`
      const hoisted = `node_modules/${name}`
      if (lock.packages[nested] !== undefined || lock.packages[hoisted] !== undefined) continue
      missing.set(hoisted, { version, ...(dev ? { dev } : {}), optional: true, ...platformOf(name) })
    }
  }
  return missing
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL("../package-lock.json", import.meta.url))
  const lock = JSON.parse(readFileSync(path, "utf8"))
  const missing = missingFromLock(lock)
  lock.packages = Object.fromEntries(
    Object.entries({ ...lock.packages, ...Object.fromEntries(missing) }).toSorted(([a], [b]) =>
      a.localeCompare(b, "en")
    )
  )
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${missing.size} added`)
}
