import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { afterAll, describe, expect, it } from "vitest"
import { type ConfiguredServer, startConfiguredServer } from "./run-enwrap.ts"

const root = mkdtempSync(join(tmpdir(), "enwrap-"))
afterAll(() => rmSync(root, { recursive: true }))

const newFolder = (): string => mkdtempSync(join(root, "test-"))

const plain = 'storage "inmem" {}\nlistener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n'

const device = (name: string, file: string, more = ""): string =>
  `audit "file" "${name}" {\n  options {\n    file_path = "${file}"\n${more}  }\n}\n`

const until = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 400; i++) {
    if (await isTrue()) return
    await delay(25)
  }
  throw new Error("did not happen")
}

/** A server whose configuration a test changes, and what it logs. */
const startChanging = async (first: string) => {
  const path = join(newFolder(), "server.hcl")
  writeFileSync(path, first)
  const server = await startConfiguredServer([`-config=${path}`])
  return { ...server, ...operations(server, path) }
}

const operations = (server: ConfiguredServer, path: string) => {
  const ask = async (method: string, to: string, token = "", body?: object) => {
    const headers = { "x-vault-token": token }
    const response = await fetch(`${server.url}/v1/${to}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) })
    })
    const text = await response.text()
    // oxlint-disable-next-line typescript/no-explicit-any -- members of several responses
    return { status: response.status, json: (text === "" ? {} : JSON.parse(text)) as any }
  }
  const devices = async (token: string) => Object.keys((await ask("GET", "sys/audit", token)).json.data)
  return {
    ask,
    devices,
    initialize: async () => {
      const { json } = await ask("POST", "sys/init", "", { secret_shares: 1, secret_threshold: 1 })
      return { key: json.keys[0] as string, token: json.root_token as string }
    },
    /** Changes the configuration, sends SIGHUP, and waits for a line in the log. Returns what was logged since. */
    change: async (config: string, done: string): Promise<string> => {
      const before = server.collected.err.length
      writeFileSync(path, config)
      server.process.kill("SIGHUP")
      await until(() => server.collected.err.slice(before).includes(done))
      return server.collected.err.slice(before)
    }
  }
}

const RELOADED = "the configuration was reloaded"

describe("SIGHUP", { timeout: 60_000 }, () => {
  it("enables audit devices that are new in the configuration, and disables those that are not in it any more", async () => {
    const folder = newFolder()
    const [first, second] = ["first", "second"].map((name) => device(name, join(folder, name)))
    const server = await startChanging(plain + first)
    try {
      const { key, token } = await server.initialize()
      await server.ask("POST", "sys/unseal", "", { key })
      const both = await server.change(plain + first + second, RELOADED)
      expect(both).toContain('the audit device \\"second/\\" was enabled')
      expect(both).not.toContain("needs a restart")
      expect(await server.devices(token)).toEqual(["first/", "second/"])
      expect(readFileSync(join(folder, "second"), "utf8")).toContain('"path":"sys/audit"')
      const one = await server.change(plain + second, RELOADED)
      expect(one).toContain('the audit device \\"first/\\" was disabled')
      const size = readFileSync(join(folder, "first")).length
      expect(await server.devices(token)).toEqual(["second/"])
      expect(readFileSync(join(folder, "first")).length).toBe(size)
      // With the permission that it needs.
      const prefixed = device("third", join(folder, "third"), '    prefix = "@cee: "\n')
      await server.change(`allow_audit_log_prefixing = true\n${plain}${second}${prefixed}`, RELOADED)
      expect(await server.devices(token)).toEqual(["second/", "third/"])
      expect(readFileSync(join(folder, "third"), "utf8")).toMatch(/^@cee: \{/)
      await server.change(plain + second, RELOADED)
      expect(await server.devices(token)).toEqual(["second/"])
    } finally {
      await server.stop()
    }
  })

  it("a device that cannot be enabled is logged, and all others stay as they are", async () => {
    const folder = newFolder()
    const [first, second] = ["first", "second"].map((name) => device(name, join(folder, name)))
    const server = await startChanging(plain + first)
    try {
      const { key, token } = await server.initialize()
      await server.ask("POST", "sys/unseal", "", { key })
      const unreachable = 'audit "socket" "collector" {\n  options {\n    address = "127.0.0.1:1"\n  }\n}\n'
      const failed = await server.change(plain + unreachable + second, RELOADED)
      expect(failed).toContain("level=ERROR")
      expect(failed).toContain('the audit device \\"collector/\\" cannot be enabled')
      expect(failed).toContain('the audit device \\"first/\\" stays enabled')
      expect(await server.devices(token)).toEqual(["first/", "second/"])
      const changed = await server.change(plain + device("first", join(folder, "other")), RELOADED)
      expect(changed).toContain('the audit device \\"first/\\" cannot be enabled: its options cannot be changed')
      expect(await server.devices(token)).toEqual(["first/", "second/"])
      expect(existsSync(join(folder, "other"))).toBe(false)
    } finally {
      await server.stop()
    }
  })

  it("a sealed server applies changed devices when it is unsealed", async () => {
    const folder = newFolder()
    const [first, second] = ["first", "second"].map((name) => device(name, join(folder, name)))
    const server = await startChanging(plain + first)
    try {
      const { key, token } = await server.initialize()
      await server.change(plain + second, RELOADED)
      expect(existsSync(join(folder, "second"))).toBe(false)
      await server.ask("POST", "sys/unseal", "", { key })
      expect(await server.devices(token)).toEqual(["second/"])
    } finally {
      await server.stop()
    }
  })

  it("applies log_level and log_requests_level", async () => {
    const server = await startChanging(`${plain}log_level = "error"\n`)
    try {
      const { key, token } = await server.initialize()
      await server.ask("POST", "sys/unseal", "", { key })
      expect(server.collected.err).toBe("")
      await server.change(`${plain}log_level = "debug"\nlog_requests_level = "debug"\n`, RELOADED)
      await server.devices(token)
      await until(() => /level=DEBUG .*message=request /.test(server.collected.err))
      await server.change(`${plain}log_level = "error"\n`, "log_level changes from debug to error")
      const { length } = server.collected.err
      await server.devices(token)
      expect(server.collected.err.slice(length)).toBe("")
    } finally {
      await server.stop()
    }
  })

  it("a configuration with errors changes nothing, and is logged as one error with the positions", async () => {
    const folder = newFolder()
    const server = await startChanging(plain)
    try {
      const { key, token } = await server.initialize()
      await server.ask("POST", "sys/unseal", "", { key })
      const wrong = `${plain}log_level = "loud"\nlog_formt = "json"\n${device("first", join(folder, "first"))}`
      const logged = await server.change(wrong, "nothing was reloaded")
      expect(logged.trimEnd().split("\n")).toHaveLength(1)
      expect(logged).toMatch(/level=ERROR .*server\.hcl:6:1: error: .*server\.hcl:7:1: error: unknown key/)
      expect(await server.devices(token)).toEqual([])
      expect(existsSync(join(folder, "first"))).toBe(false)
    } finally {
      await server.stop()
    }
  })

  it("names what needs a restart, and only that", async () => {
    const folder = newFolder()
    const key = "07".repeat(32)
    const configuration = (id: string, hop: number, more = "") =>
      `storage "inmem" {}\nlistener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n  x_forwarded_for_authorized_addrs = "127.0.0.0/8"\n  x_forwarded_for_hop_skips = ${hop}\n  x_forwarded_for_reject_not_present = false\n}\nlistener "unix" {\n  address = "${folder}/run.sock"\n}\nseal "static" {\n  current_key_id = "${id}"\n  current_key = "${key}"\n}\n${more}`
    const server = await startChanging(configuration("1", 0))
    try {
      await server.ask("POST", "sys/init", "", { recovery_shares: 1, recovery_threshold: 1 })
      expect(await server.change(configuration("1", 0), RELOADED)).not.toContain("needs a restart")
      const more = 'api_addr = "https://vault.example"\ndefault_lease_ttl = "1h"\n'
      const changed = await server.change(configuration("2", 1, more), RELOADED)
      expect(changed).toContain(
        "changed, and needs a restart: seal, default_lease_ttl, api_addr, the listener 127.0.0.1:0"
      )
      expect(changed).not.toContain(key)
      expect(await server.change(configuration("1", 0), RELOADED)).not.toContain("needs a restart")
    } finally {
      await server.stop()
    }
  })
})
