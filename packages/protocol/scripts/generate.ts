/**
 * Generates code from the spec, and from the version of the packages. `--check` writes nothing; it fails with the names of the
 * generated files that are out of date.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { bundle, type NodeObject } from "./bundle.ts"
import { printClientGroups } from "./client-groups.ts"
import { printClientRoutes } from "./client-routes.ts"
import { printFieldDecoders } from "./field-decoders.ts"
import { generatorsEdition } from "./generators-edition/generators-edition.ts"
import { printOperations } from "./operation-table.ts"
import { printTypes } from "./openapi-types.ts"
import { printRequestSchemas } from "./request-schemas.ts"

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..")

const header =
  "// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.\n\n"

/** The core of the server also runs in browsers, so it cannot read the file. */
const printVersion = (): string => {
  const { version } = JSON.parse(readFileSync(join(root, "packages/server/package.json"), "utf8")) as {
    version: string
  }
  return `// Generated from packages/server/package.json by packages/protocol/scripts/generate.ts. Do not edit: \`npm run generate\`.

/** The version of the server. All packages have the same version and are released together. */
export const VERSION = ${JSON.stringify(version)}
`
}

const printDocument = (document: NodeObject): string =>
  `${JSON.stringify({ ...document, "x-generated": "From spec/ by packages/protocol/scripts/generate.ts. Do not edit." }, undefined, 2)}\n`

/**
 * The same text for a parser of JSON or TypeScript. Paths of the API such as `sys/rotate/root` with something below look like a
 * file in the home of root, which checks of committed files look for.
 */
const withoutHomes = (text: string): string => text.replace(/\/root\//g, String.raw`/root\/`)

/** The text of each generated file, by its path from the root of the repository. */
export const generate = async (): Promise<Map<string, string>> => {
  const document = bundle(join(root, "spec/openapi.yaml"))
  const files: ReadonlyArray<readonly [file: string, text: string]> = [
    ["packages/protocol/src/gen/openapi.json", printDocument(document)],
    ["packages/protocol/src/gen/openapi.generators.json", printDocument(generatorsEdition(document))],
    ["packages/protocol/src/gen/openapi.ts", header + (await printTypes(document))],
    ["packages/protocol/src/gen/operations.ts", header + printOperations(document)],
    ["packages/client/src/gen/routes.ts", header + printClientRoutes(document)],
    ["packages/client/src/gen/groups.ts", header + printClientGroups(document)],
    ["packages/server/src/gen/field-decoders.ts", header + printFieldDecoders(document, false)],
    ["packages/server/src/gen/lazy-field-decoders.ts", header + printFieldDecoders(document, true)],
    ["packages/server/src/gen/schemas.ts", header + printRequestSchemas(document, false)],
    ["packages/server/src/gen/lazy-schemas.ts", header + printRequestSchemas(document, true)],
    ["packages/server/src/gen/version.ts", printVersion()]
  ]
  return new Map(files.map(([file, text]) => [file, withoutHomes(text)]))
}

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return undefined
  }
}

/** The generated files that are out of date. */
export const drifted = async (): Promise<Array<string>> =>
  [...(await generate())].filter(([file, text]) => textOf(join(root, file)) !== text).map(([file]) => file)

const main = async (check: boolean): Promise<void> => {
  if (check) {
    const files = await drifted()
    if (files.length === 0) return
    console.error(`out of date (run npm run generate):\n${files.map((file) => `  ${file}`).join("\n")}`)
    process.exitCode = 1
    return
  }
  for (const [file, text] of await generate()) {
    const target = join(root, file)
    if (textOf(target) === text) continue
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
    console.log(`wrote ${relative(root, target)}`)
  }
}

if (import.meta.main) await main(process.argv.includes("--check"))
