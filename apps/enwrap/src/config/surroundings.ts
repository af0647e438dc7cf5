import { readFileSync } from "node:fs"

/** What a configuration refers to. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Throws if the file cannot be read. A relative path is relative to the working directory. */
  readonly readFile: (path: string) => Uint8Array
}

/** The surroundings of this process. */
export const processSurroundings = (env: Surroundings["env"]): Surroundings => ({
  env,
  readFile: (path) => readFileSync(path)
})

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
