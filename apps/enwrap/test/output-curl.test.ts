import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startServer, type StartedServer } from "../../../test/start-server.ts"
import { runInProcess } from "./run-in-process.ts"
import { runProgram } from "./run-enwrap.ts"

let server: StartedServer
let env: Record<string, string>
beforeAll(async () => {
  server = await startServer()
  env = { VAULT_ADDR: server.address, VAULT_TOKEN: server.rootToken }
})
afterAll(() => server.close())

const run = async (words: ReadonlyArray<string>, input?: string) =>
  runInProcess(words, { env, ...(input !== undefined && { input }) })
const hasCurl = async (): Promise<boolean> =>
  (await runProgram("curl", ["--version"]).catch(() => undefined))?.code === 0

/** Prints the curl command of a request, and runs it in bash. */
const runCurl = async (
  words: ReadonlyArray<string>,
  extra: Record<string, string> = {},
  input = ""
): Promise<string> => {
  const { code, out } = await run([...words, "--output-curl"])
  expect(code).toBe(0)
  const running = promisify(execFile)("bash", ["--norc", "-c", out.replace(/^curl/, "curl -sS")], {
    env: { PATH: process.env["PATH"], no_proxy: "*", VAULT_TOKEN: server.rootToken, ...extra }
  })
  running.child.stdin?.end(input)
  return (await running).stdout
}

describe("--output-curl", () => {
  const secret = "hvs.CAESIJ8aQ0kLz3Xk2vBq"
  it.each([
    [["read", "secret/data/app", `--token=${secret}`]],
    [["write", "secret/data/app", `password=${secret}`]],
    [["wrap", `password=${secret}`]],
    [["unwrap", secret]],
    [["unwrap", "-"]],
    [["lookup", secret]],
    [["rewrap", secret]],
    [["login", secret]],
    [["login", "--method=userpass", "username=ada", `password=${secret}`]],
    [["login", "--method=userpass", "username=ada"]],
    [["login", "--method=approle", "role_id=r", `secret_id=${secret}`]],
    [["login", "--method=approle", "role_id=r", "role=web", `wrapped_secret_id=${secret}`]],
    [["token", "lookup", secret]],
    [["token", "renew", secret]],
    [["token", "revoke", secret]],
    [["revoke", "accessor"]]
  ])("%j prints no secret, and sends nothing", async (words) => {
    const { code, err, out } = await runInProcess([...words, "-output-curl-string"], {
      env: { VAULT_ADDR: "http://127.0.0.1:1", VAULT_TOKEN: secret },
      input: secret
    })
    expect([code, out]).toEqual([0, expect.stringMatching(/^curl .*http:\/\/127\.0\.0\.1:1\/v1\/\S+\n$/)])
    expect(out + err).not.toContain("CAESIJ8")
  })

  it("prints commands that do the same, with the token in a variable", async (context) => {
    if (!(await hasCurl())) return context.skip("curl is not installed")
    const body = '{"data":{"password":"hunter2"}}'
    expect(JSON.parse(await runCurl(["write", "secret/data/a 'b' \"$c\"", "-"], {}, body))).toMatchObject({
      data: { version: 1 }
    })
    const read = ["read", "secret/data/a 'b' \"$c\"", "version=1"]
    expect(JSON.parse(await runCurl(read))).toMatchObject({ data: { data: { password: "hunter2" } } })
    const wrapped = JSON.parse(await runCurl(["read", "--wrap-ttl=90s", ...read.slice(1)])) as {
      wrap_info: { token: string; ttl: number }
    }
    expect(wrapped.wrap_info.ttl).toBe(90)
    const own = { WRAPPING_TOKEN: wrapped.wrap_info.token }
    expect(JSON.parse(await runCurl(["lookup"], own))).toMatchObject({ data: { creation_ttl: 90 } })
    const rewrapped = JSON.parse(await runCurl(["rewrap", "--ttl=1m"], own)) as { wrap_info: { token: string } }
    expect(JSON.parse(await runCurl(["unwrap"], { WRAPPING_TOKEN: rewrapped.wrap_info.token }))).toMatchObject({
      data: { data: { password: "hunter2" } }
    })
    expect(JSON.parse(await runCurl(["list", "secret/metadata"]))).toMatchObject({ data: { keys: expect.any(Array) } })
  })
})
