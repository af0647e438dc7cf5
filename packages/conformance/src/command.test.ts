import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { conformanceMain } from "./command.ts"
import { conformanceFlags } from "./flags.ts"

const TOKEN = "s.thegiventokenoftheoperator"

/** A minimal server for the case RWC-ER-15, which expects 403 without a token. */
let server: Server
let url: string
let denies = true
const namespaces = new Set<unknown>()
beforeAll(async () => {
  server = createServer((request, response) => {
    const namespace = request.headers["x-vault-namespace"]
    namespaces.add(namespace)
    if (namespace === "none") {
      response.writeHead(404, { "content-type": "application/json" })
      return void response.end('{"errors":["no handler for route"]}')
    }
    const known = request.headers["x-vault-token"] === TOKEN
    const answer =
      request.url === "/v1/sys/wrapping/wrap" && known
        ? {
            wrap_info: {
              token: "s.wrappingtoken",
              accessor: "a",
              ttl: 60,
              creation_time: "t",
              creation_path: "sys/wrapping/wrap"
            }
          }
        : { errors: [known ? "no" : "permission denied"] }
    response.writeHead("wrap_info" in answer || (!denies && !known) ? 200 : known ? 404 : 403, {
      "content-type": "application/json"
    })
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

async function run(argv: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) {
  let [out, err] = ["", ""]
  const code = await conformanceMain(argv, {
    env,
    stdout: {
      write: (text) => {
        out += text
      }
    },
    stderr: {
      write: (text) => {
        err += text
      }
    }
  })
  expect(out + err).not.toContain(TOKEN)
  return { code, out, err }
}

const CASE = ["--case", "RWC-ER-15"]

describe("exit code", () => {
  it("0: conformant", async () => {
    expect(await run([url, "--token", TOKEN, ...CASE])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/1 passed, 0 failed[\s\S]*\nAll selected cases passed\. .*\n$/),
      err: "token: from --token\n"
    })
  })
  it("1: not conformant", async () => {
    denies = false
    try {
      expect(await run([url, "--token", TOKEN, ...CASE])).toMatchObject({
        code: 1,
        out: expect.stringMatching(/✘ RWC-ER-15[\s\S]*Not conformant\.\n$/)
      })
    } finally {
      denies = true
    }
  })
  it.each([
    ["no server at the address", ["http://127.0.0.1:9", "--token", TOKEN], "cannot be reached"],
    ["no address", ["--token", TOKEN], "VAULT_ADDR"],
    ["an invalid address", ["vault", "--token", TOKEN], "http://127.0.0.1:8200"],
    ["no token", ["http://127.0.0.1:9"], "VAULT_TOKEN"],
    ["a token that is not allowed in a header", ["http://127.0.0.1:9", "--token", "a b"], "white space"],
    ["two addresses", ["http://127.0.0.1:9", "x", "--token", TOKEN], "more than one address"],
    ["an unknown flag", ["--nonsense"], "--nonsense"],
    ["a flag without a value", ["--token"], "--token"],
    ["an unknown profile", ["http://127.0.0.1:9", "--token", TOKEN, "--profile", "gold"], "core, accessor"],
    ["an unknown format", ["http://127.0.0.1:9", "--token", TOKEN, "--format", "pdf"], "text, html, json, junit"],
    ["an unknown ending", ["http://127.0.0.1:9", "--token", TOKEN, "--output", "report.pdf"], ".txt, .html"],
    [
      "no folder for the report",
      ["http://127.0.0.1:9", "--token", TOKEN, "--output", "/no/such/report.html"],
      "ENOENT"
    ],
    [
      "a baseline that is no report",
      ["http://127.0.0.1:9", "--token", TOKEN, "--baseline", "package.json"],
      "baseline"
    ],
    ["no jobs", ["http://127.0.0.1:9", "--token", TOKEN, "--jobs", "0"], "jobs"],
    ["a seed that is no number", ["http://127.0.0.1:9", "--token", TOKEN, "--seed", "x"], "--seed"],
    ["a timeout that is no duration", ["http://127.0.0.1:9", "--token", TOKEN, "--timeout", "soon"], "20s"],
    ["a duration above the limit", ["http://127.0.0.1:9", "--token", TOKEN, "--recheck", "2h"], "up to 1h"],
    ["the path of an endpoint", ["http://127.0.0.1:9/v1/sys/health", "--token", TOKEN], "http://127.0.0.1:9"],
    ["an unknown case", ["http://127.0.0.1:9", "--token", TOKEN, "--case", "RWC-SU-99"], "--list"],
    [
      "known failures that cannot be read",
      ["http://127.0.0.1:9", "--token", TOKEN, "--known-failures", "/no/such/file"],
      "ENOENT"
    ]
  ])("2: %s", async (_, argv, message) => {
    const { code, out, err } = await run(argv)
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toContain(message)
  })
  it("2: a rejected token", async () => {
    expect(await run([url, "--token", "s.another", ...CASE])).toMatchObject({
      code: 2,
      err: expect.stringContaining("rejected the token (403: permission denied)")
    })
  })
})

describe("address and token", () => {
  it.each(["VAULT", "BAO"])("reads %s_ADDR and the token's variable", async (name) => {
    expect(await run(CASE, { [`${name}_ADDR`]: url, [`${name}_TOKEN`]: TOKEN })).toMatchObject({
      code: 0,
      err: `token: from ${name}_TOKEN\n`
    })
  })
  it("reads the address of --address, but not two", async () => {
    expect((await run(["--address", url, "--token", TOKEN, ...CASE])).code).toBe(0)
    expect(await run([url, "--address", url, "--token", TOKEN, ...CASE])).toMatchObject({
      code: 2,
      err: expect.stringContaining("more than one address")
    })
  })
  it.each([["--namespace=team"], []])("sends the namespace with each request: %s", async (...flags) => {
    namespaces.clear()
    expect((await run([url, "--token", TOKEN, ...CASE, ...flags], { VAULT_NAMESPACE: "team" })).code).toBe(0)
    expect([...namespaces]).toEqual(["team"])
  })
  it("names a namespace that the server does not have", async () => {
    namespaces.clear()
    expect(await run([url, "--token", TOKEN, ...CASE, "--namespace=none"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("has no namespace none (404: no handler for route")
    })
  })
  it("prefers flags, with one dash too", async () => {
    expect(
      (
        await run([url, `-token=${TOKEN}`, "-case", "RWC-ER-15"], {
          VAULT_ADDR: "http://127.0.0.1:9",
          VAULT_TOKEN: "x"
        })
      ).code
    ).toBe(0)
  })
})

describe("output", () => {
  it("--format json", async () => {
    const { out } = await run([url, "--token", TOKEN, ...CASE, "--format", "json"])
    expect(JSON.parse(out)).toMatchObject({ format: 2, conclusion: "passed", counts: { passed: 1 } })
  })
  it("--output and --known-failures", async () => {
    const folder = await mkdtemp(join(tmpdir(), "conformance-"))
    try {
      const [output, known] = [join(folder, "report.xml"), join(folder, "known.txt")]
      await writeFile(known, "RWC-ER-15 ticket 1\n")
      const { code, out } = await run([url, "--token", TOKEN, ...CASE, "--output", output, "--known-failures", known])
      expect(code).toBe(1)
      expect(out).toContain("report written to")
      expect(await readFile(output, "utf8")).toContain("RWC-ER-15 passes: remove it from the known failures")
    } finally {
      await rm(folder, { recursive: true })
    }
  })
  it("several formats in one run, and only one of them printed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "conformance-"))
    try {
      const files = ["a.html", "b.json", "c.xml", "d.sarif", "e.svg", "f.shields.json", "g.TXT"].map((name) =>
        join(folder, name)
      )
      const words = [url, "--token", TOKEN, ...CASE, "--format", "json", ...files.flatMap((file) => ["--output", file])]
      const { code, err, out } = await run(words)
      expect(code).toBe(0)
      expect(JSON.parse(out)).toMatchObject({ format: 2 })
      expect(err.match(/report written to/g)).toHaveLength(files.length)
      const texts = await Promise.all(files.map((file) => readFile(file, "utf8")))
      for (const [i, beginning] of [
        "<!doctype html>",
        '{\n  "format": 2',
        "<?xml",
        '{\n  "$schema": "https://docs.oasis-open.org/sarif/',
        "<svg",
        '{"schemaVersion":1',
        "Conformance of"
      ].entries())
        expect(texts[i]?.startsWith(beginning), texts[i]?.slice(0, 80)).toBe(true)
      for (const text of texts) expect(text).not.toContain(TOKEN)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
  it("--baseline shows what changed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "conformance-"))
    try {
      const before = join(folder, "before.json")
      await run([url, "--token", TOKEN, ...CASE, "--output", before])
      denies = false
      const { out } = await run([url, "--token", TOKEN, ...CASE, "--baseline", before])
      expect(out).toMatch(/\nChanges\n {2}since .*\n {2}fail now: RWC-ER-15\n/)
    } finally {
      denies = true
      await rm(folder, { recursive: true })
    }
  })
  it("--seed repeats the names of a run", async () => {
    const prefixOf = async (seed: string) =>
      (
        JSON.parse((await run([url, "--token", TOKEN, ...CASE, "--format", "json", "--seed", seed])).out) as {
          prefix: string
        }
      ).prefix
    expect(await prefixOf("7")).toBe(await prefixOf("7"))
    expect(await prefixOf("7")).not.toBe(await prefixOf("8"))
  })
  it("a line of progress, only on a terminal", async () => {
    let err = ""
    const stderr = { write: (text: string) => void (err += text), isTTY: true }
    const io = { env: {}, stdout: { write: () => undefined }, stderr }
    await conformanceMain([url, "--token", TOKEN, ...CASE], io)
    expect(err).toContain("█ 1/1 cases  RWC-ER-15")
    expect(err.endsWith("\r\u001b[K")).toBe(true)
  })
  it("--verbose prints every case", async () => {
    expect((await run([url, "--token", TOKEN, ...CASE, "--verbose"])).out).toContain("✔ RWC-ER-15")
  })
  it("--list prints the cases without running them", async () => {
    const { code, out } = await run(["--list", "--profile", "rewrap"])
    expect(code).toBe(0)
    expect(out).toContain("RWC-RW-01")
    expect(out).not.toContain("RWC-SU-01")
    expect(JSON.parse((await run(["--list", "--format", "json", "--case", "RWC-SU-01,RWC-SU-02"])).out)).toMatchObject([
      { id: "RWC-SU-01" },
      { id: "RWC-SU-02" }
    ])
  })
  it("--help has examples and the exit codes", async () => {
    const { code, out } = await run(["-help"])
    expect(code).toBe(0)
    expect(out).toContain("enwrap conformance http://127.0.0.1:8200 --token root")
    for (const line of ["0  conformant", "1  not conformant", "2  the suite could not run", "3  incomplete"])
      expect(out).toContain(line)
    for (const { name } of conformanceFlags) expect(out).toContain(`--${name}`)
  })
})
