import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { connect, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { startConfiguredServer, startServer } from "./run-enwrap.ts"

const root = mkdtempSync(join(tmpdir(), "enwrap-"))
afterAll(() => rmSync(root, { recursive: true }))

const address = "--listen-address=127.0.0.1:0"
const OPEN_FILES = 256
/** More than the server may have open. */
const CROWD = 300

const warnings = (text: string): ReadonlyArray<string> => text.match(/this process may open only .*/g) ?? []

/** Opens connections that then stay idle, also if the server closes them. */
const openIdle = async (url: string): Promise<ReadonlyArray<Socket>> => {
  const { hostname, port } = new URL(url)
  const sockets = Array.from({ length: CROWD }, () =>
    connect({ host: hostname, port: Number(port), allowHalfOpen: true })
  )
  await Promise.all(
    sockets.map((socket) => {
      socket.on("error", () => undefined)
      return Promise.race([once(socket, "connect"), once(socket, "close")])
    })
  )
  return sockets
}

const sealStatus = async (url: string): Promise<number> => {
  const response = await fetch(`${url}/v1/sys/seal-status`, {
    headers: { connection: "close" },
    signal: AbortSignal.timeout(5000)
  })
  await response.text()
  return response.status
}

// Elsewhere than on Linux, the limit is not known.
describe.runIf(process.platform === "linux")("a server that may open few files", { timeout: 60_000 }, () => {
  it("idle connections do not use up all files", async () => {
    const config = join(root, "config.hcl")
    const listener = 'listener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n'
    writeFileSync(config, `storage "sqlite" {\n  path = "${join(root, "enwrap.db")}"\n}\n${listener}${listener}`)
    const server = await startConfiguredServer([`-config=${config}`], {}, OPEN_FILES)
    const idle: Array<Socket> = []
    try {
      for (const url of server.urls) idle.push(...(await openIdle(url)))
      for (const url of [...server.urls, ...server.urls]) expect(await sealStatus(url)).toBe(200)
    } finally {
      for (const socket of idle) socket.destroy()
      await server.stop()
    }
    expect(server.urls).toHaveLength(2)
    expect(warnings(server.collected.err)).toEqual([
      expect.stringMatching(
        /^this process may open only 256 files, so each listener accepts at most 31 connections, and not 4096: raise the limit of open files to 8578 or more, with LimitNOFILE in the systemd unit, or with `ulimit -n` in a shell/
      )
    ])
  })

  it("idle connections do not use up all files of a development server, or of one with a data folder", async () => {
    for (const words of [["--dev"], [`--data-dir=${join(root, "local")}`]]) {
      const server = await startServer([...words, address], {}, [], "Ctrl-C", OPEN_FILES)
      const idle: Array<Socket> = []
      try {
        idle.push(...(await openIdle(server.url)))
        expect(await sealStatus(server.url)).toBe(200)
      } finally {
        for (const socket of idle) socket.destroy()
        await server.stop()
      }
      expect(warnings(server.collected.out + server.collected.err)).toHaveLength(1)
    }
  })

  it("a server that may open enough files logs no warning", async () => {
    const server = await startServer(["--dev", address], {}, [], "Ctrl-C", 4400)
    await server.stop()
    expect(warnings(server.collected.out + server.collected.err)).toEqual([])
  })
})
