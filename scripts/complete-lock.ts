// Completes package-lock.json after an `npm install` from a registry that does not serve the builds of a tool for every
// platform. npm omits the packages that it cannot fetch, and `npm ci` then rejects the lock file. The added entries have an
// exact version and a platform, but no checksum.
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

/** The platform of a package, derived from its name. */
const platformOf = (name: string): LockedPackage => {
  const [, system, processor, library] = pattern.exec(name) ?? []
  if (system === undefined) throw new Error(`cannot derive a platform from the package name ${name}`)
  if (system === "wasm32") return { cpu: ["wasm32"] }
  return {
    os: [systems[system] ?? system],
    ...(processor === undefined ? {} : { cpu: [processors[processor] ?? processor] }),
    ...(library === undefined ? {} : { libc: [libraries[library] ?? library] })
  }
}

/** The optional dependencies that are missing from a lock file: their paths and entries. */
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
  console.log(`Added ${missing.size} entries to package-lock.json.`)
}
