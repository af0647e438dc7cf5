// Who may import whom, read from the sources. ARCHITECTURE.md has the reasons.
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { parseSync } from "oxc-parser"

const protocol = "@enwrap/protocol"
const effect = ["effect", "effect/"]

/**
 * For each room what it may import beside its own files: a package by its name, everything under a path that ends in `/`
 * (`effect/`) or a scheme (`node:`). `any` takes every package but those of another app.
 */
export const rooms: Readonly<Record<string, ReadonlyArray<string> | "any">> = {
  "packages/protocol": [],
  "packages/client": [protocol],
  "packages/client-browser": ["@enwrap/client", "@enwrap/client/operations", protocol],
  "packages/client-node": ["@enwrap/client", "@enwrap/client/operations", protocol, "node:"],
  "packages/server": [
    protocol,
    `${protocol}/openapi.json`,
    ...effect,
    "@noble/",
    "bcryptjs",
    "ipaddr.js",
    "jose/",
    "sorted-btree"
  ],
  "packages/engines": [protocol, ...effect, "@enwrap/server/engine", "@peculiar/", "reflect-metadata"],
  "packages/server-node": [protocol, ...effect, "@enwrap/server", "@enwrap/server/", "node:", "bcryptjs", "libsodium"],
  "packages/msw": [protocol, ...effect, "@enwrap/server", "@enwrap/server/", "@enwrap/engines", "msw", "msw/"],
  "packages/conformance": [protocol, `${protocol}/openapi.json`, "node:"],
  "apps/enwrap": "any",
  "apps/bench": "any"
}
const apps = ["enwrap", "@enwrap/bench"]

/** Every violation under a root folder that has `packages` and `apps`, as lines to print. */
export const borderViolations = (root: string): ReadonlyArray<string> => {
  const found = ["packages", "apps"].flatMap((kind) => folders(join(root, kind)).map((name) => `${kind}/${name}`))
  const unknown = found.filter((room) => !Object.hasOwn(rooms, room))
  const missing = Object.keys(rooms).filter((room) => !found.includes(room))
  return [
    ...unknown.map((room) => `${room}: no row in the table of scripts/check-borders.ts says what it may import`),
    ...missing.map((room) => `${room}: has a row in the table of scripts/check-borders.ts, but is not there`),
    ...found.filter((room) => Object.hasOwn(rooms, room)).flatMap((room) => violationsOfRoom(root, room))
  ]
}

const violationsOfRoom = (root: string, room: string): ReadonlyArray<string> => {
  const source = join(root, room, "src")
  return sources(source).flatMap((file) =>
    importsOf(file)
      .filter(({ specifier }) => !mayImport(room, source, file, specifier))
      .map(({ specifier, line }) => `${relative(root, file)}:${line}: ${room} must not import "${specifier}"`)
  )
}

const mayImport = (room: string, source: string, file: string, specifier: string): boolean => {
  if (specifier.startsWith(".")) return resolve(dirname(file), specifier).startsWith(source + sep)
  const allowed = rooms[room] ?? []
  if (allowed === "any") return !apps.includes(specifier)
  return allowed.some((entry) => (/[/:]$/.test(entry) ? specifier.startsWith(entry) : specifier === entry))
}

/** Every module that a file names: in `import`, `export … from`, `import()` and in types (`import("x").T`). */
const importsOf = (file: string): ReadonlyArray<{ readonly specifier: string; readonly line: number }> => {
  const text = readFileSync(file, "utf8")
  const { module, program, errors } = parseSync(file, text)
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`)
  const requests = [
    ...module.staticImports.map((statement) => statement.moduleRequest),
    ...module.staticExports.flatMap(
      (statement) => statement.entries.find((entry) => entry.moduleRequest)?.moduleRequest ?? []
    ),
    ...importExpressions(program)
  ]
  return requests.map(({ value, start }) => ({ specifier: value, line: text.slice(0, start).split("\n").length }))
}

interface Request {
  readonly value: string
  readonly start: number
}

const importExpressions = (node: unknown): ReadonlyArray<Request> => {
  if (node === null || typeof node !== "object") return []
  return [...importExpression(node), ...Object.values(node).flatMap(importExpressions)]
}

const importExpression = (node: object): ReadonlyArray<Request> => {
  const { type, source, start } = node as { type?: string; source?: { value?: string }; start: number }
  if (type !== "ImportExpression" && type !== "TSImportType") return []
  return [{ value: source?.value ?? "an expression", start }]
}

const folders = (path: string): ReadonlyArray<string> =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)

const sources = (path: string): ReadonlyArray<string> =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = borderViolations(fileURLToPath(new URL("..", import.meta.url)))
  for (const violation of violations) console.error(violation)
  process.exit(violations.length === 0 ? 0 : 1)
}
