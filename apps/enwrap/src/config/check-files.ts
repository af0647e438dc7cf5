import { dirname } from "node:path"
import type { FileUse, NamedFile } from "./named-files.ts"
import { isPidFile, MAX_PID_FILE_SIZE } from "./process-id.ts"
import type { Problems } from "./problem.ts"
import type { FoundFile, Surroundings } from "./surroundings.ts"

/** What SQLite and the store keep beside a database. */
const companions = ["-wal", "-shm", ".lock", ".mark"]

/** The id of a path that the server uses, and why. */
interface UsedPath {
  readonly id: string
  readonly file: NamedFile
  /** Names it in messages: `path in storage "sqlite"`. */
  readonly name: string
}

/** Devices, such as `/dev/stdout`, can be named more than once. */
const isDevice = (path: string, { kind }: FoundFile): boolean => kind === "other" || path.startsWith("/dev/")

const usedPaths = (file: NamedFile, { lookAt }: Surroundings): ReadonlyArray<UsedPath> => {
  const found = lookAt(file.path)
  if (isDevice(file.path, found)) return []
  const own = { id: found.id, file, name: file.setting }
  if (file.use !== "database") return [own]
  // Those of a symbolic link are beside the file that it leads to.
  const beside = companions.map((end) => {
    const name = `${file.path}${end}, which belongs to ${file.setting}`
    return { id: lookAt(`${found.path}${end}`).id, file, name }
  })
  return [own, ...beside]
}

/** Two settings must not name the same file, unless the server only reads it. Returns the files that are named twice. */
const reportShared = (
  files: ReadonlyArray<NamedFile>,
  surroundings: Surroundings,
  problems: Problems
): ReadonlySet<NamedFile> => {
  const shared = new Set<NamedFile>()
  const seen = new Map<string, UsedPath>()
  for (const used of files.flatMap((file) => usedPaths(file, surroundings))) {
    const { file, id } = used
    const before = seen.get(id)
    if (before === undefined) seen.set(id, used)
    else if (before.file !== file && !shared.has(file) && (file.use !== "read" || before.file.use !== "read")) {
      shared.add(file)
      problems.error(file.source, file.at, `${file.setting} is the same file as ${before.name}`)
    }
  }
  return shared
}

const inFolder = (path: string, { lookAt }: Surroundings): string | undefined => {
  const folder = dirname(path)
  return lookAt(folder).kind === "folder" ? undefined : `is in ${folder}, which is not a folder that can be entered`
}

/** Why this user cannot write a file, create it, or create the folders on the way to it. */
const unwritable = (path: string, { appendProblem }: Surroundings): string | undefined => {
  const code = appendProblem(path)
  switch (code) {
    case undefined:
      return undefined
    case "EACCES":
    case "EPERM":
      return "cannot be written by this user"
    case "EROFS":
      return "is on a read-only file system"
    case "EEXIST":
    case "ENOTDIR":
      return "is not in a folder: a part of its path is a file"
    default:
      return `cannot be written (${code})`
  }
}

/** Why the server cannot use what is at a path; `undefined` if it can. */
const unusable: Readonly<Record<FileUse, (path: string, surroundings: Surroundings) => string | undefined>> = {
  // Whoever reads it says what is wrong.
  read: () => undefined,
  database: (path, surroundings) => {
    const { kind, path: real } = surroundings.lookAt(path)
    if (kind !== "nothing" && kind !== "file") return "names a folder, or another thing that is not a file"
    return ["", ...companions].map((end) => unwritable(`${real}${end}`, surroundings)).find(Boolean)
  },
  log: (path, { lookAt }) => {
    const { kind } = lookAt(path)
    return kind === "folder" || kind === "socket" ? `names a ${kind}, not a file` : undefined
  },
  socket: (path, surroundings) => {
    const { kind } = surroundings.lookAt(path)
    if (kind === "nothing") return inFolder(path, surroundings) ?? unwritable(path, surroundings)
    return kind === "socket"
      ? inFolder(path, surroundings)
      : `names a ${kind === "other" ? "device" : kind}, which is not a socket`
  },
  pid: (path, surroundings) => {
    const { kind, size } = surroundings.lookAt(path)
    if (kind === "nothing") return inFolder(path, surroundings) ?? unwritable(path, surroundings)
    if (kind !== "file") return "names a folder, or another thing that is not a file"
    return size <= MAX_PID_FILE_SIZE && isPidFile(surroundings.readFile(path))
      ? unwritable(path, surroundings)
      : "names a file that contains something else than the id of a process, and would be overwritten"
  }
}

/** Checks all files that a configuration names, without changing or creating one. */
export const checkFiles = (files: ReadonlyArray<NamedFile>, surroundings: Surroundings, problems: Problems): void => {
  const shared = reportShared(files, surroundings, problems)
  for (const file of files) {
    if (shared.has(file)) continue
    const problem = attempt(() => unusable[file.use](file.path, surroundings))
    if (problem !== undefined)
      problems.error(file.source, file.at, `${file.setting.split(" ")[0]} ${problem}: ${JSON.stringify(file.path)}`)
    else if (file.use === "database") warnOfExposure(file, surroundings, problems)
  }
}

/** The records are encrypted, but others could replace them with those of an older backup, in which used tokens are valid. */
const warnOfExposure = (file: NamedFile, { folderExposure }: Surroundings, problems: Problems): void => {
  const exposure = attempt(() => folderExposure(file.path))
  if (exposure !== undefined)
    problems.warn(file.source, file.at, `${file.setting} could be replaced by other users: ${exposure}`)
}

/**
 * Checks that audit files can be opened, in the words of the start. One of several devices is enough, unless the other is new, which
 * only the store knows: that is a warning.
 */
export const checkAuditFiles = (
  files: ReadonlyArray<NamedFile>,
  deviceCount: number,
  { appendProblem, lookAt }: Surroundings,
  problems: Problems
): void => {
  const unusable = files.flatMap((file) => {
    // What is not a file is reported already.
    const code =
      file.use === "log" && ["file", "nothing"].includes(lookAt(file.path).kind) ? appendProblem(file.path) : undefined
    return code === undefined ? [] : [{ file, code }]
  })
  for (const { code, file } of unusable) {
    const problem = `${file.setting}: unable to open ${JSON.stringify(file.path)} for writing: ${code}`
    if (unusable.length >= deviceCount) problems.error(file.source, file.at, problem)
    else problems.warn(file.source, file.at, `${problem}; if this device is new, the server cannot be unsealed`)
  }
}

/** A file that cannot be looked at is reported when it is used. */
const attempt = (check: () => string | undefined): string | undefined => {
  try {
    return check()
  } catch {
    return undefined
  }
}
