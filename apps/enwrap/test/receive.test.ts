import { once } from "node:events"
import { createServer as createTcpServer } from "node:net"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startScripted } from "../../../packages/client-node/test/scripted-server.ts"
import { startServer, type StartedServer } from "../../../test/start-server.ts"
import { runInProcess } from "./run-in-process.ts"

let server: StartedServer
let env: Record<string, string>
beforeAll(async () => {
  server = await startServer()
  env = { VAULT_ADDR: server.address, VAULT_TOKEN: server.rootToken }
})
afterAll(() => server.close())

const wrap = async (...words: ReadonlyArray<string>): Promise<string> => {
  const { code, out } = await runInProcess(["wrap", "--field=token", ...words, "password=hunter2"], { env })
  expect(code).toBe(0)
  return out
}
const receive = (input: string, ...words: ReadonlyArray<string>) =>
  runInProcess(["unwrap", "--expected-path=sys/wrapping/wrap", ...words], { env, input })

describe("unwrap --expected-path", () => {
  it("prints the contents of the expected token", async () => {
    const flags = ["--expected-ttl=5m", "--max-age=1m", "--max-ttl=1h", "--field=password"]
    expect(await receive(await wrap(), ...flags)).toMatchObject({ code: 0, err: "", out: "hunter2" })
    const any = ["unwrap", "--expected-path=secret/data/+", "--expected-path=sys/*/wrap", "--field=password"]
    expect(await runInProcess(any, { env, input: await wrap() })).toMatchObject({ code: 0, out: "hunter2" })
  })

  it.each([
    ["another path", ["--expected-path=secret/data/app"], "for the path sys/wrapping/wrap, not for secret/data/app"],
    ["another TTL", ["--expected-ttl=10m"], "with a TTL of 300 seconds, not of 600"],
    ["a longer TTL", ["--max-ttl=1m"], "not of at most 60"]
  ])("does not unwrap a token with %s: 4, tampered", async (_title, flags, said) => {
    const token = await wrap()
    const { code, err, out } = await runInProcess(
      ["unwrap", ...(flags[0]!.startsWith("--expected-path") ? [] : ["--expected-path=sys/wrapping/wrap"]), ...flags],
      { env, input: token }
    )
    expect([code, out, err]).toEqual([4, "", expect.stringContaining(said)])
    expect(err).toMatch(/^enwrap: tampered: [^]*Raise an alert[^]*It was not unwrapped/)
    expect(err).not.toContain(token)
    expect((await receive(token, "--field=password")).out).toBe("hunter2")
  })

  it("says that a token was used: 3, intercepted", async () => {
    const token = await wrap()
    await receive(token)
    const { code, err, out } = await receive(token)
    expect([code, out, err]).toEqual([3, "", expect.stringContaining("Raise an alert")])
    expect(err).toMatch(/^enwrap: intercepted: /)
    expect(err).not.toContain(token)
  })

  it("compares the times of a wrap_info that a backend passes on", async () => {
    const { out } = await runInProcess(["wrap", "--format=json", "password=hunter2"], { env })
    const moved = JSON.parse(out) as { wrap_info: { creation_time: string } }
    moved.wrap_info.creation_time = "2026-01-02T03:04:05Z"
    const { code, err } = await receive(JSON.stringify({ key: moved }))
    expect([code, err]).toEqual([4, expect.stringContaining("not when its wrap info says")])
    expect((await receive(out, "--field=password")).out).toBe("hunter2")
  })

  it("prints a wrapped error, which is all that the token had: 6, refused", async () => {
    const secret = { env, input: '{"data":{"a":"b"}}' }
    await runInProcess(["write", "secret/data/gone", "-"], secret)
    await runInProcess(["delete", "secret/data/gone"], { env })
    const token = await runInProcess(["read", "--wrap-ttl=5m", "--field=token", "secret/data/gone"], { env })
    const { code, err, out } = await runInProcess(["unwrap", "--expected-path=secret/data/gone"], {
      env,
      input: token.out
    })
    expect([code, err]).toEqual([6, expect.stringContaining("the token wrapped an error")])
    expect(out).toMatch(/^metadata /m)
  })

  it.each([
    [["--expected-ttl=5m"], "--expected-ttl needs --expected-path"],
    [["--expected-path=a", "--max-age=soon"], "not a positive duration"],
    [["--expected-path="], "needs a path"],
    [["--expected-path=/v1/sys/wrapping/wrap"], "Did you mean sys/wrapping/wrap?"],
    [["--expected-path=v1/sys/wrapping/wrap"], "Did you mean sys/wrapping/wrap?"],
    [["--expected-path=v1"], "no v1/"],
    [["--expected-path=https://vault.example/v1/a/b"], "Did you mean a/b?"],
    [["--expected-path=a/../b"], "segment `.` or `..`"],
    [["--expected-path=a", "--output-curl"], "needs two requests"]
  ])("%j is a usage error, and sends nothing", async (words, said) => {
    const token = await wrap()
    const { code, err } = await runInProcess(["unwrap", ...words, token], { env })
    expect([code, err]).toEqual([2, expect.stringContaining(said)])
    expect((await receive(token)).code).toBe(0)
  })
})

