import { connect, createServer } from "node:net"
import { once } from "node:events"
import { text } from "node:stream/consumers"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runEnwrap, runProgram, type StartedServer, startServer } from "./run-enwrap.ts"

const anyPort = "--dev-listen-address=127.0.0.1:0"

const health = (url: string): Promise<Response> => fetch(`${url}/v1/sys/health`)

describe("enwrap server --dev", () => {
  let server: StartedServer
  beforeAll(async () => {
    server = await startServer(["--dev", anyPort])
  })
  afterAll(() => server.stop())

  it("accepts requests as soon as it has printed its banner, and is unsealed", async () => {
    const response = await health(server.url)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ initialized: true, sealed: false })
  })

  it("sys/ha-status had no address of the server", async () => {
    const response = await fetch(`${server.url}/v1/sys/ha-status`, { headers: { "x-vault-token": server.rootToken } })
    expect(await response.json()).toMatchObject({ data: { nodes: [{ api_address: server.url }] } })
  })

  it("warns that data is in memory, and prints its address and root token", () => {
    expect(server.banner).toContain("WARNING: development mode. All data is in memory")
    expect(server.banner).toContain(`export VAULT_ADDR=${server.url}`)
    expect(server.banner).toContain(`export VAULT_TOKEN=${server.rootToken}`)
    expect(server.banner).not.toContain("other machines")
  })

  it("has kv version 2 mounted at secret/", async () => {
    const headers = { "x-vault-token": server.rootToken }
    await fetch(`${server.url}/v1/secret/data/a`, { method: "POST", headers, body: '{"data":{"b":"c"}}' })
    const response = await fetch(`${server.url}/v1/secret/data/a`, { headers })
    expect(await response.json()).toMatchObject({ data: { data: { b: "c" }, metadata: { version: 1 } } })
  })

  it("prints three commands that wrap, look up and unwrap", async (context) => {
    const lines = server.banner
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => /^(TOKEN=\$\()?curl /.test(line))
    expect(lines).toHaveLength(3)
    const curl = await runProgram("curl", ["--version"]).catch(() => undefined)
    if (curl === undefined) return context.skip("curl is not installed")
    const { code, out, err } = await runProgram("sh", ["-ec", [...lines, lines[2]].join("\necho\n")])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    const [token, looked, unwrapped, again] = out.split("\n").filter((line) => line !== "")
    expect(token).toMatch(/^[\w.-]+$/)
    expect(JSON.parse(looked!)).toMatchObject({ data: { creation_path: "sys/wrapping/wrap", creation_ttl: 300 } })
    expect(JSON.parse(unwrapped!)).toMatchObject({ data: { password: "hunter2" } })
    expect(JSON.parse(again!)).toEqual({
      errors: [expect.stringContaining("wrapping token is not valid or does not exist")]
    })
  })

  it("can be tested with `enwrap conformance`", async () => {
    const words = ["conformance", server.url, "-token", server.rootToken, "-case=RWC-SU-01"]
    const { code, out, err } = await runEnwrap(words)
    expect({ code, err }).toEqual({ code: 0, err: "token: from --token\n" })
    expect(out).toContain("1 passed, 0 failed")
    expect((await runEnwrap(["conformance", "http://127.0.0.1:1", "--token=t"])).code).toBe(2)
    expect((await runEnwrap(["help", "conformance"])).out).toContain("--known-failures")
  })

  it("fails if the port is in use", async () => {
    const { code, err } = await runEnwrap(["server", "--dev", `--dev-listen-address=${new URL(server.url).host}`])
    expect(code).toBe(1)
    expect(err).toContain("the port is in use")
    expect(err).not.toContain("    at ")
  })
})

