import { describe, expect, it } from "vitest"
import { fakeIo } from "../test/fake-io.ts"
import { runCommandLine } from "./command-line.ts"
import { commands, groups } from "./commands.ts"

const run = async (words: ReadonlyArray<string>, options: Parameters<typeof fakeIo>[0] = {}) => {
  const { io, written } = fakeIo(options)
  const code = await runCommandLine(words, io)
  return { code, out: written.out, err: written.err }
}

describe("runCommandLine", () => {
  it.each([["--help"], ["-help"], ["-h"], ["help"]])("%s lists every command, and shows examples", async (...words) => {
    const { code, out } = await run(words)
    expect(code).toBe(0)
    for (const { name, summary } of [...commands.filter((command) => !command.name.includes(" ")), ...groups])
      expect(out).toMatch(new RegExp(`^ +${name} .*${summary.slice(0, 12)}`, "m"))
    expect(out).toContain("Examples:")
  })

  it.each(commands)("the help of $name lists its flags and examples", async ({ name, flags, examples }) => {
    const words = name.split(" ")
    const help = await run([...words, "--help"])
    expect(help).toEqual(await run(["help", ...words]))
    expect(help).toEqual(await run([...words, "-h"]))
    expect(help.code).toBe(0)
    for (const flag of flags) expect(help.out).toContain(`--${flag.name}`)
    for (const example of examples) expect(help.out).toContain(example.run)
  })

  it.each(groups)("the help of $name lists its commands, and has examples", async ({ examples, name }) => {
    const { code, out } = await run([name, "--help"])
    expect(code).toBe(0)
    expect(out).toEqual((await run(["help", name])).out)
    const inGroup = commands.filter((command) => command.name.startsWith(`${name} `))
    expect(inGroup).not.toEqual([])
    expect(examples).not.toEqual([])
    for (const { run: example } of examples) expect(out).toContain(example.split("\n")[0])
    for (const command of inGroup)
      expect(out).toMatch(new RegExp(`^ +${command.name.split(" ")[1]} .*${command.summary.slice(0, 12)}`, "m"))
  })

  it.each([["--version"], ["-version"], ["-v"], ["version"]])("%s prints the version", async (...words) => {
    expect(await run(words)).toEqual({
      code: 0,
      out: expect.stringMatching(/^enwrap \d+\.\d+\.\d+ \(Node .+\)\n$/),
      err: ""
    })
  })

  it.each([
    [["wrpa"], "unknown command 'wrpa'"],
    [["wrap", "--tll=5m", "a=b"], "Did you mean --ttl?"],
    [["wrap", "-format=xml", "a=b"], "Allowed choices are table, json, yaml"],
    [["unwrap", "one", "two"], "takes at most 1 argument, but got 2"],
    [["completion"], "missing required argument 'shell'"],
    [
      ["completion", "tcsh"],
      "enwrap: value 'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish"
    ],
    [["server"], "--config=FILE"],
    [["server", "--dev", "--dev-listen-address=8200"], "is not HOST:PORT"],
    [["server", "--dev", "--dev-root-token-id=a b"], "without spaces"],
    [["server", "--dev", "--dev-allowed-origin=http://localhost:5173/"], "is not an origin"],
    [["server", "--dev", "--max-wrap-ttl=soon"], "at least one second"],
    [["server", "--dev", "--max-wrap-ttl=500ms"], "at least one second"]
  ])("%j is a usage error: exit code 2 and a hint", async (words, hint) => {
    const { code, out, err } = await run(words)
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toContain(hint)
    expect(err).toMatch(/^enwrap: /)
  })

  it.each([[["nope", "--help"]], [["help", "nope"]], [["hunter", "a"]]])(
    "%j is an unknown command: exit code 2, and the word is not repeated",
    async (words) => {
      const { code, out, err } = await run(words)
      expect({ code, out }).toEqual({ code: 2, out: "" })
      expect(err).toMatch(/^enwrap: unknown command\n/)
    }
  )

  it("prints its help and fails without a command", async () => {
    const { code, out, err } = await run([])
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toContain("Usage: enwrap")
  })

  it.each([
    [["hvs.CAESIJ8aQ0kLz3Xk2vBq"]],
    [["unwrap", "hvs.CAESIJ8aQ0kLz3Xk2vBq", "x"]],
    [["unwrap", "--tokn=hvs.CAESIJ8aQ0kLz3Xk2vBq"]],
    [["wrap", "--ttl", "hvs.CAESIJ8aQ0kLz3Xk2vBq", "a=b", "--token=t"]],
    [["lookup", "--field", "hvs.CAESIJ8aQ0kLz3Xk2vBq", "t"]],
    [["wrap", "-p=CAESIJ8aQ0kLz3Xk2vBq"]],
    [["CAESIJ8aQ0kLz3Xk2vBq"]],
    [["unwrap", "--format=hvs.CAESIJ8aQ0kLz3Xk2vBq"]]
  ])("does not repeat a token typed in the wrong place: %#", async (words) => {
    const { code, out, err } = await run(words)
    expect(code).toBe(2)
    expect(out + err).not.toContain("CAESIJ8aQ0kLz3Xk2vBq")
  })

  it("fails if standard output cannot be written, and does not warn about tokens after a help text", async () => {
    const { code, err } = await run(["unwrap", "--help"], { outputFailure: "ENOSPC" })
    expect({ code, err }).toEqual({ code: 1, err: "enwrap: cannot write to standard output (ENOSPC).\n" })
  })

  it.each([
    [["status"], { VAULT_FORMAT: "xml" }],
    [["status"], { VAULT_ADDR: "localhost:18240" }],
    [["status"], { VAULT_CACERT: "nope.pem", VAULT_ADDR: "https://127.0.0.1:1" }],
    [["status"], { VAULT_CLIENT_TIMEOUT: "abc" }],
    [["status", "--nope"], {}],
    [["status", "more"], {}],
    [["operator", "status", "--format=xml"], {}],
    [["operator", "init", "--status"], { VAULT_ADDR: "localhost:18240" }],
    [["operator", "init", "-status", "-nope"], {}]
  ])("an error is not reported as a sealed server: %j with %j", async (words, env: Record<string, string>) => {
    const { code, err, out } = await run(words, { env })
    expect([code, out]).toEqual([1, ""])
    expect(err).toMatch(/^enwrap: /)
  })

  it("accepts a format in any case, like the original", async () => {
    for (const [words, env] of [
      [["status"], { VAULT_FORMAT: "JSON" }],
      [["status", "-format=Json"], {}]
    ] as const)
      expect((await run(words, { env: { ...env, VAULT_ADDR: "http://127.0.0.1:1" } })).err).toContain("cannot reach")
  })

  it("rejects an unknown format in the environment before it sends a request", async () => {
    const { code, err } = await run(["unwrap", "t"], { env: { VAULT_FORMAT: "xml" } })
    expect(code).toBe(2)
    expect(err).toContain("must be table, json or yaml")
  })
})
