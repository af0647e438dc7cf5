import type { ServerResponse } from "node:http"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type ScriptedServer, startScripted } from "../../../packages/client-node/test/scripted-server.ts"
import { runInProcess } from "./run-in-process.ts"

const json = { "content-type": "application/json", "cache-control": "no-store" }
const envelope = (rest: object): string =>
  JSON.stringify({ request_id: "r", lease_id: "", renewable: false, lease_duration: 0, data: null, ...rest })

const escapes = "\u001b[2J\u001b]0;title\u0007\u009b31m\rfake"
const token = "hvs.CAESIJ8aQ0kLz3Xk2vBq"

/** What the server responds with at each path. */
const scripts: Readonly<Record<string, (response: ServerResponse) => void>> = {
  escapes: (to) =>
    to
      .writeHead(200, json)
      .end(envelope({ data: { [escapes]: escapes, lines: "a\nfake    row" }, warnings: [escapes] })),
  error: (to) => to.writeHead(400, json).end(JSON.stringify({ errors: [`${escapes} ${token}`] })),
  redirect: (to) => to.writeHead(307, { location: "http://127.0.0.1:1/v1/x" }).end(),
  page: (to) => to.writeHead(200, { "content-type": "text/html" }).end("<html>hunter2</html>"),
  "page-404": (to) => to.writeHead(404, { "content-type": "text/html" }).end("<html>hunter2</html>"),
  cut: (to) => {
    to.writeHead(200, { ...json, "content-length": 1000 }).write('{"data":{"password":"hunter2')
    setImmediate(() => to.destroy())
  },
  plain: (to) => to.writeHead(200, json).end(envelope({ data: { password: "hunter2" } })),
  many: (to) =>
    to
      .writeHead(200, json)
      .end(envelope({ data: Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, i])) })),
  deep: (to) => to.writeHead(200, json).end(`{"data":{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`)
}

let server: ScriptedServer
beforeAll(async () => {
  server = await startScripted((request, response) => {
    const name = new URL(request.url ?? "", "http://localhost").pathname.slice("/v1/".length)
    scripts[name.replace(/\/$/, "")]?.(response)
  })
})
afterAll(() => server.close())

const run = (words: ReadonlyArray<string>, terminal = false) =>
  runInProcess(words, { env: { VAULT_ADDR: server.address, VAULT_TOKEN: token, VAULT_MAX_RETRIES: "0" }, terminal })

describe("a response with escape sequences", () => {
  const obeyed = /(?!\n)\p{Cc}/u

  it("does not reach the terminal as such, and makes no fake row", async () => {
    for (const flags of [[], ["--format=json"], ["--format=yaml"], ["--field=lines"]]) {
      const { code, err, out } = await run(["read", "escapes", ...flags], true)
      expect(code).toBe(0)
      expect(out + err).not.toMatch(obeyed)
    }
    const { out } = await run(["read", "escapes"])
    expect(out).not.toMatch(obeyed)
    expect(out).not.toMatch(/^fake/m)
  })

  it("is the exact value in a pipe", async () => {
    expect((await run(["read", "escapes", `--field=${escapes}`])).out).toBe(escapes)
    expect(JSON.parse((await run(["read", "escapes", "--format=json"])).out)).toMatchObject({
      data: { [escapes]: escapes }
    })
  })

  it("is shown without them if it is an error, and without the token", async () => {
    const { code, err } = await run(["read", "error"])
    expect([code, err]).toEqual([1, expect.stringContaining("status 400")])
    expect(err).not.toMatch(obeyed)
    expect(err).not.toContain("CAESIJ8")
  })
})

describe("a response that is none of the protocol", () => {
  it.each([
    ["redirect", "a redirect, which is not followed"],
    ["page", "not in the format of the protocol"],
    ["page-404", "status 404, but not in the format"],
    ["cut", "ECONNRESET"]
  ])("%s is not printed as a result", async (path, said) => {
    for (const words of [
      ["read", path],
      ["list", path],
      ["write", path, "a=b"],
      ["delete", path],
      ["patch", path, "a=b"]
    ]) {
      const { bytes, code, err, out } = await run(words)
      expect([code, out, bytes, err]).toEqual([1, "", [], expect.stringContaining(said)])
      expect(err).not.toMatch(/hunter2|CAESIJ8/)
    }
  })

  it("sends a write once if its response is lost, and says what to check", async () => {
    const before = server.requests.length
    const { code, err } = await run(["write", "cut", "a=b"])
    expect([code, err]).toEqual([1, expect.stringContaining("Check whether it did before you run the command again")])
    expect(server.requests.length - before).toBe(1)
  })

  it("does not print a secret that should have been wrapped", async () => {
    const { code, err, out } = await run(["read", "--wrap-ttl=5m", "plain"])
    expect([code, out, err]).toEqual([1, "", expect.stringContaining("the response is not wrapped")])
    expect(err).not.toContain("hunter2")
  })
})

describe("a response that is very large", () => {
  it("is printed whole: many fields, and deep ones", async () => {
    expect((await run(["read", "many"])).out.split("\n")).toHaveLength(200_003)
    const deep = await run(["read", "deep"])
    expect([deep.code, deep.out.length]).toEqual([0, 100_000 + '{"data":{"a":}}\n'.length])
    const field = await run(["read", "--field=a.0", "deep"])
    expect([field.code, field.err]).toEqual([1, expect.stringContaining("nested too deeply")])
    expect(field.out).toBe("")
  })
})
