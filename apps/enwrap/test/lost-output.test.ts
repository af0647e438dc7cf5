import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startScripted } from "../../../packages/client-node/test/scripted-server.ts"
import { bin, type ConfiguredServer, startConfiguredServer } from "./run-enwrap.ts"
import { runInProcess } from "./run-in-process.ts"

const attempt = { nonce: "n", started: true, progress: 0, required: 1, t: 1, n: 1, complete: false }
const shamir = { recovery_seal: false, type: "shamir", initialized: false, sealed: true }
const envelope = { request_id: "r", data: null, auth: null, wrap_info: null, lease_id: "", warnings: null }
const wrapInfo = { token: "hvs.w", accessor: "a", ttl: 60, creation_time: "2026-01-02T03:04:05Z", creation_path: "a" }
const wrapped = { ...envelope, wrap_info: wrapInfo }
const withData = { ...envelope, data: { secret_id: "hunter2" } }

/** A command, the responses to its requests, and what is said if the last response cannot be printed. */
const onlyCopies: ReadonlyArray<[words: string, responses: ReadonlyArray<object>, lost: string]> = [
  [
    "operator init",
    [shamir, { keys: ["00"], keys_base64: ["AA=="], root_token: "hvs.r" }],
    "its keys and its root token are lost"
  ],
  [
    "operator rekey",
    [attempt, { nonce: "n", complete: true, keys: ["00"], keys_base64: ["AA=="], verification_required: false }],
    "once the server is sealed, it cannot be unsealed"
  ],
  [
    "operator rekey --target=recovery",
    [attempt, { nonce: "n", complete: true, keys: ["00"], keys_base64: ["AA=="], verification_required: false }],
    "recovery key shares were replaced"
  ],
  [
    "operator rekey",
    [attempt, { nonce: "n", complete: true, keys: ["00"], keys_base64: ["AA=="], verification_required: true }],
    "not valid yet: cancel the attempt"
  ],
  ["operator generate-root --init", [{ ...attempt, otp: "otp", otp_length: 3 }], "one-time password is lost"],
  [
    "operator generate-root",
    [attempt, { ...attempt, complete: true, encoded_token: "AA==" }],
    "encoded root token is lost"
  ],
  ["wrap a=b", [wrapped], "wrap the data again"],
  ["rewrap hvs.w", [wrapped], "ask for the secret to be wrapped again"],
  ["unwrap hvs.w", [withData], "is used up"],
  ["write -f auth/approle/role/web/secret-id", [withData], "The data was written, and the response is lost"],
  ["write -f sys/init", [{ keys: ["00"], root_token: "hvs.r" }], "The data was written, and the response is lost"],
  [
    "write -f sys/generate-root/attempt",
    [{ ...attempt, otp: "otp" }],
    "The data was written, and the response is lost"
  ],
  [
    "write -f --wrap-ttl=1m auth/approle/role/web/secret-id",
    [wrapped],
    "The data was written, and the response is lost"
  ],
  ["read --wrap-ttl=1m secret/data/app", [wrapped], "may not return it again"],
  ["read cubbyhole/response", [withData], "may not return it again"],
  ["read team/cubbyhole/response", [withData], "may not return it again"],
  ["write sys/wrapping/unwrap token=a", [withData], "may not return it again"],
  ["write -f sys/wrapping/unwrap", [withData], "may not return it again"],
  ["write -f sys/wrapping/rewrap", [wrapped], "may not return it again"],
  ["write auth/token/create ttl=1h", [{ ...envelope, auth: { client_token: "hvs.c" } }], "may not return it again"],
  ["write -f team/auth/users/login/ada", [{ ...envelope, auth: { client_token: "hvs.c" } }], "may not return it again"],
  ["write a/b/issue/web common_name=a", [withData], "may not return it again"],
  ["write -f plugin/rotate", [withData], "The data was written, and the response is lost"],
  ["read creds/app", [{ ...withData, lease_id: "creds/app/1" }], "may not return it again"],
  [
    "login --method=approle --token-only role_id=r secret_id=s",
    [
      { ...envelope, auth: { client_token: "hvs.c", accessor: "a", policies: [], lease_duration: 0, renewable: false } }
    ],
    "log in again"
  ]
]

/** Whether only the response says that it exists only once, since the protocol does not have the operation. */
const isKnownAfterwards = (words: string): boolean => /^(write -f plugin|read creds)/.test(words)

/** Runs a command against a server that responds with these bodies, one after the other. */
const runScripted = async (
  words: string,
  responses: ReadonlyArray<object>,
  options: Parameters<typeof runInProcess>[1]
) => {
  const left = [...responses]
  const server = await startScripted((_request, response) =>
    response
      .writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
      .end(JSON.stringify(left.shift()))
  )
  try {
    const env = { VAULT_ADDR: server.address, VAULT_TOKEN: "hvs.own" }
    return {
      ...(await runInProcess(words.split(" "), { ...options, env, input: "share" })),
      sent: server.requests.length
    }
  } finally {
    await server.close()
  }
}

