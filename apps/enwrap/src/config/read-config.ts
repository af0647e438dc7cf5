import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { ConfigText } from "./problem.ts"
import { readProblem } from "./surroundings.ts"

/** Environment variables that hold configuration as JSON or HCL, for containers. The first one that is set is used. */
const variables = ["ENWRAP_LOCAL_CONFIG", "BAO_LOCAL_CONFIG", "VAULT_LOCAL_CONFIG"]

/**
 * Reads the texts of a configuration: of files, of all files of a folder that end with `.hcl` or `.json`, and of the environment,
 * which is last.
 *
 * @throws Failure if a file cannot be read, or if there is no configuration
 */
export const readConfigTexts = (
  paths: ReadonlyArray<string>,
  env: Readonly<Record<string, string | undefined>>
): ReadonlyArray<ConfigText> => {
  const files = paths.flatMap(filesOf)
  const variable = variables.find((name) => env[name])
  const texts: Array<ConfigText> = files.map((path) => ({ name: path, text: readText(path), path }))
  if (variable !== undefined) texts.push({ name: variable, text: env[variable]! })
  if (texts.length > 0) return texts
  throw paths.length > 0
    ? new Failure("the folder of the configuration has no file that ends with .hcl or .json.")
    : usageFailure("no configuration was given.", "Use --config=FILE, or --dev for a server for development.")
}

const attempt = <A>(path: string, read: () => A): A => {
  try {
    return read()
  } catch (error) {
    throw new Failure(`cannot read the configuration ${path}: ${readProblem(error)}.`)
  }
}

const readText = (path: string): string =>
  // Editors of some systems begin a file with a byte order mark.
  attempt(path, () => readFileSync(path, "utf8").replace(/^\uFEFF/, ""))

const filesOf = (path: string): ReadonlyArray<string> =>
  attempt(path, () =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => /\.(?:hcl|json)$/.test(name))
          .toSorted()
          .map((name) => join(path, name))
          // As in the original, folders in it are not read.
          .filter((file) => statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true)
      : [path]
  )