describe("options of enwrap server --dev", () => {
  it("accepts single-dash flags, and prints working commands for a root token with shell characters", async (context) => {
    const server = await startServer(["-dev", "-dev-root-token-id=it's-$HOME", "-dev-listen-address", "127.0.0.1:0"])
    try {
      expect(server.rootToken).toBe("it's-$HOME")
      const [line] = server.banner.split("\n").filter((candidate) => candidate.includes("TOKEN=$("))
      const curl = await runProgram("curl", ["--version"]).catch(() => undefined)
      if (curl === undefined) return context.skip("curl is not installed")
      expect((await runProgram("sh", ["-ec", line!])).out).toMatch(/^[\w.-]+\n$/)
    } finally {
      await server.stop()
    }
  })

  it.each(["VAULT", "BAO"])("reads its root token and address from the environment (%s_)", async (prefix) => {
    const server = await startServer(["--dev"], {
      [`${prefix}_DEV_ROOT_TOKEN_ID`]: "from-the-environment",
      [`${prefix}_DEV_LISTEN_ADDRESS`]: "127.0.0.1:0"
    })
    try {
      expect(server.rootToken).toBe("from-the-environment")
      expect((await health(server.url)).status).toBe(200)
    } finally {
      await server.stop()
    }
  })

  it("allows CORS preflights only from the allowed origins", async () => {
    const server = await startServer([
      "--dev",
      anyPort,
      "--dev-allowed-origin=http://localhost:5173",
      "-dev-allowed-origin",
      "https://example.test"
    ])
    const preflight = (origin: string) =>
      fetch(`${server.url}/v1/sys/wrapping/unwrap`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-vault-token" }
      })
    try {
      for (const origin of ["http://localhost:5173", "https://example.test"]) {
        expect((await preflight(origin)).headers.get("access-control-allow-origin")).toBe(origin)
      }
      expect((await preflight("https://other.test")).headers.get("access-control-allow-origin")).toBeNull()
    } finally {
      await server.stop()
    }
  })

  it("rejects wrap TTLs above --max-wrap-ttl", async () => {
    const server = await startServer(["--dev", anyPort, "--dev-root-token-id=root", "--max-wrap-ttl=1m30s"])
    const wrap = async (ttl: string): Promise<number> => {
      const headers = { "x-vault-token": "root", "x-vault-wrap-ttl": ttl }
      return (await fetch(`${server.url}/v1/sys/wrapping/wrap`, { method: "POST", headers, body: '{"a":"b"}' })).status
    }
    try {
      expect([await wrap("90s"), await wrap("91s")]).toEqual([200, 400])
    } finally {
      await server.stop()
    }
  })

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
    "finishes requests in flight on %s, then exits with 0",
    async (signal) => {
      const server = await startServer(["--dev", anyPort, "--dev-root-token-id=root"])
      const { hostname, port } = new URL(server.url)
      const body = '{"a":"b"}'
      const socket = connect(Number(port), hostname)
      await once(socket, "connect")
      // `100 Continue` proves that the server is handling the request when the signal arrives.
      socket.write(
        `POST /v1/sys/wrapping/wrap HTTP/1.1\r\nhost: x\r\nx-vault-token: root\r\nx-vault-wrap-ttl: 60\r\nexpect: 100-continue\r\ncontent-length: ${body.length}\r\n\r\n`
      )
      const [first] = (await once(socket, "data")) as [Buffer]
      expect(first.toString()).toContain("100 Continue")
      server.process.kill(signal)
      // The server has stopped listening before the rest of the request arrives.
      await expect.poll(() => refuses(hostname, Number(port))).toBe(true)
      socket.write(body)
      const response = await text(socket)
      expect(response).toMatch(/^HTTP\/1\.1 200 /)
      expect(response).toContain("wrap_info")
      expect((await server.ended).code).toBe(0)
    }
  )
})

/** Whether connections to an address are refused. */
const refuses = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy()
      resolve(false)
    })
    socket.on("error", () => resolve(true))
  })

describe("commands that need a server", () => {
  it("print the address that they cannot reach", async () => {
    const listener = createServer().listen(0, "127.0.0.1")
    await once(listener, "listening")
    const { port } = listener.address() as { port: number }
    listener.close()
    await once(listener, "close")
    const { code, out, err } = await runEnwrap(["unwrap", "hvs.some-token"], {
      env: { VAULT_ADDR: `http://127.0.0.1:${port}` }
    })
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toContain(`cannot reach http://127.0.0.1:${port}: connection refused (ECONNREFUSED)`)
    expect(err).not.toContain("hvs.some-token")
    for (const [address, variable] of [
      ["http://127.0.0.1:8200", "VAULT_HTTP_PROXY"],
      ["https://vault.example:8200", "HTTPS_PROXY"]
    ] as const) {
      const through = await runEnwrap(["unwrap", "hvs.some-token"], {
        env: { VAULT_ADDR: address, [variable]: `http://ada:hunter2@127.0.0.1:${port}` }
      })
      expect(through.err).toContain(`cannot reach the proxy 127.0.0.1:${port}: connection refused (ECONNREFUSED)`)
      expect(through.err).not.toMatch(/hunter2|cannot reach http/)
    }
  })
})
