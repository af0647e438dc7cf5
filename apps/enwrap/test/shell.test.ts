import { describe, expect, it } from "vitest"
import { bin, runEnwrap, runProgram, startServer } from "./run-enwrap.ts"

/** Whether a program is installed. */
const has = async (program: string): Promise<boolean> =>
  (await runProgram(program, ["--version"]).catch(() => undefined))?.code === 0

describe("enwrap completion", () => {
  it.each(["bash", "zsh", "fish"])("prints a script that %s can parse", async (shell) => {
    const { code, out, err } = await runEnwrap(["completion", shell])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    for (const word of ["enwrap", "unwrap", "conformance", "dev-root-token-id"]) expect(out).toContain(word)
    expect(out).not.toContain("--completions")
    if (!(await has(shell))) return
    expect(await runProgram(shell, ["-n"], { input: out })).toEqual({ code: 0, out: "", err: "" })
  })

  it("completes commands, flags and choices in bash", async (context) => {
    if (!(await has("bash"))) return context.skip("bash is not installed")
    const { out: script } = await runEnwrap(["completion", "bash"])
    const complete = async (line: string): Promise<ReadonlyArray<string>> => {
      const words = line.split(" ")
      const { code, out, err } = await runProgram("bash", [
        "-c",
        [
          script,
          `COMP_LINE='${line}' COMP_POINT=${line.length} COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}) COMP_CWORD=${words.length - 1}`,
          `"$(complete -p enwrap | sed 's/.*-F \\([^ ]*\\).*/\\1/')" enwrap '${words.at(-1)}' '${words.at(-2)}'`,
          "printf '%s\\n' \"${COMPREPLY[@]}\""
        ].join("\n")
      ])
      expect({ code, err }).toEqual({ code: 0, err: "" })
      return out
        .split("\n")
        .map((word) => word.trim())
        .filter((word) => word !== "")
    }
    expect(await complete("enwrap un")).toEqual(["unwrap"])
    expect(await complete("enwrap server --dev-r")).toEqual(["--dev-root-token-id"])
    expect(await complete("enwrap completion f")).toEqual(["fish"])
    expect(await complete("enwrap wrap --format j")).toEqual(["json"])
    expect(await complete("enwrap operator rek")).toEqual(["rekey"])
    expect(await complete("enwrap token re")).toEqual(["renew", "revoke"])
    expect(await complete("enwrap read --wrap")).toEqual(["--wrap-ttl"])
    expect(await complete("enwrap login --method a")).toEqual(["approle"])
    expect(await complete("enwrap unwrap --expected-p")).toEqual(["--expected-path"])
    expect(await complete("enwrap conformance --known")).toEqual(["--known-failures"])
    expect(await complete("enwrap conformance --format ju")).toEqual(["junit"])
    expect(await complete("enwrap operator unseal --res")).toEqual(["--reset"])
  })
})

describe("with a version of Node.js that is too old", () => {
  // Fakes the version, since no old Node.js may be installed.
  const old = ["--import", "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.11.1'})"]

  it("says which version is required and how to get it, and exits with 2", async () => {
    const { code, out, err } = await runProgram(process.execPath, [...old, bin, "version"], {
      env: { ENWRAP_RELAUNCHED: "1" }
    })
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toMatch(
      /^enwrap: Node\.js 22\.19 or newer is required, but this is Node\.js 20\.11\.1\.\n.*https:\/\/nodejs\.org.*\n$/
    )
  })

  it("is not reported as a sealed server by status", async () => {
    const { code } = await runProgram(process.execPath, [...old, bin, "status"], { env: { ENWRAP_RELAUNCHED: "1" } })
    expect(code).toBe(1)
  })

  it("runs with the pinned Node.js of the repository", async () => {
    const { code, out, err } = await runProgram(process.execPath, [...old, bin, "version"])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toMatch(/^enwrap .* \(Node 2[2-9]\./)
  })

  it("passes on the exit code and signals", async () => {
    expect((await runProgram(process.execPath, [...old, bin, "nothing-of-the-kind"])).code).toBe(2)
    const server = await startServer(["--dev", "--dev-listen-address=127.0.0.1:0"], {}, old)
    expect((await server.stop()).code).toBe(0)
  })

  it("does not leave a server running if it is killed with SIGKILL", async () => {
    const server = await startServer(["--dev", "--dev-listen-address=127.0.0.1:0"], {}, old)
    server.process.kill("SIGKILL")
    await server.ended
    await expect
      .poll(() =>
        fetch(server.url).then(
          () => "running",
          () => "stopped"
        )
      )
      .toBe("stopped")
  })
})
