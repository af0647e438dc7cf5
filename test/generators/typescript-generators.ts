import { readFileSync } from "node:fs"
import { findPackageJSON } from "node:module"
import { dirname, join } from "node:path"
import { exact, forGenerators, type Edition } from "./editions.ts"
import { matchesIn } from "./matches-in.ts"
import { run } from "./run.ts"
import { copyProgram } from "./temporary-folder.ts"

interface Generator {
  readonly name: string
  /** The editions that it takes. */
  readonly editions: ReadonlyArray<Edition>
  /** Its program in `programs`. */
  readonly program: string
  /** Generates a client in the folder `generated` below a folder. */
  readonly generate: (folder: string, edition: Edition, env: Readonly<Record<string, string>>) => Promise<void>
  /** Finds the operations of the generated client. */
  readonly operations: (folder: string) => ReadonlyArray<string>
}

/** Runs the command of an npm package. */
const runPackage = async (
  [packageName, bin]: readonly [packageName: string, bin: string],
  args: ReadonlyArray<string>,
  folder: string,
  env: Readonly<Record<string, string>> = {}
): Promise<void> => {
  const manifest = findPackageJSON(packageName, import.meta.url)
  if (manifest === undefined) throw new Error(`${packageName} is not installed`)
  await run(process.execPath, [join(dirname(manifest), bin), ...args], { cwd: folder, env })
}

export const typescriptGenerators: ReadonlyArray<Generator> = [
  {
    name: "openapi-typescript, with openapi-fetch",
    editions: [exact, forGenerators],
    program: "openapi-fetch.ts",
    generate: (folder, { path }) =>
      runPackage(["openapi-typescript", "bin/cli.js"], [path, "--output", "generated/schema.ts"], folder),
    operations: (folder) => {
      const [, list = ""] = readFileSync(join(folder, "generated/schema.ts"), "utf8").split(
        /^export interface operations /m
      )
      return [...list.matchAll(/^ {4}(\w+): \{$/gm)].map(([, name = ""]) => name)
    }
  },
  {
    name: "Hey API",
    editions: [exact, forGenerators],
    program: "hey-api.ts",
    generate: (folder, { path }) =>
      runPackage(
        ["@hey-api/openapi-ts", "bin/run.js"],
        ["--input", path, "--output", "generated", "--client", "@hey-api/client-fetch"],
        folder
      ),
    operations: (folder) => matchesIn(folder, "generated/sdk.gen.ts", /^export const (\w+) = </gm)
  },
  {
    name: "Orval",
    editions: [forGenerators],
    program: "orval.ts",
    generate: async (folder, { path }, env) => {
      await copyProgram("orval.config.mjs", folder, "orval.config.mjs")
      await runPackage(["orval", "dist/bin/orval.mjs"], [], folder, { ...env, DOCUMENT: path })
    },
    operations: (folder) => matchesIn(folder, "generated/client.ts", /^export const (\w+) = async /gm)
  },
  {
    name: "Kubb",
    editions: [forGenerators],
    program: "kubb.ts",
    generate: async (folder, { path }) => {
      await copyProgram("kubb.config.mjs", folder, "kubb.config.mjs")
      await runPackage(["@kubb/cli", "bin/kubb.cjs"], ["generate", "--config", "kubb.config.mjs"], folder, {
        DOCUMENT: path
      })
    },
    operations: (folder) => matchesIn(folder, "generated/clients/*.ts", /^export async function (\w+)\(/gm)
  }
]
