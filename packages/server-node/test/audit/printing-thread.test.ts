import { assert, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import { layerMemory, makeServer } from "@enwrap/server"
import { type AuditSinkType, layerAuditDevices } from "@enwrap/server/audit"
import { layerNodeCrypto, nodeAuditSinks } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "enwrap-audit-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)

// oxlint-disable-next-line typescript/no-explicit-any -- tests read any member of a response
type Response = any

const serve = Effect.gen(function* () {
  const file = join(yield* folder, "audit.log")
  const kept: Array<string> = []
  const here: AuditSinkType = () =>
    Effect.succeed({
      write: (line) => Effect.sync(() => void kept.push(line)),
      reopen: Effect.void,
      close: Effect.void
    })
  const options = { log_raw: "true", elide_list_responses: "true", prefix: "> " }
  const audit = layerAuditDevices({
    sinks: { ...(yield* nodeAuditSinks), here },
    devices: [
      { path: "file", type: "file", options: { ...options, file_path: file } },
      { path: "here", type: "here", options },
      { path: "hashed", type: "file", options: { file_path: `${file}.hashed` } }
    ],
    unsafeAllowRaw: true,
    allowPrefix: true
  })
  const mounts = [{ path: "kv1/", type: "kv", options: { version: "1" } }]
  const server = yield* makeServer({ engines, mounts, rootToken: "root", audit })
  const ask = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: object) => {
    const all: Readonly<Record<string, string>> = { "x-vault-token": "root", ...headers }
    const request = {
      method,
      target: `/v1/${path}`,
      header: (name: string) => all[name],
      remoteAddress: "127.0.0.1",
      remotePort: 4000,
      hasLeft: () => false,
      body: new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body))
    }
    return Effect.map(server.handle(request), ({ body }): Response => (body === "" ? {} : JSON.parse(String(body))))
  }
  return { ask, file, kept }
})

const services = Layer.mergeAll(layerMemory, layerNodeCrypto)

const sentences = ["plain", "\ud800 alone", "\u2028\0", "é€😀", 'a "quoted" \\ one', "2026-01-02T03:04:05Z"]

it.live("RW-AU-5: a thread prints the same entries as the event loop", () =>
  Effect.gen(function* () {
    const { ask, file, kept } = yield* serve
    yield* ask("PUT", "sys/config/auditing/request-headers/x-trace", {}, { hmac: false })
    const wrapped = yield* ask("POST", "sys/wrapping/wrap", { "x-vault-wrap-ttl": "60", "x-trace": "é" }, { sentences })
    const { token } = wrapped.wrap_info
    yield* ask("POST", "sys/wrapping/lookup", {}, { token })
    yield* ask("POST", "sys/wrapping/unwrap", { "x-vault-token": token })
    yield* ask("POST", "sys/wrapping/unwrap", { "x-vault-token": token })
    yield* ask("POST", "kv1/a", {}, { sentences, n: 1.5 })
    yield* ask("GET", "kv1/a", {})
    yield* ask("LIST", "kv1/", {})
    const login = yield* ask("POST", "auth/token/create", { "x-vault-wrap-ttl": "60" }, { ttl: "1h", meta: { a: "b" } })
    yield* ask("POST", "sys/wrapping/unwrap", { "x-vault-token": login.wrap_info.token })
    yield* ask("POST", "auth/token/create", {}, { num_uses: 3 })
    yield* ask("GET", "nowhere", {})
    const lines = readFileSync(file, "utf8")
    // Each device has a test entry of its own.
    const withoutTest = (text: string): string => text.split("\n").slice(1).join("\n")
    assert.strictEqual(withoutTest(lines), withoutTest(kept.join("")))
    assert.strictEqual(kept.length, 24)
    for (const line of kept) assert.isObject(JSON.parse(line.slice("> ".length)))
    assert.notInclude(readFileSync(`${file}.hashed`, "utf8"), "quoted")
  }).pipe(Effect.provide(services))
)

it.live("RW-AU-8: sys/audit-hash returns strings as a thread prints them", () =>
  Effect.gen(function* () {
    const { ask, file } = yield* serve
    yield* ask("POST", "kv1/a", {}, { sentences })
    const entries = readFileSync(`${file}.hashed`, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    const expected = yield* Effect.forEach(sentences, (input) =>
      Effect.map(ask("POST", "sys/audit-hash/hashed", {}, { input }), ({ data }) => data.hash)
    )
    const written = entries.find(({ request }) => request.path === "kv1/a")
    assert.deepEqual(written.request.data, { sentences: expected })
    const root = yield* ask("POST", "sys/audit-hash/hashed", {}, { input: "root" })
    assert.strictEqual(written.request.client_token, root.data.hash)
  }).pipe(Effect.provide(services))
)
