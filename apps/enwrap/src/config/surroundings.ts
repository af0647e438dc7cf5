import { lstatSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import { appendProblem } from "./write-access.ts"

/** What is at a path. */
export interface FoundFile {
  readonly kind: "nothing" | "file" | "folder" | "socket" | "other"
  /** Without symbolic links. */
  readonly path: string
  /** Equal for two paths of the same file, whether or not it exists. */
  readonly id: string
  readonly size: number
}

/** What a configuration refers to. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Throws if the file cannot be read. A relative path is relative to the working directory. */
  readonly readFile: (path: string) => Uint8Array
  /** Looks at a path. What cannot be looked at is `nothing`. */
  readonly lookAt: (path: string) => FoundFile
  /** Why a file cannot be appended to, if it cannot: the code of the operating system. */
  readonly appendProblem: (path: string) => string | undefined
  /** Why the file of a key is not protected, if it is not: `… can be read by other users`. */
  readonly exposure: (path: string) => string | undefined
  /** Why other users could replace a file, if they could: `… can be written by other users`. */
  readonly folderExposure: (path: string) => string | undefined
}

/** The surroundings of this process. */
export const processSurroundings = (env: Surroundings["env"]): Surroundings => ({
  env,
  readFile: (path) => readFileSync(path),
  lookAt,
  appendProblem: (path) => appendProblem(realPath(resolve(path))),
  exposure: keyExposure,
  folderExposure
})

/** The target of a symbolic link; `undefined` for anything else. */
const targetOf = (path: string): string | undefined => {
  try {
    return resolve(dirname(path), readlinkSync(path))
  } catch {
    return undefined
  }
}

/** More links than any system follows. */
const MAX_LINKS = 40

/** The path without symbolic links, also if nothing is there yet: a file that is written through a link is created at its target. */
const realPath = (path: string, links = 0): string => {
  try {
    return realpathSync(path)
  } catch {
    const target = links < MAX_LINKS ? targetOf(path) : undefined
    if (target !== undefined) return realPath(target, links + 1)
    const folder = dirname(path)
    return folder === path ? path : join(realPath(folder, links), basename(path))
  }
}

const lookAt = (named: string): FoundFile => {
  const path = realPath(resolve(named))
  try {
    const found = statSync(path)
    const kind = found.isFile() ? "file" : found.isDirectory() ? "folder" : found.isSocket() ? "socket" : "other"
    return { kind, path, id: `${found.dev}:${found.ino}`, size: found.size }
  } catch {
    return { kind: "nothing", path, id: path, size: 0 }
  }
}

const STICKY = 0o1000

/**
 * Why other users could read or replace a key, if they could. Its group may read it: so do systemd and container runtimes provide
 * credentials. Files have no modes on Windows.
 */
export const keyExposure = (path: string): string | undefined => {
  if (process.platform === "win32") return undefined
  const file = statSync(path)
  // Whoever reads it says so.
  if (file.isDirectory()) return undefined
  if ((file.mode & 0o037) !== 0)
    return `${path} can be read or written by other users${file.isFile() ? advice(file, 600, path) : ""}`
  return folderExposure(path)
}

/** Why other users could replace a file, or one that is not there yet, if they could. */
export const folderExposure = (path: string): string | undefined => {
  if (process.platform === "win32") return undefined
  for (const { entry, folder } of stepsTo(resolve(path))) {
    const { gid, mode, uid } = statSync(folder)
    const found = lstatSync(entry, { throwIfNoEntry: false })
    // Many systems give each user a group of the same number, which may write to the user's folders.
    const mask = found?.isDirectory() === true && gid === uid ? 0o002 : 0o022
    // In a folder such as the one for temporary files, only the owner of an entry, and of the folder, can replace it.
    const isSticky = (mode & STICKY) !== 0 && (found === undefined || isTrusted(found.uid))
    if ((mode & mask) !== 0 && !isSticky)
      return `${folder} can be written by other users${advice({ uid }, 700, folder)}`
    if (!isTrusted(uid)) return `${folder} belongs to another user`
    // What is not there yet is created for this user only.
    if (found === undefined) return undefined
  }
  return undefined
}

/** The user of this process, and the system's own, who can replace everything. */
const isTrusted = (uid: number): boolean => uid === 0 || uid === process.getuid?.()

/** A folder on the way to a file, and what is in it on this way: the next folder, a symbolic link, or the file. */
interface Step {
  readonly folder: string
  readonly entry: string
}

/**
 * The steps from the root to a file, also through each symbolic link to a file or a folder: who can write to one of these folders
 * can replace what is in it, and so the file.
 */
const stepsTo = (path: string): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  const left = path.split("/").filter((name) => name !== "")
  let folder = "/"
  for (let links = 0; left.length > 0;) {
    const entry = join(folder, left.shift()!)
    steps.push({ folder, entry })
    const target = targetOf(entry)
    if (target === undefined) folder = entry
    else if (links++ < MAX_LINKS) {
      left.unshift(...target.split("/").filter((name) => name !== ""))
      folder = "/"
    } else break
  }
  return steps
}

/** Only the owner can follow it. */
const advice = ({ uid }: { readonly uid: number }, mode: number, path: string): string =>
  uid === process.getuid?.() ? `: run \`chmod ${mode} ${path}\`` : ""

/** Why a file cannot be read: `no such file`. */
export const readProblem = (error: unknown): string => {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ENOENT":
      return "no such file"
    case "EACCES":
    case "EPERM":
      return "permission denied"
    case "EISDIR":
      return "it is a folder"
    default:
      return (error as NodeJS.ErrnoException).code ?? "it cannot be read"
  }
}
