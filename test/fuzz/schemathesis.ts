import { spawn } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { missingPython, pythonEnvironment, type PythonPackages } from "../clients/python-environment.ts"
import { configuration } from "./configuration.ts"

/** A part of a run of Schemathesis, see its documentation. */
export type Phase = "examples" | "coverage" | "fuzzing"

export interface FuzzOptions {
  /** The same seed gives the same requests. */
  readonly seed: number
  /** Requests of the phase `fuzzing`, for each operation. */
  readonly examples: number
  readonly phases: ReadonlyArray<Phase>
  /** The operations whose ids match; all by default. */
  readonly operations?: string | undefined
  /** A folder for the reports of Schemathesis, as JUnit and as one JSON document a line; none by default. */
  readonly report?: string | undefined
}

/** What Schemathesis found. */
export interface FuzzResult {
  /** True if it tested something and found nothing. */
  readonly passed: boolean
  /** What it printed. */
  readonly output: string
}

const packages: PythonPackages = {
  name: "schemathesis",
  requirements: new URL("requirements.txt", import.meta.url),
  module: "schemathesis"
}

const document = fileURLToPath(import.meta.resolve("@enwrap/protocol/openapi.json"))

/** What to install before Schemathesis can run; undefined if nothing. */
export const missingForFuzzing = (): Promise<string | undefined> => missingPython(11)

/** Installs Schemathesis, if it is not installed yet. Returns the Python executable that has it. */
export const installSchemathesis = (): Promise<string> => pythonEnvironment(packages)

const argumentsOf = (address: string, { examples, operations, phases, report, seed }: FuzzOptions) => [
  "run",
  document,
  `--url=${address}/v1`,
  "--no-color",
  `--phases=${phases.join(",")}`,
  `--seed=${seed}`,
  `--max-examples=${examples}`,
  ...(operations === undefined ? [] : [`--include-operation-id-regex=${operations}`]),
  ...(report === undefined ? [] : ["--report=junit,ndjson", `--report-dir=${report}`])
]

/** Runs Schemathesis against a server, and passes on what it prints as it is printed. */
export const fuzz = async (
  address: string,
  options: FuzzOptions,
  print: (text: string) => void = () => {}
): Promise<FuzzResult> => {
  const python = await installSchemathesis()
  const folder = await mkdtemp(join(tmpdir(), "enwrap-fuzz-"))
  try {
    const config = join(folder, "schemathesis.toml")
    await writeFile(config, configuration())
    const program = ["-m", "schemathesis.cli", "--config-file", config, ...argumentsOf(address, options)]
    return await new Promise((resolve, reject) => {
      const child = spawn(python, program, {
        cwd: folder,
        env: { ...process.env, NO_PROXY: "127.0.0.1", PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" },
        stdio: ["ignore", "pipe", "pipe"]
      })
      let output = ""
      const received = (chunk: Buffer) => {
        output += chunk
        print(String(chunk))
      }
      child.stdout.on("data", received)
      child.stderr.on("data", received)
      child.on("error", reject)
      child.on("close", (code) => resolve({ passed: code === 0, output }))
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
