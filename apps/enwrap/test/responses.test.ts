import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, openSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer, text } from "node:stream/consumers"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bin, runEnwrap, type StartedServer, startServer } from "./run-enwrap.ts"

let server: StartedServer
let env: Record<string, string>
beforeAll(async () => {
  server = await startServer(["--dev", "--dev-listen-address=127.0.0.1:0", "--dev-root-token-id=root"])
  env = { VAULT_ADDR: server.url }
})
afterAll(() => server.stop())

const send = (method: string, path: string, body?: object, ttl?: string): Promise<Response> =>
  fetch(`${server.url}/v1/${path}`, {
    method,
    headers: { "x-vault-token": "root", ...(ttl !== undefined && { "x-vault-wrap-ttl": ttl }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })

const wrapped = async (path: string): Promise<string> => {
  const response = (await (await send("GET", path, undefined, "60")).json()) as { wrap_info: { token: string } }
  return response.wrap_info.token
}

describe("unwrap does not lose the response", () => {
  it("if it has no envelope", async () => {
    await send("POST", "sys/mounts/pki", { type: "pki" })
    await send("POST", ["pki", "root", "generate", "internal"].join("/"), { common_name: "ca.test" })
    const pem = await (await send("GET", "pki/ca/pem")).text()
    expect(pem).toContain("BEGIN CERTIFICATE")
    expect(await runEnwrap(["unwrap", await wrapped("pki/ca/pem")], { env })).toEqual({ code: 0, out: pem, err: "" })
    const der = Buffer.from(await (await send("GET", "pki/ca")).arrayBuffer())
    const words = [bin, "unwrap", "--field=certificate", await wrapped("pki/ca")]
    const child = spawn(process.execPath, words, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] })
    const [out, err, [code]] = await Promise.all([buffer(child.stdout), text(child.stderr), once(child, "close")])
    expect(out.equals(der)).toBe(true)
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("has no fields") })
  })

  it("if it is a 404 with data", async () => {
    await send("POST", "secret/data/d", { data: { a: "b" } })
    await send("DELETE", "secret/data/d")
    const { code, out, err } = await runEnwrap(["unwrap", "--format=json", await wrapped("secret/data/d")], { env })
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(JSON.parse(out)).toMatchObject({ data: { data: null, metadata: { version: 1 } } })
  })

  it("if --field names an unknown field", async () => {
    await send("POST", "secret/data/e", { data: { a: "hunter2" } })
    const { code, out, err } = await runEnwrap(["unwrap", "--field=nope", await wrapped("secret/data/e")], { env })
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ data: { data: { a: "hunter2" } } })
    expect(err).toContain("Its fields: data, metadata.")
  })

  it("silently if standard output cannot be written", async (context) => {
    if (!existsSync("/dev/full")) return context.skip("/dev/full does not exist")
    await send("POST", "secret/data/f", { data: { a: "b" } })
    const child = spawn(process.execPath, [bin, "unwrap", await wrapped("secret/data/f")], {
      env: { ...process.env, ...env },
      stdio: ["ignore", openSync("/dev/full", "w"), "pipe"]
    })
    const [err, [code]] = await Promise.all([text(child.stderr!), once(child, "close")])
    expect(code).toBe(1)
    expect(err).toMatch(/cannot write to standard output \(ENOSPC\)[^]*is used up/)
  })
})

describe("a response that is not from the server", () => {
  it.each([
    ["a proxy's page", 200, "text/html", "<html>Sign in</html>", "not in the format of the protocol"],
    ["a truncated response", 200, "application/json", '{"data":{"password":"hunt', "not in the format of the protocol"],
    ["an error of a proxy", 502, "text/html", "<html>Bad gateway</html>", "the server responded with status 502"]
  ])("is not printed as a secret: %s", async (_title, status, type, body, said) => {
    const other = createServer((_request, response) => response.writeHead(status, { "content-type": type }).end(body))
    other.listen(0, "127.0.0.1")
    await once(other, "listening")
    const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    try {
      for (const flags of [[], ["--field=password"], ["--format=json"]]) {
        const { code, out, err } = await runEnwrap(["unwrap", ...flags, "hvs.some-token"], {
          env: { VAULT_ADDR: address }
        })
        expect({ code, out }).toEqual({ code: 1, out: "" })
        expect(err).toContain(said)
        expect(err).toContain("may be used up")
        expect(err).not.toMatch(/wrappingUnwrap|hunt|html/)
      }
    } finally {
      other.close()
    }
  })
})

describe("a reader that stops early", () => {
  it("does not change the exit code", async () => {
    const end = async (words: ReadonlyArray<string>) => {
      const child = spawn(process.execPath, [bin, ...words], { stdio: ["ignore", "pipe", "ignore"] })
      child.stdout.destroy()
      const [code] = (await once(child, "close")) as [number]
      return code
    }
    expect(await end(["--help"])).toBe(0)
    const unfit = createServer((_request, response) => response.writeHead(404).end("{}")).listen(0, "127.0.0.1")
    await once(unfit, "listening")
    const url = `http://127.0.0.1:${(unfit.address() as AddressInfo).port}`
    try {
      expect(await end(["conformance", url, "--token=root", "--case=RWC-SU-01"])).not.toBe(0)
    } finally {
      unfit.close()
    }
  })
})
