import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import * as http from "node:http"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { connect, type TLSSocket } from "node:tls"
import { afterAll, describe, expect, it } from "vitest"
import { selfSigned } from "../../../packages/server-node/test/self-signed.ts"
import { runEnwrap, startConfiguredServer } from "./run-enwrap.ts"

const root = mkdtempSync(join(tmpdir(), "enwrap-"))
afterAll(() => rmSync(root, { recursive: true }))

const newFolder = (): string => mkdtempSync(join(root, "test-"))

const write = (folder: string, name: string, text: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const plain = 'storage "inmem" {}\nlistener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n'

const writeCertificate = (folder: string, name: string): void => {
  const { cert, key } = selfSigned(name)
  write(folder, "cert.pem", cert)
  write(folder, "key.pem", key)
}

const tlsListener = (folder: string): string =>
  `listener "tcp" {\n  address = "127.0.0.1:0"\n  tls_cert_file = "${folder}/cert.pem"\n  tls_key_file = "${folder}/key.pem"\n}\n`

const connectTo = (url: string, certificate: { cert?: string; key?: string } = {}): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false, ...certificate }, () =>
      resolve(socket)
    )
    socket.on("error", reject)
  })

const nameOf = async (url: string): Promise<string> => {
  const socket = await connectTo(url)
  const name = String(socket.getPeerCertificate().subject.CN)
  socket.destroy()
  return name
}

/** Waits until something is true, for at most a few seconds. */
const until = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 400; i++) {
    if (await isTrue()) return
    await delay(25)
  }
  throw new Error("did not happen")
}

describe("enwrap server --check", { timeout: 30_000 }, () => {
  it("prints all problems with their places, and fails; a valid configuration succeeds", async () => {
    const folder = newFolder()
    const wrong = write(folder, "wrong.hcl", 'storage "inmem" {}\nlistner "tcp" {}\nui = true\n')
    const { code, err, out } = await runEnwrap(["server", "-check", `-config=${wrong}`])
    expect([code, out]).toEqual([1, ""])
    expect(err.split("\n")).toEqual([
      `${wrong}:1:1: error: listener is missing: add listener "tcp" { … }`,
      `${wrong}:2:1: error: unknown key "listner"; did you mean "listener"?`,
      `${wrong}:3:1: warning: ui has no effect: there is no web interface`,
      "enwrap: the configuration has 2 errors.",
      ""
    ])
    const right = write(folder, "right.hcl", plain)
    expect(await runEnwrap(["server", "--check", "--config", right])).toEqual({
      code: 0,
      out: "The configuration is valid.\n",
      err: ""
    })
    expect(existsSync(join(folder, "data"))).toBe(false)
  })

  it("reads folders, several paths, and the environment", async () => {
    const folder = newFolder()
    write(folder, "1.hcl", 'storage "inmem" {}')
    write(folder, "2.json", '{"listener": {"tcp": {"tls_disable": true}}}')
    write(folder, "ignored.txt", "not a configuration")
    mkdirSync(join(folder, "old.hcl"))
    expect((await runEnwrap(["server", "-check", `-config=${folder}`])).code).toBe(0)
    const paths = ["1.hcl", "2.json"].map((name) => `-config=${join(folder, name)}`)
    expect((await runEnwrap(["server", "-check", ...paths])).code).toBe(0)
    const env = { VAULT_LOCAL_CONFIG: '{"storage": {"inmem": {}}, "listener": {"tcp": {"tls_disabled": true}}}' }
    expect((await runEnwrap(["server", "-check"], { env })).err).toContain(
      'VAULT_LOCAL_CONFIG:1:49: error: unknown key "tls_disabled" in listener "tcp"; did you mean "tls_disable"?'
    )
  })

  it("a path that names the wrong file is refused, by the start too, and nothing is changed", async () => {
    const folder = newFolder()
    const data = join(folder, "data")
    mkdirSync(data, { mode: 0o755 })
    const database = join(data, "enwrap.db")
    const listener = plain.split("\n").slice(1).join("\n")
    const storage = `storage "sqlite" { path = "${database}" }\n`
    const notes = write(folder, "notes.txt", "remember the milk")
    symlinkSync(database, join(folder, "link"))
    const wrong: ReadonlyArray<readonly [config: string, message: string]> = [
      [`storage "sqlite" { path = "${data}" }\n${listener}`, "path names a folder"],
      [`${storage}${listener}pid_file = "${database}"\n`, 'pid_file is the same file as path in storage "sqlite"'],
      [`${storage}${listener}pid_file = "${folder}/link"\n`, 'pid_file is the same file as path in storage "sqlite"'],
      [`${storage}${listener}pid_file = "${notes}"\n`, "pid_file names a file that contains something else"],
      [`${storage}${listener}pid_file = "${folder}/wrong.hcl"\n`, "pid_file is the same file as the configuration"],
      [`${storage}listener "unix" { address = "${notes}" }\n`, "address names a file, which is not a socket"]
    ]
    for (const [i, [config, message]] of wrong.entries()) {
      const path = write(folder, "wrong.hcl", config)
      // The start makes the same checks.
      for (const words of i < 2 ? [["-check"], []] : [["-check"]]) {
        const { code, err } = await runEnwrap(["server", ...words, `-config=${path}`])
        expect([code, err]).toMatchObject([1, expect.stringContaining(message)])
      }
      expect(readFileSync(path, "utf8")).toBe(config)
    }
    expect([statSync(data).mode & 0o777, readdirSync(data)]).toEqual([0o755, []])
    expect(readFileSync(notes, "utf8")).toBe("remember the milk")
  })

  it("fails if there is no configuration, or if it cannot be read", async () => {
    const folder = newFolder()
    const none = await runEnwrap(["server", "-check"])
    expect([none.code, none.err]).toMatchObject([2, expect.stringContaining("no configuration was given")])
    const gone = await runEnwrap(["server", `-config=${folder}/gone.hcl`])
    expect([gone.code, gone.err]).toMatchObject([1, expect.stringContaining("gone.hcl: no such file")])
    const empty = await runEnwrap(["server", `-config=${folder}`])
    expect([empty.code, empty.err]).toMatchObject([1, expect.stringContaining("no file that ends with")])
    const both = await runEnwrap(["server", "-dev", "-check"])
    expect([both.code, both.err]).toMatchObject([2, expect.stringContaining("cannot be used together")])
    const level = await runEnwrap(["server", "-check", "-log-level=loud", `-config=${write(folder, "a.hcl", plain)}`])
    expect([level.code, level.err]).toMatchObject([2, expect.stringContaining("--log-level must be one of")])
    const variable = await runEnwrap(["server", "-check", `-config=${join(folder, "a.hcl")}`], {
      env: { VAULT_LOG_LEVEL: "loud" }
    })
    expect([variable.code, variable.err]).toMatchObject([
      2,
      expect.stringContaining("BAO_LOG_LEVEL or VAULT_LOG_LEVEL must be")
    ])
  })
})

