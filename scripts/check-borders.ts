// Checks which packages and layers import each other, by reading the sources. ARCHITECTURE.md has the reasons.
import { readdirSync } from "node:fs"
import { dirname, join, relative, resolve, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { circlesIn } from "./circles.ts"
import { importsOf, sourcesBelow } from "./imports.ts"

const protocol = "@enwrap/protocol"
const effect = ["effect", "effect/"]

/**
 * What each package may import, besides its own files: a package by its name, everything under a path that ends in `/`
 * (`effect/`) or a scheme (`node:`). `any` allows every package except other apps.
 */
export const allowedImports: Readonly<Record<string, ReadonlyArray<string> | "any">> = {
  "packages/protocol": [],
  "packages/client": [protocol],
  "packages/client-browser": ["@enwrap/client", "@enwrap/client/operations", protocol, "react"],
  "packages/client-node": ["@enwrap/client", "@enwrap/client/grouped", "@enwrap/client/operations", protocol, "node:"],
  "packages/server": [
    protocol,
    `${protocol}/lazy-texts`,
    `${protocol}/openapi.json`,
    ...effect,
    "@noble/",
    "@stablelib/aes",
    "bcryptjs",
    "ipaddr.js",
    "jose/",
    "shamir-secret-sharing"
  ],
  "packages/engines": [
    protocol,
    `${protocol}/engine-texts`,
    ...effect,
    "@enwrap/server/engine",
    "@peculiar/",
    "reflect-metadata"
  ],
  "packages/server-node": [protocol, ...effect, "@enwrap/server", "@enwrap/server/", "node:", "bcryptjs", "libsodium"],
  "packages/store-sqlite": ["@enwrap/server/store", ...effect, "node:"],
  "packages/msw": [
    protocol,
    ...effect,
    "@enwrap/server",
    "@enwrap/server/",
    "@enwrap/engines",
    "@noble/",
    "bcryptjs",
    "msw",
    "msw/",
    "vitest"
  ],
  "packages/conformance": [protocol, `${protocol}/openapi.json`, "node:"],
  "apps/enwrap": "any",
  "apps/bench": "any"
}
const apps = ["enwrap", "@enwrap/bench"]

/**
 * The folders (and files) directly below a package's `src`, the lowest layer first. A layer may import itself and lower layers.
 */
export const layers: Readonly<Record<string, ReadonlyArray<string>>> = {
  "packages/server": [
    "shapes",
    "gen",
    "values",
    "ports",
    "state",
    "actions",
    "operations",
    "request",
    "server",
    "index.ts"
  ]
}

/** Every violation under a root folder that has `packages` and `apps`, as lines to print. */
export const borderViolations = (root: string): ReadonlyArray<string> => {
  const found = ["packages", "apps"].flatMap((kind) => folders(join(root, kind)).map((name) => `${kind}/${name}`))
  const unknown = found.filter((packageFolder) => !Object.hasOwn(allowedImports, packageFolder))
  const missing = Object.keys(allowedImports).filter((packageFolder) => !found.includes(packageFolder))
  return [
    ...unknown.map(
      (packageFolder) => `${packageFolder}: no row in the table of scripts/check-borders.ts says what it may import`
    ),
    ...missing.map(
      (packageFolder) => `${packageFolder}: has a row in the table of scripts/check-borders.ts, but does not exist`
    ),
    ...found
      .filter((packageFolder) => Object.hasOwn(allowedImports, packageFolder))
      .flatMap((packageFolder) => violationsOfPackage(root, packageFolder))
  ]
}

const violationsOfPackage = (root: string, packageFolder: string): ReadonlyArray<string> => {
  const source = join(root, packageFolder, "src")
  const files = sourcesBelow(source).map((file) => ({ file, imports: importsOf(file) }))
  const named = (file: string): string => relative(root, file)
  const edges = files.flatMap(({ file, imports }) =>
    imports
      .filter(({ specifier }) => specifier.startsWith("."))
      .map(({ specifier, line }) => ({ file, line, target: resolve(dirname(file), specifier) }))
  )
  return [
    ...files.flatMap(({ file, imports }) =>
      imports
        .filter(({ specifier }) => !mayImport(packageFolder, source, file, specifier))
        .map(({ specifier, line }) => `${named(file)}:${line}: ${packageFolder} must not import "${specifier}"`)
    ),
    ...edges.flatMap(({ file, line, target }) => {
      const [from, to] = [layerOf(packageFolder, source, file), layerOf(packageFolder, source, target)]
      if (from === undefined) return `${named(file)}: is in no layer of ${packageFolder} (see scripts/check-borders.ts)`
      return to !== undefined && to.height > from.height
        ? `${named(file)}:${line}: the layer "${from.name}" must not import the layer "${to.name}" above it`
        : []
    }),
    ...circlesIn(graphOf(edges)).map((circle) => `${circle.map(named).join(", ")}: files import each other`),
    ...circlesIn(
      graphOf(edges.map(({ file, target }) => ({ file: dirname(file), target: dirname(target) })).filter(apart))
    ).map((circle) => `${circle.map(named).join(", ")}: folders import each other`)
  ]
}

interface Edge {
  readonly file: string
  readonly target: string
}

const graphOf = (edges: ReadonlyArray<Edge>): ReadonlyMap<string, ReadonlySet<string>> => {
  const graph = new Map<string, Set<string>>()
  for (const { file, target } of edges) graph.set(file, (graph.get(file) ?? new Set()).add(target))
  return graph
}

/** Whether neither folder is inside the other: a folder and its subfolders may import each other. */
const apart = ({ file, target }: Edge): boolean =>
  !`${file}${sep}`.startsWith(`${target}${sep}`) && !`${target}${sep}`.startsWith(`${file}${sep}`)

/** The layer that a file is in. A package without layers is one layer. */
const layerOf = (
  packageFolder: string,
  source: string,
  file: string
): { readonly name: string; readonly height: number } | undefined => {
  const order = layers[packageFolder]
  if (order === undefined) return { name: packageFolder, height: 0 }
  const name = relative(source, file).split(sep)[0]!
  const height = order.indexOf(name)
  return height === -1 ? undefined : { name, height }
}

const mayImport = (packageFolder: string, source: string, file: string, specifier: string): boolean => {
  if (specifier.startsWith(".")) return resolve(dirname(file), specifier).startsWith(source + sep)
  const allowed = allowedImports[packageFolder] ?? []
  if (allowed === "any") return !apps.includes(specifier)
  return allowed.some((entry) => (/[/:]$/.test(entry) ? specifier.startsWith(entry) : specifier === entry))
}

const folders = (path: string): ReadonlyArray<string> =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = borderViolations(fileURLToPath(new URL("..", import.meta.url)))
  for (const violation of violations) console.error(violation)
  process.exit(violations.length === 0 ? 0 : 1)
}
