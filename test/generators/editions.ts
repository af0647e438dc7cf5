import { readFileSync } from "node:fs"
import { join } from "node:path"

const folder = join(import.meta.dirname, "../../packages/protocol/src/gen")

/** An edition of the OpenAPI document. */
export interface Edition {
  readonly name: string
  readonly path: string
  /** The ids of all its operations, sorted. */
  readonly operations: ReadonlyArray<string>
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>
}

const edition = (name: string, file: string): Edition => {
  const path = join(folder, file)
  const { paths } = JSON.parse(readFileSync(path, "utf8")) as Document
  const operations = Object.values(paths).flatMap((item) =>
    METHODS.flatMap((method) => item[method]?.operationId ?? [])
  )
  return { name, path, operations: operations.sort() }
}

/** OpenAPI 3.1: everything that the server accepts and returns. */
export const exact: Edition = edition("the exact edition", "openapi.json")

/** OpenAPI 3.0.3: every type in one form. */
export const forGenerators: Edition = edition("the edition for generators", "openapi.generators.json")