describe("output that exists only once", () => {
  it.each(onlyCopies)("is not lost silently if its reader is gone: %s", async (words, responses, lost) => {
    const { code, err } = await runScripted(words, responses, { outputFailure: "EPIPE" })
    expect([code, err]).toEqual([1, expect.stringContaining("cannot write to standard output (EPIPE)")])
    expect(err).toContain(lost)
  })

  it.each(onlyCopies.filter(([words]) => !isKnownAfterwards(words)))(
    "is not requested if standard output is closed: %s",
    async (words, responses) => {
      const { code, err, out, sent } = await runScripted(words, responses, { outputIsClosed: true })
      expect([code, out]).toEqual([1, ""])
      expect(err).toContain(
        "standard output is closed, or is a null device that can also be read: the result would be lost"
      )
      // An attempt is read before a share is sent.
      expect(sent).toBeLessThan(responses.length)
    }
  )

  it.each(onlyCopies.filter(([words]) => isKnownAfterwards(words)))(
    "is not lost silently if standard output is closed: %s",
    async (words, responses, lost) => {
      const { code, err } = await runScripted(words, responses, { outputIsClosed: true })
      expect([code, err]).toEqual([
        1,
        expect.stringContaining("standard output is closed, or is a null device that can also be read.")
      ])
      expect(err).toContain(lost)
    }
  )

  it.each<[words: string, responses: ReadonlyArray<object>]>([
    ["write secret/data/app a=b", [{ ...envelope, data: { version: 1, created_time: "2026-01-02T03:04:05Z" } }]],
    ["read secret/data/app", [withData]],
    ["write -f auth/approle/role/web/secret-id/destroy secret_id=a", [envelope]],
    ["list secret/metadata", [{ ...envelope, data: { keys: ["a"] } }]],
    ["operator rekey --status", [attempt]],
    ["operator rekey", [attempt, { ...attempt, progress: 1, required: 2 }]],
    ["operator init --status", [{ initialized: true }]],
    ["wrap a=b --output-curl", [wrapped]]
  ])("is not what a reader of this may miss: %s", async (words, responses) => {
    expect((await runScripted(words, responses, { outputFailure: "EPIPE" })).code).toBe(0)
  })
})

it.each<[words: string, response: object]>([
  ["write secret/data/app a=b", { ...envelope, data: { version: 1, created_time: "2026-01-02T03:04:05Z" } }],
  ["read secret/data/app", withData],
  ["delete cubbyhole/response", envelope],
  ["write sys/policies/acl/app policy=a", envelope]
])("a program may discard what can be read again: %s", async (words, response) => {
  expect((await runScripted(words, [response], { outputIsClosed: true })).code).toBe(0)
})

describe("with a real process", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
  const config = join(folder, "server.hcl")
  let server: ConfiguredServer
  beforeAll(async () => {
    writeFileSync(config, `storage "inmem" {}\nlistener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n`)
    server = await startConfiguredServer([`-config=${config}`])
  }, 60_000)
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  it("init sends nothing if standard output is closed, and reports a reader that is gone", async (context) => {
    if (process.platform === "win32") return context.skip("there is no POSIX shell")
    const env = { ...process.env, VAULT_ADDR: server.url }
    const closed = spawn("sh", ["-c", 'exec "$0" "$@" >&-', process.execPath, bin, "operator", "init"], {
      env,
      stdio: ["ignore", "pipe", "pipe"]
    })
    const [said, [code]] = await Promise.all([text(closed.stderr), once(closed, "close")])
    expect([code, said]).toEqual([1, expect.stringContaining("standard output is closed")])
    expect(await (await fetch(`${server.url}/v1/sys/init`)).json()).toMatchObject({ initialized: false })

    const gone = spawn(process.execPath, [bin, "operator", "init"], { env, stdio: ["ignore", "pipe", "pipe"] })
    gone.stdout.destroy()
    const [lost, [failed]] = await Promise.all([text(gone.stderr), once(gone, "close")])
    expect([failed, lost]).toEqual([1, expect.stringMatching(/EPIPE[^]*its keys and its root token are lost/)])
  })

  it("reads or writes nothing that exists only once if standard output is closed", async (context) => {
    if (process.platform === "win32") return context.skip("there is no POSIX shell")
    const other = await startScripted((_request, response) =>
      response
        .writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
        .end(JSON.stringify(withData))
    )
    try {
      for (const words of [
        ["read", "cubbyhole/response"],
        ["write", "-f", "sys/wrapping/unwrap"]
      ]) {
        const closed = spawn("sh", ["-c", 'exec "$0" "$@" >&-', process.execPath, bin, ...words], {
          env: { ...process.env, VAULT_ADDR: other.address, VAULT_TOKEN: "hvs.w" },
          stdio: ["ignore", "pipe", "pipe"]
        })
        const [err, [code]] = await Promise.all([text(closed.stderr), once(closed, "close")])
        expect([code, err]).toEqual([1, expect.stringContaining("no request was sent")])
      }
      expect(other.requests).toHaveLength(0)
    } finally {
      await other.close()
    }
  })

  it("discards the output with >/dev/null", async (context) => {
    if (process.platform === "win32") return context.skip("there is no POSIX shell")
    const answer = (response: ServerResponse) =>
      response
        .writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
        .end(JSON.stringify(withData))
    const other = createServer((_request, response) => answer(response)).listen(0, "127.0.0.1")
    await once(other, "listening")
    try {
      const child = spawn("sh", ["-c", 'exec "$0" "$@" >/dev/null', process.execPath, bin, "unwrap", "hvs.w"], {
        env: { ...process.env, VAULT_ADDR: `http://127.0.0.1:${(other.address() as AddressInfo).port}` },
        stdio: ["ignore", "pipe", "pipe"]
      })
      const [err, [code]] = await Promise.all([text(child.stderr), once(child, "close")])
      expect({ code, err }).toEqual({ code: 0, err: "" })
    } finally {
      other.close()
    }
  })
})