describe("enwrap server --config", { timeout: 60_000 }, () => {
  it("serves on several listeners, writes its pid, and stops after the requests in flight", async () => {
    const folder = newFolder()
    const [socketPath, pidFile] = [join(folder, "run.sock"), join(folder, "enwrap.pid")]
    const config = write(
      folder,
      "server.hcl",
      `${plain}listener "unix" {\n  address = "${socketPath}"\n  socket_mode = "0600"\n}\npid_file = "${pidFile}"\napi_addr = "https://vault.example:8200"\n`
    )
    const server = await startConfiguredServer([`-config=${config}`])
    expect(server.banner).toContain("==> Enwrap server configuration:")
    expect(server.banner).toMatch(/ Api Address: https:\/\/vault\.example:8200\n/)
    expect(server.banner).toMatch(/ Listener 1: tcp \(addr: "127\.0\.0\.1:\d+", tls: "disabled"\)\n/)
    expect(server.banner).toMatch(/ Storage: inmem\n/)
    await until(() => server.collected.err.includes("enwrap operator init"))
    expect(readFileSync(pidFile, "utf8")).toBe(String(server.process.pid))
    expect(statSync(socketPath).mode & 0o777).toBe(0o600)
    const overSocket = await new Promise<number>((resolve, reject) => {
      http.get({ socketPath, path: "/v1/sys/health" }, (res) => resolve(res.resume().statusCode!)).on("error", reject)
    })
    expect(overSocket).toBe(501)
    expect((await fetch(`${server.url}/v1/sys/health?uninitcode=200`)).status).toBe(200)
    const { code, out } = await server.stop()
    expect(code).toBe(0)
    expect(out).toContain("SIGTERM received")
    expect([existsSync(pidFile), existsSync(socketPath)]).toEqual([false, false])
  })

  it("the pid file of another server is replaced, and removed only by the server that it names", async () => {
    const folder = newFolder()
    const pidFile = write(folder, "enwrap.pid", "4711\n")
    const words = [`-config=${write(folder, "server.hcl", `${plain}pid_file = "${pidFile}"\n`)}`]
    const first = await startConfiguredServer(words)
    expect(readFileSync(pidFile, "utf8")).toBe(String(first.process.pid))
    const second = await startConfiguredServer(words)
    await first.stop()
    expect(readFileSync(pidFile, "utf8")).toBe(String(second.process.pid))
    writeFileSync(pidFile, "notes")
    await second.stop()
    expect(readFileSync(pidFile, "utf8")).toBe("notes")
  })

  it("SIGHUP: new connections get the new certificate, open ones are kept, and an unusable certificate changes nothing", async () => {
    const folder = newFolder()
    writeCertificate(folder, "first")
    const server = await startConfiguredServer([
      `-config=${write(folder, "server.hcl", `storage "inmem" {}\n${tlsListener(folder)}`)}`
    ])
    try {
      const open = await connectTo(server.url)
      writeCertificate(folder, "second")
      server.process.kill("SIGHUP")
      await until(async () => (await nameOf(server.url)) === "second")
      const reloads = () => server.collected.err.split("nothing was reloaded").length - 1
      write(folder, "cert.pem", "damaged")
      server.process.kill("SIGHUP")
      await until(() => reloads() === 1)
      rmSync(join(folder, "server.hcl"))
      server.process.kill("SIGHUP")
      await until(() => reloads() === 2)
      expect(await nameOf(server.url)).toBe("second")
      const answered = new Promise<string>((resolve) => open.once("data", (bytes: Buffer) => resolve(bytes.toString())))
      open.write("GET /v1/sys/health HTTP/1.1\r\nhost: x\r\n\r\n")
      expect(await answered).toMatch(/^HTTP\/1\.1 501 /)
      open.destroy()
      expect(server.collected.err).not.toContain("PRIVATE KEY")
    } finally {
      await server.stop()
    }
  })

  it("an expired certificate is used, and --check, the start and SIGHUP warn of it", async () => {
    const folder = newFolder()
    writeCertificate(folder, "valid")
    const expired = (): void => {
      const { cert, key } = selfSigned("expired", [-9, -2])
      write(folder, "cert.pem", cert)
      write(folder, "key.pem", key)
    }
    const config = `-config=${write(folder, "server.hcl", `storage "inmem" {}\n${tlsListener(folder)}`)}`
    const server = await startConfiguredServer([config])
    try {
      expired()
      server.process.kill("SIGHUP")
      await until(() => server.collected.err.includes("certificates were reloaded"))
      expect(server.collected.err).toContain("warning: tls_cert_file contains an expired certificate")
      expect(await nameOf(server.url)).toBe("expired")
    } finally {
      await server.stop()
    }
    const checked = await runEnwrap(["server", "-check", config])
    expect([checked.code, checked.err]).toEqual([0, expect.stringContaining("contains an expired certificate")])
    const started = await startConfiguredServer([config])
    expect((await started.stop()).err).toContain("contains an expired certificate")
  })

  it("RW-AU-1: writes audit entries of wraps and unwraps, without the secret, and opens the file again on SIGHUP", async () => {
    const folder = newFolder()
    const log = join(folder, "audit.log")
    const audit = `audit "file" "all" {\n  options { file_path = "${log}" }\n}\n`
    const server = await startConfiguredServer([`-config=${write(folder, "server.hcl", plain + audit)}`])
    const ask = async (path: string, body: object, headers: Readonly<Record<string, string>> = {}) => {
      const response = await fetch(`${server.url}/v1/${path}`, { method: "POST", body: JSON.stringify(body), headers })
      // oxlint-disable-next-line typescript/no-explicit-any -- members of several responses
      return (await response.json()) as any
    }
    try {
      const { keys, root_token } = await ask("sys/init", { secret_shares: 1, secret_threshold: 1 })
      await ask("sys/unseal", { key: keys[0] })
      const headers = { "x-vault-token": root_token, "x-vault-wrap-ttl": "60" }
      const { wrap_info } = await ask("sys/wrapping/wrap", { password: "correct horse" }, headers)
      renameSync(log, `${log}.1`)
      server.process.kill("SIGHUP")
      await until(() => existsSync(log))
      await until(() => server.collected.err.includes("no listener has a certificate to reload"))
      expect(server.collected.err).toContain('the audit device \\"all/\\" was opened again')
      expect(server.collected.err).not.toContain("certificates were reloaded")
      const { data } = await ask("sys/wrapping/unwrap", {}, { "x-vault-token": wrap_info.token })
      expect(data).toEqual({ password: "correct horse" })
      const entries = (name: string) =>
        readFileSync(name, "utf8")
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line))
      const paths = (name: string) => entries(name).map(({ request, type }) => `${type} ${request.path}`)
      expect(paths(`${log}.1`).slice(-2)).toEqual(["request sys/wrapping/wrap", "response sys/wrapping/wrap"])
      expect(paths(log)).toEqual(["request sys/wrapping/unwrap", "response sys/wrapping/unwrap"])
      const all = readFileSync(log, "utf8") + readFileSync(`${log}.1`, "utf8")
      for (const secret of ["correct horse", wrap_info.token, root_token]) expect(all).not.toContain(secret)
    } finally {
      await server.stop()
    }
  })

  it("uses the TTLs, the log of requests and the access without a token that are configured", async () => {
    const folder = newFolder()
    const open = `listener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n  telemetry { unauthenticated_metrics_access = true }\n  disable_unauthed_rekey_endpoints = true\n  disable_unauthed_generate_root_endpoints = true\n}\n`
    const settings =
      'default_lease_ttl = "1h"\nmax_lease_ttl = "2h"\nlog_requests_level = "info"\nlog_format = "json"\n'
    const server = await startConfiguredServer([`-config=${write(folder, "server.hcl", plain + open + settings)}`])
    const ask = (path: string, { body, token = "", at = 0 }: { body?: object; token?: string; at?: number } = {}) =>
      fetch(`${server.urls[at]}/v1/${path}`, {
        headers: { "x-vault-token": token },
        ...(body !== undefined && { method: "POST", body: JSON.stringify(body) })
      })
    // oxlint-disable-next-line typescript/no-explicit-any -- members of several responses
    const json = async (...asked: Parameters<typeof ask>) => (await (await ask(...asked)).json()) as any
    try {
      const { keys, root_token: token } = await json("sys/init", { body: { secret_shares: 1, secret_threshold: 1 } })
      await ask("sys/unseal", { body: { key: keys[0] } })
      const created = await json("auth/token/create", { token, body: { policies: ["default"], ttl: "3h" } })
      expect(created.auth.lease_duration).toBe(7200)
      const { data } = await json("sys/mounts/auth/token/tune", { token })
      expect([data.default_lease_ttl, data.max_lease_ttl]).toEqual([3600, 7200])
      const statuses = async (at: number) =>
        Promise.all(
          ["sys/metrics", "sys/rekey/init", "sys/generate-root/attempt"].map(
            async (path) => (await ask(path, { at })).status
          )
        )
      expect([await statuses(0), await statuses(1)]).toEqual([
        [403, 200, 200],
        [200, 403, 403]
      ])
      await until(() => server.collected.err.includes("tokenCreate"))
      expect(server.collected.err).not.toContain(token)
    } finally {
      await server.stop()
    }
  })

  it("SIGHUP: other authorities of client certificates take effect; whether clients need one changes only at a restart, and the log says so", async () => {
    const folder = newFolder()
    writeCertificate(folder, "server")
    const [first, second] = [selfSigned("first"), selfSigned("second")]
    write(folder, "clients.pem", first.cert)
    const strict = `  tls_require_and_verify_client_cert = true\n  tls_client_ca_file = "${folder}/clients.pem"\n  tls_max_version = "tls12"\n}\n`
    const listener = tlsListener(folder)
    const path = write(folder, "server.hcl", `storage "inmem" {}\n${listener.replace(/\}\n$/, strict)}`)
    const server = await startConfiguredServer([`-config=${path}`])
    const isAccepted = async (certificate: { cert: string; key: string }): Promise<boolean> => {
      try {
        ;(await connectTo(server.url, certificate)).destroy()
        return true
      } catch {
        return false
      }
    }
    try {
      expect([await isAccepted(first), await isAccepted(second)]).toEqual([true, false])
      write(folder, "clients.pem", second.cert)
      server.process.kill("SIGHUP")
      await until(() => isAccepted(second))
      expect(await isAccepted(first)).toBe(false)
      write(
        folder,
        "server.hcl",
        `storage "inmem" {}\n${listener.replace(/\}\n$/, '  tls_max_version = "tls12"\n}\n')}`
      )
      server.process.kill("SIGHUP")
      await until(() => server.collected.err.includes("requires certificates of clients until the server is restarted"))
      // Those that were last configured are still the only ones that are accepted.
      expect([await isAccepted(first), await isAccepted(second)]).toEqual([false, true])
    } finally {
      await server.stop()
    }
  })

  it("TLS: requires client certificates, and uses the listed cipher suites and versions", async () => {
    const folder = newFolder()
    writeCertificate(folder, "server")
    const client = selfSigned("client")
    write(folder, "clients.pem", client.cert)
    const strict = `  tls_require_and_verify_client_cert = true\n  tls_client_ca_file = "${folder}/clients.pem"\n  tls_max_version = "tls12"\n  tls_cipher_suites = "TLS_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,TLS_RSA_WITH_AES_128_CBC_SHA"\n}\n`
    const config = `storage "inmem" {}\n${tlsListener(folder).replace(/\}\n$/, strict)}`
    const server = await startConfiguredServer([`-config=${write(folder, "server.hcl", config)}`])
    try {
      await expect(connectTo(server.url)).rejects.toThrow(/alert|ECONNRESET|disconnected/)
      const socket = await connectTo(server.url, client)
      expect([socket.getProtocol(), socket.getCipher().name]).toEqual(["TLSv1.2", "ECDHE-ECDSA-CHACHA20-POLY1305"])
      socket.destroy()
    } finally {
      await server.stop()
    }
    const unknown = config.replace("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_RC4_128_SHA")
    const { code, err } = await runEnwrap(["server", "-check", `-config=${write(folder, "unknown.hcl", unknown)}`])
    expect([code, err]).toMatchObject([1, expect.stringContaining('unknown suite: "TLS_RSA_WITH_RC4_128_SHA"')])
  })

  it('RW-SYS-37: a seal "static" unseals the server at each start, and a new key takes the place of the previous one', async () => {
    const folder = newFolder()
    const key = (byte: number): string => `${byte}`.padStart(2, "0").repeat(32)
    chmodSync(write(folder, "unseal.key", Buffer.from(key(1), "hex")), 0o600)
    const base = `storage "sqlite" { path = "${folder}/data/enwrap.db" }\nlistener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n`
    const first = write(
      folder,
      "first.hcl",
      `${base}seal "static" {\n  current_key_id = "1"\n  current_key = "file://${folder}/unseal.key"\n}\n`
    )
    const isSealed = async (config: string, env: Record<string, string> = {}): Promise<unknown> => {
      const server = await startConfiguredServer([`-config=${config}`], env)
      try {
        await runEnwrap(["operator", "init", "-recovery-shares=1", "-recovery-threshold=1"], {
          env: { VAULT_ADDR: server.url }
        })
        const status = (await (await fetch(`${server.url}/v1/sys/seal-status`)).json()) as { readonly sealed: boolean }
        return status.sealed
      } finally {
        await server.stop()
      }
    }
    expect(await isSealed(first)).toBe(false)
    const rotated = write(
      folder,
      "rotated.hcl",
      `${base}seal "static" {\n  current_key_id = "2"\n  current_key = "env://SEAL_KEY"\n  previous_key_id = "1"\n  previous_key = "${key(1)}"\n}\n`
    )
    expect(await isSealed(rotated, { SEAL_KEY: key(2) })).toBe(false)
    const alone = write(
      folder,
      "alone.hcl",
      `${base}seal "static" {\n  current_key_id = "2"\n  current_key = "${key(2)}"\n}\n`
    )
    expect(await isSealed(alone)).toBe(false)
    chmodSync(join(folder, "unseal.key"), 0o644)
    const exposed = await runEnwrap(["server", "-check", `-config=${first}`])
    expect([exposed.code, exposed.err]).toMatchObject([1, expect.stringContaining("chmod 600")])
    // What is not a key gets no advice: it may be a file of another program.
    const notKey = write(folder, "not-a.key", "no key")
    const foreign = write(folder, "foreign.hcl", readFileSync(first, "utf8").replace("unseal.key", "not-a.key"))
    const advised = await runEnwrap(["server", "-check", `-config=${foreign}`])
    expect([advised.code, advised.err]).toMatchObject([1, expect.not.stringContaining(`chmod 600 ${notKey}`)])
    chmodSync(join(folder, "unseal.key"), 0o400)
    chmodSync(folder, 0o777)
    expect((await runEnwrap(["server", "-check", `-config=${first}`])).err).toContain(`chmod 700 ${folder}`)
    chmodSync(folder, 0o700)
    const { code, err } = await runEnwrap(["server", `-config=${first}`])
    expect([code, err]).toMatchObject([1, expect.stringContaining("cannot open the store")])
    expect(err).not.toContain(key(1))
  })

  it("fails if a store is in use, or an address", async () => {
    const folder = newFolder()
    const store = `storage "sqlite" { path = "${folder}/enwrap.db" }\n`
    const server = await startConfiguredServer([
      `-config=${write(folder, "a.hcl", store + plain.split("\n").slice(1).join("\n"))}`
    ])
    try {
      const inUse = await runEnwrap(["server", `-config=${join(folder, "a.hcl")}`])
      expect([inUse.code, inUse.out]).toEqual([1, ""])
      expect(inUse.err).toContain(`${folder}/enwrap.db`)
      const port = new URL(server.url).port
      const taken = await runEnwrap(["server", `-config=${write(folder, "b.hcl", plain.replace(":0", `:${port}`))}`])
      expect([taken.code, taken.err]).toMatchObject([1, expect.stringContaining("the address is in use")])
      expect(taken.err).toContain("change the address of the listener")
      const foreign = write(folder, "c.hcl", plain.replace("127.0.0.1:0", "192.0.2.1:8200"))
      const { code, err } = await runEnwrap(["server", `-config=${foreign}`])
      expect([code, err]).toMatchObject([1, expect.stringContaining("this machine has no such address")])
    } finally {
      await server.stop()
    }
  })

  it("tells systemd that it is ready, reloads, runs and stops, in this order", async () => {
    const folder = newFolder()
    // Node.js cannot receive on a Unix datagram socket either.
    const calls = join(folder, "calls")
    chmodSync(write(folder, "systemd-notify", `#!/bin/sh\necho "$@" >> ${calls}\n`), 0o755)
    const said = (): string => (existsSync(calls) ? readFileSync(calls, "utf8") : "")
    const server = await startConfiguredServer([`-config=${write(folder, "server.hcl", plain)}`], {
      PATH: `${folder}${delimiter}${process.env["PATH"]}`,
      NOTIFY_SOCKET: join(folder, "notify.sock"),
      WATCHDOG_USEC: "100000"
    })
    await until(() => said().includes("WATCHDOG=1"))
    server.process.kill("SIGHUP")
    await until(() => said().split("READY=1").length === 3)
    await server.stop()
    const pid = server.process.pid
    const words = said()
      .split("\n")
      .filter((line) => line !== "" && !line.includes("WATCHDOG"))
    const reloading = expect.stringMatching(/^--pid=\d+ RELOADING=1 MONOTONIC_USEC=\d+$/)
    expect(words).toEqual([`--pid=${pid} READY=1`, reloading, `--pid=${pid} READY=1`, `--pid=${pid} STOPPING=1`])
  })

  it("logs warnings about the configuration as JSON, too", async () => {
    const config = write(newFolder(), "server.hcl", `${plain}log_format = "json"\ncluster_name = "a"\n`)
    const server = await startConfiguredServer([`-config=${config}`])
    await until(() => server.collected.err.includes("\n"))
    const lines = (await server.stop()).err.trim().split("\n")
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: "WARN",
      message: expect.stringMatching(/server\.hcl:\d+:1: warning: cluster_name has no effect: there is no cluster$/)
    })
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty("message")
  })

  it("logs as JSON, from the level that the flag or the environment names", async () => {
    const config = write(newFolder(), "server.hcl", `${plain}log_format = "json"\n`)
    const verbose = await startConfiguredServer([`-config=${config}`])
    await until(() => verbose.collected.err.includes("\n"))
    expect(JSON.parse(verbose.collected.err.split("\n")[0]!)).toEqual({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: "INFO",
      message: "the server is not initialized: run `enwrap operator init`"
    })
    await verbose.stop()
    const quiet = await startConfiguredServer([`-config=${config}`], { VAULT_LOG_LEVEL: "error" })
    expect((await quiet.stop()).err).toBe("")
  })
})
