/** The GitHub Action, the GitLab template and the image of deploy/conformance. */
import { spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { parse } from "yaml"
import { conformanceFlags } from "../src/flags.ts"
import { formatOfFile } from "../src/report/formats.ts"

const read = (name: string): string =>
  readFileSync(new URL(`../../../deploy/conformance/${name}`, import.meta.url), "utf8")

const folder = mkdtempSync(join(tmpdir(), "conformance-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** A program in the place of npx: it records its arguments and the environment, writes the reports, and exits with a code. */
const npx = join(folder, "npx")
writeFileSync(
  npx,
  `#!${process.execPath}
const fs = require("node:fs")
const given = process.argv.slice(2)
const { VAULT_ADDR, VAULT_TOKEN, EXIT = "0" } = process.env
fs.writeFileSync(${JSON.stringify(join(folder, "called.json"))}, JSON.stringify({ given, VAULT_ADDR, VAULT_TOKEN }))
for (const [i, word] of given.entries())
  if (word === "--output" && EXIT !== "2") fs.writeFileSync(given[i + 1], given[i + 1].endsWith(".json") ? '{"conclusion":"incomplete"}' : "line\\n\`\`\`\\n")
process.exit(Number(EXIT))
`
)
chmodSync(npx, 0o755)

const shell = (script: string, env: Readonly<Record<string, string>>) => {
  for (const name of ["output", "summary"]) writeFileSync(join(folder, name), "")
  const { status, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: `${folder}:${process.env["PATH"]}`,
      GITHUB_OUTPUT: join(folder, "output"),
      GITHUB_STEP_SUMMARY: join(folder, "summary"),
      ...env
    }
  })
  const { given, ...called } = JSON.parse(readFileSync(join(folder, "called.json"), "utf8")) as {
    readonly given: ReadonlyArray<string>
  }
  const written = (name: string): string => readFileSync(join(folder, name), "utf8")
  return { status, stderr, given, called, output: written("output"), summary: written("summary") }
}

const expectKnownFlags = (given: ReadonlyArray<string>): void => {
  for (const word of given.filter((one) => one.startsWith("--") && one !== "--yes"))
    expect(conformanceFlags.map(({ name }) => `--${name}`)).toContain(word)
  for (const [i, word] of given.entries()) if (word === "--output") formatOfFile(given[i + 1] ?? "")
}

describe.skipIf(process.platform === "win32")("the GitHub Action", () => {
  const action = parse(read("action.yml")) as {
    readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
    readonly runs: {
      readonly using: string
      readonly steps: ReadonlyArray<{ readonly env: Readonly<Record<string, string>>; readonly run: string }>
    }
  }
  const [step] = action.runs.steps
  const run = (inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) =>
    shell(step?.run ?? "", {
      ...Object.fromEntries(
        Object.entries(step?.env ?? {}).map(([name, value]) => [
          name,
          value.replace(
            /\$\{\{ inputs\.(\w+) \}\}/,
            (_, input: string) => inputs[input] ?? action.inputs[input]?.default ?? ""
          )
        ])
      ),
      ...env
    })

  it("uses only inputs that it declares, and none inside its script", () => {
    expect(action.runs.using).toBe("composite")
    const used = Object.values(step?.env ?? {}).flatMap((value) => /inputs\.(\w+)/.exec(value)?.[1] ?? [])
    expect(used.sort()).toEqual(Object.keys(action.inputs).sort())
    expect(step?.run).not.toContain("${{")
  })
  it("passes its inputs on, without running them, and writes the summary and the conclusion", () => {
    const { called, given, output, status, stderr, summary } = run({
      url: "http://127.0.0.1:8200",
      token: "$(touch pwned)",
      profile: "core,rewrap",
      arguments: "--jobs 4\n--skip RWC-SU-*"
    })
    expect(status, stderr).toBe(0)
    expect(called).toEqual({ VAULT_ADDR: "http://127.0.0.1:8200", VAULT_TOKEN: "$(touch pwned)" })
    expect(given.slice(0, 8)).toEqual([
      "--yes",
      "@enwrap/conformance@latest",
      "--profile",
      "core,rewrap",
      "--jobs",
      "4",
      "--skip",
      "RWC-SU-*"
    ])
    expectKnownFlags(given)
    expect(output).toBe("conclusion=incomplete\n")
    expect(summary).toBe("## Conformance\n\n    line\n    ```\n")
  })
  it.each(["1", "2", "3"])("ends with the exit code of the suite: %s", (EXIT) => {
    const { output, status } = run(
      { url: "http://127.0.0.1:8200", token: "root", reports: `reports-${EXIT}` },
      { EXIT }
    )
    expect(status).toBe(Number(EXIT))
    expect(output).toBe(EXIT === "2" ? "" : "conclusion=incomplete\n")
  })
})

describe.skipIf(process.platform === "win32")("the GitLab template", () => {
  const template = parse(read("gitlab.yml")) as {
    readonly ".enwrap-conformance": {
      readonly variables: Readonly<Record<string, string>>
      readonly script: ReadonlyArray<string>
      readonly artifacts: { readonly paths: ReadonlyArray<string>; readonly reports: { readonly junit: string } }
    }
  }
  const { artifacts, script, variables } = template[".enwrap-conformance"]

  it.each([
    ["core", ["--profile", "core"]],
    ["", []]
  ])("runs the suite with the profiles %j", (CONFORMANCE_PROFILE, expected) => {
    const given = { CONFORMANCE_URL: "http://vault:8200", CONFORMANCE_TOKEN: "root", CONFORMANCE_PROFILE }
    const found = shell(script.join("\n"), { ...variables, ...given })
    expect(found.status, found.stderr).toBe(0)
    expect(found.called).toEqual({ VAULT_ADDR: "http://vault:8200", VAULT_TOKEN: "root" })
    expect(found.given.slice(2, -8)).toEqual(expected)
    expectKnownFlags(found.given)
    expect(found.given).toContain(artifacts.reports.junit)
    expect(artifacts.paths).toEqual(["conformance-reports"])
  })
})

describe("the image", () => {
  it("runs the suite's own program as a user without privileges", () => {
    const final =
      read("Dockerfile")
        .split(/^FROM /m)
        .at(-1) ?? ""
    expect(final).toMatch(/^USER conformance$/m)
    const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      readonly bin: Readonly<Record<string, string>>
      readonly files: ReadonlyArray<string>
      readonly dependencies?: unknown
    }
    expect(final).toContain(`/app/node_modules/@enwrap/conformance/${manifest.bin["enwrap-conformance"]?.slice(2)}`)
    expect(manifest.files).toContain("bin")
    // It packs one package only.
    expect(manifest.dependencies).toBe(undefined)
  })
})
