import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { run } from "./run.ts"
import { root } from "./temporary-folder.ts"

const VERSION = "7.25.0"
const SHA256 = "41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae"

const folder = join(root, "node_modules/.cache/enwrap-generators")
const jar = join(folder, `openapi-generator-cli-${VERSION}.jar`)

const hasExpectedHash = async (): Promise<boolean> =>
  existsSync(jar) &&
  createHash("sha256")
    .update(await readFile(jar))
    .digest("hex") === SHA256

/** Fetches OpenAPI Generator with Maven, unless it is cached, and checks its hash. */
const fetchGenerator = async (): Promise<void> => {
  if (await hasExpectedHash()) return
  await mkdir(folder, { recursive: true })
  const artifact = `org.openapitools:openapi-generator-cli:${VERSION}`
  await run(
    "mvn",
    ["--batch-mode", "--quiet", "dependency:copy", `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`],
    {
      cwd: folder
    }
  )
  if (!(await hasExpectedHash())) throw new Error(`${jar} does not have the expected hash`)
}

/** A run lasts some seconds. The simplest compiler and garbage collector of the JVM take less processor time for that. */
const SHORT_RUN = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]

/** Lines about generated code that OpenAPI Generator prints although it leaves nothing out. */
const HARMLESS = [
  // A name that the language reserves.
  /\(reserved word\) cannot be used as/,
  // A value of any type.
  /Codegen property is null/,
  // A map that may be null.
  /Failed to get the schema name: null/
]

/** Generates a client with OpenAPI Generator, and returns its errors and warnings. */
export const generateWithOpenApiGenerator = async (
  language: string,
  document: string,
  output: string,
  properties: ReadonlyArray<string> = []
): Promise<ReadonlyArray<string>> => {
  await fetchGenerator()
  const options = properties.flatMap((property) => ["--additional-properties", property])
  const args = ["generate", "--input-spec", document, "--generator-name", language, "--output", output, ...options]
  const { output: log } = await run("java", [...SHORT_RUN, "-jar", jar, ...args], { cwd: folder })
  return log
    .split("\n")
    .filter(
      (line) => /^\[[\w-]+\] (WARN|ERROR) |^Exception /.test(line) && !HARMLESS.some((pattern) => pattern.test(line))
    )
}