const lookedUp = JSON.stringify({
  data: { creation_path: "sys/wrapping/wrap", creation_time: new Date().toISOString(), creation_ttl: 300 }
})

describe("unwrap --expected-path from a hostile or broken server", () => {
  it("does not print another wrapping token that comes out: 4, tampered", async () => {
    const wrapped = JSON.stringify({ data: null, wrap_info: { token: "hvs.the-other-token" } })
    const hostile = await startScripted((request, response) =>
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(request.url?.endsWith("lookup") === true ? lookedUp : wrapped)
    )
    try {
      const { code, err, out } = await runInProcess(["unwrap", "--expected-path=sys/wrapping/wrap"], {
        env: { VAULT_ADDR: hostile.address },
        input: "hvs.wrapping-token"
      })
      expect([code, out, err]).toEqual([4, "", expect.stringMatching(/^enwrap: tampered: .* another wrapping token/)])
      expect(err).not.toContain("the-other-token")
    } finally {
      await hostile.close()
    }
  })

  it.each([
    ["a redirect", 307, { location: "http://127.0.0.1:1/" }, "", 6, "a redirect, which is not followed"],
    ["a page of a proxy", 200, { "content-type": "text/html" }, "<html>hunter2</html>", 6, "not in the format"],
    ["a failure", 502, {}, "", 6, "status 502"]
  ])("%s for the lookup: nothing is unwrapped", async (_title, status, headers, body, exitCode, said) => {
    const hostile = await startScripted((_request, response) => response.writeHead(status, headers).end(body))
    try {
      const { code, err, out } = await runInProcess(["unwrap", "--expected-path=a"], {
        env: { VAULT_ADDR: hostile.address },
        input: "hvs.wrapping-token"
      })
      expect([code, out, err]).toEqual([exitCode, "", expect.stringContaining(said)])
      expect(err).not.toMatch(/wrapping-token|hunter2/)
      expect(hostile.requests).toHaveLength(1)
    } finally {
      await hostile.close()
    }
  })

  it.each([
    ["a cut connection", (socket: { destroy: () => void }) => socket.destroy()],
    ["a page", undefined]
  ])("%s for the unwrap: 5, unknown, and it is sent once", async (_title, cut) => {
    const hostile = await startScripted((request, response) => {
      if (request.url?.endsWith("lookup")) response.end(lookedUp)
      else if (cut !== undefined) cut(response)
      else response.writeHead(200, { "content-type": "text/html" }).end("<html>")
    })
    try {
      const { code, err, out } = await runInProcess(["unwrap", "--expected-path=sys/wrapping/wrap"], {
        env: { VAULT_ADDR: hostile.address, VAULT_MAX_RETRIES: "3" },
        input: "hvs.wrapping-token"
      })
      expect([code, out, err]).toEqual([5, "", expect.stringContaining("Do not send it again")])
      expect(hostile.requests.map(({ url }) => url)).toEqual(["/v1/sys/wrapping/lookup", "/v1/sys/wrapping/unwrap"])
    } finally {
      await hostile.close()
    }
  })

  it("no server: 7, unreachable", async () => {
    const closed = createTcpServer().listen(0, "127.0.0.1")
    await once(closed, "listening")
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    const { code, err } = await runInProcess(["unwrap", "--expected-path=a"], {
      env: { VAULT_ADDR: `http://127.0.0.1:${port}` },
      input: "hvs.wrapping-token"
    })
    expect([code, err]).toEqual([7, expect.stringContaining("ECONNREFUSED")])
    expect(err).toContain("Nothing was unwrapped")
  })
})
