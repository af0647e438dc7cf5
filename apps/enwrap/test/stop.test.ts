import { execFileSync } from "node:child_process"
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { afterAll, afterEach, describe, expect, it } from "vitest"
import { type ConfiguredServer, startConfiguredServer } from "./run-enwrap.ts"

const root = mkdtempSync(join(tmpdir(), "enwrap-stop-"))
afterAll(() => rmSync(root, { recursive: true }))

const servers: Array<ConfiguredServer> = []
afterEach(() => {
  for (const { process } of servers.splice(0)) process.kill("SIGKILL")
})

const send = (url: string, method: string, path: string, token?: string, body?: unknown): Promise<Response> =>
  fetch(`${url}/v1/${path}`, {
    method,
    headers: token === undefined ? {} : { "x-vault-token": token },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })

let pipes = 0
const pipe = (): string => {
  const path = join(root, `pipe-${++pipes}`)
  execFileSync("mkfifo", [path])
  return path
}

/** An unsealed server with a configuration, and its root token. */
const start = async (audit: string) => {
  const config = join(root, `server-${pipes}.hcl`)
  const listener = 'listener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n'
  writeFileSync(
    config,
    `storage "inmem" {}\napi_addr = "http://127.0.0.1"\nunsafe_allow_api_audit_creation = true\n${listener}${audit}`
  )
  const server = await startConfiguredServer([`-config=${config}`])
  servers.push(server)
  const { url } = server
  const init = await send(url, "PUT", "sys/init", undefined, { secret_shares: 1, secret_threshold: 1 })
  const { keys, root_token: token } = (await init.json()) as { keys: ReadonlyArray<string>; root_token: string }
  await send(url, "PUT", "sys/unseal", undefined, { key: keys[0] })
  return { server, token, url }
}

const device = (path: string, timeout: string): string =>
  `audit "file" "pipe" {\n  options {\n    file_path = ${JSON.stringify(path)}\n    write_timeout = "${timeout}"\n  }\n}\n`

/** Requests whose entries are more than a pipe keeps. */
const fill = (url: string): Promise<ReadonlyArray<number>> =>
  Promise.all(
    Array.from({ length: 30 }, () =>
      send(url, "GET", `kv/${"x".repeat(9000)}`).then(
        ({ status }) => status,
        () => 0
      )
    )
  )

const within = async (milliseconds: number, { ended, process }: ConfiguredServer) => {
  const ran = await Promise.race([ended, delay(milliseconds)])
  return { ...ran, signal: process.signalCode }
}

// Windows has no such signals and pipes.
describe.skipIf(process.platform === "win32")("a server stops", { timeout: 60_000 }, () => {
  it("although the reader of an audit file has stopped, and says that entries may be missing", async () => {
    const path = pipe()
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const { server, url } = await start(device(path, "300ms"))
    expect(await fill(url)).toContain(500)
    server.process.kill("SIGTERM")
    const { err, signal } = await within(20_000, server)
    // Not as after a clean stop.
    expect(signal).toBe("SIGKILL")
    expect(err).toContain(path)
    expect(err).toContain("entries may be missing")
    closeSync(reader)
  })

  it("as usual if an audit device was refused because nobody reads its pipe", async () => {
    const path = pipe()
    const { server, token, url } = await start("")
    const options = { file_path: path, write_timeout: "60s" }
    expect((await send(url, "PUT", "sys/audit/pipe", token, { type: "file", options })).status).toBe(400)
    server.process.kill("SIGTERM")
    const { err, signal } = await within(20_000, server)
    expect([signal, err]).toEqual([null, expect.stringContaining("the server was sealed")])
  })

  it("at once on a second signal, and not on one that arrives together with the first", async () => {
    const path = pipe()
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const { server, url } = await start(device(path, "0"))
    void fill(url)
    await delay(500)
    // A terminal and a parent process send the same signal.
    server.process.kill("SIGINT")
    server.process.kill("SIGINT")
    await delay(1500)
    expect(server.process.signalCode).toBeNull()
    server.process.kill("SIGTERM")
    expect((await within(2000, server)).signal).toBe("SIGTERM")
    closeSync(reader)
  })
})
