import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const run = promisify(execFile)
const windows = process.platform === "win32"
const python3 = windows ? "python" : "python3"
const environments = fileURLToPath(new URL("../../.venv", import.meta.url))

/** Packages for Python that a test uses. */
export interface PythonPackages {
  /** The name of the environment. */
  readonly name: string
  /** A file that pins them and their dependencies. */
  readonly requirements: URL
  /** A module that can be imported if they are installed. */
  readonly module: string
}

const clients: PythonPackages = {
  name: "clients",
  requirements: new URL("requirements.txt", import.meta.url),
  module: "hvac"
}

/** What to install if Python, of this minor version of 3 or later, cannot create a virtual environment; undefined if it can. */
export const missingPython = async (minor = 9): Promise<string | undefined> => {
  try {
    await run(python3, ["-c", `import sys, venv, ensurepip; sys.exit(sys.version_info < (3, ${minor}))`])
    return undefined
  } catch {
    return `install ${python3}, 3.${minor} or later, with its venv module (Debian and Ubuntu: python3 and python3-venv)`
  }
}

/**
 * Returns a Python executable with packages, by default those of the clients, in a virtual environment below `.venv/`, which
 * git ignores. The first call creates the environment, which takes up to a minute. The folder name contains a hash of the
 * requirements, so that a change creates a new environment.
 */
export const pythonEnvironment = async (packages: PythonPackages = clients): Promise<string> => {
  const wanted = createHash("sha256")
    .update(await readFile(packages.requirements))
    .digest("hex")
  const folder = join(environments, `${packages.name}-${wanted.slice(0, 12)}`)
  if (!(await works(pythonOf(folder), packages))) await install(folder, packages)
  return pythonOf(folder)
}

const pythonOf = (folder: string): string =>
  windows ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python")

const works = async (python: string, { module }: PythonPackages): Promise<boolean> => {
  if (!existsSync(python)) return false
  return run(python, ["-c", `import ${module}`]).then(
    () => true,
    () => false
  )
}

/** Installs into a temporary folder and then renames it, so that an interrupted installation is never used. */
const install = async (folder: string, { requirements }: PythonPackages): Promise<void> => {
  await mkdir(environments, { recursive: true })
  const temporary = await mkdtemp(join(environments, "unfinished-"))
  try {
    await run(python3, ["-m", "venv", temporary])
    await run(pythonOf(temporary), [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-deps",
      "--requirement",
      fileURLToPath(requirements)
    ])
    await rm(folder, { recursive: true, force: true })
    await rename(temporary, folder)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}
