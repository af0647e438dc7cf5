import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { type AuditDevicesOptions, layerAuditDevices } from "../../src/server/audit/index.ts"
import { layerMemory, layerNobleCrypto, newRootKey, openServer } from "../../src/index.ts"
import { AuditedHeadersStore } from "../../src/state/audited-headers.ts"
import { Keyring } from "../../src/state/keyring.ts"
import { Metrics } from "../../src/state/metrics/metrics.ts"
import { asking, freshAsk, ROOT } from "../asking.ts"
import { auditedServer, keptLines } from "./audited-server.ts"

const byApi = auditedServer({ devices: [], unsafeAllowApi: true })

const kept = (options: Readonly<Record<string, string>> = {}) => ({ body: { type: "kept", options } })

describe("sys/audit", () => {
  it.effect("RW-AU-7: enables, lists and disables a device, if the server allows it", () =>
    Effect.gen(function* () {
      const { ask, kept: lines } = yield* byApi
      const body = { type: "kept", description: "all", options: { name: "x" }, local: true }
      assert.strictEqual((yield* ask("POST", "sys/audit/team/log", { body })).status, 204)
      const { json } = yield* ask("GET", "sys/audit")
      const device = { path: "team/log/", type: "kept", description: "all", options: { name: "x" }, local: true }
      assert.deepEqual(json.data, { "team/log/": device })
      assert.deepEqual(json["team/log/"], device)
      assert.strictEqual((yield* ask("DELETE", "sys/audit/team/log")).status, 204)
      assert.deepEqual((yield* ask("GET", "sys/audit")).json.data, {})
      assert.deepEqual(lines.closed, ["x"])
      // As in the original, the device has the response of its own enabling, and the request of its own disabling.
      assert.deepEqual(
        lines.entries("x").map(({ request, type }) => [type, request.operation, request.path]),
        [
          ["response", "update", "sys/audit/team/log"],
          ["request", "read", "sys/audit"],
          ["response", "read", "sys/audit"],
          ["request", "delete", "sys/audit/team/log"]
        ]
      )
    })
  )

  it.effect("RW-AU-7: does not enable a device that the configuration does not allow", () =>
    Effect.gen(function* () {
      const text = "cannot enable audit device via API; use declarative, config-based audit device management instead"
      for (const ask of [yield* freshAsk(), (yield* auditedServer()).ask]) {
        const { json, status } = yield* ask("POST", "sys/audit/file", kept())
        assert.deepEqual([status, json.errors], [400, [text]])
      }
    })
  )

  it.effect("RW-AU-6 RW-AU-7: refuses devices that overlap, that are unknown, or that do not work", () =>
    Effect.gen(function* () {
      const { ask, kept: lines } = yield* byApi
      yield* ask("POST", "sys/audit/team/log", kept())
      const refused = Effect.fnUntraced(function* (path: string, asked: object) {
        const { json, status } = yield* ask("POST", `sys/audit/${path}`, { body: asked })
        assert.strictEqual(status, 400)
        return json.errors[0] as string
      })
      assert.strictEqual(yield* refused("team", { type: "kept" }), "path already in use")
      assert.strictEqual(yield* refused("team/log/more", { type: "kept" }), "path already in use")
      assert.strictEqual(yield* refused("team/log", { type: "kept" }), "path already in use")
      assert.strictEqual(yield* refused("a", { type: "odd" }), 'unknown backend type: "odd"')
      assert.strictEqual(yield* refused("a", { type: "toString" }), 'unknown backend type: "toString"')
      assert.strictEqual(yield* refused("a", {}), 'unknown backend type: ""')
      const options = (name: string, value: string) => ({ type: "kept", options: { [name]: value } })
      assert.include(yield* refused("a", options("format", "jsonx")), "jsonx formatting has been removed")
      assert.strictEqual(yield* refused("a", options("format", "xml")), 'unknown format type "xml"')
      assert.strictEqual(yield* refused("a", options("prefix", "x")), "audit log prefixing is not allowed")
      assert.include(yield* refused("a", options("log_raw", "true")), "unsafe_allow_audit_log_raw")
      assert.include(yield* refused("a", options("hmac_accessor", "maybe")), "hmac_accessor")
      assert.strictEqual(yield* refused("a", options("open", "false")), "there is no such disk")
      lines.failIf((name) => name === "bad")
      assert.strictEqual(
        yield* refused("a", options("name", "bad")),
        "audit backend failed test message: the disk is full"
      )
      assert.deepEqual(Object.keys((yield* ask("GET", "sys/audit")).json.data), ["team/log/"])
      const untested = { name: "bad", skip_test: "true" }
      assert.strictEqual((yield* ask("POST", "sys/audit/a", kept(untested))).status, 204)
    })
  )

  it.effect("RW-AU-8: refuses to hash for a device that does not exist, and an empty string", () =>
    Effect.gen(function* () {
      const { ask } = yield* byApi
      yield* ask("POST", "sys/audit/log", kept())
      const hash = (path: string, input: string) => ask("POST", `sys/audit-hash/${path}`, { body: { input } })
      assert.deepEqual((yield* hash("other", "x")).json.errors, ['unknown audit backend "other/"'])
      assert.deepEqual((yield* hash("log", "")).json.errors, ['the "input" parameter is empty'])
      assert.strictEqual((yield* hash("log", "x")).status, 200)
    })
  )

  it.effect("a device of the configuration cannot be disabled through the API", () =>
    Effect.gen(function* () {
      const { ask } = yield* auditedServer()
      const { json, status } = yield* ask("DELETE", "sys/audit/main")
      assert.deepEqual([status, json.errors], [400, ["cannot disable configuration-managed audit device"]])
    })
  )

  it.effect("opens the devices again", () =>
    Effect.gen(function* () {
      const { kept: lines, reopenAudit } = yield* auditedServer()
      yield* reopenAudit
      assert.deepEqual(lines.reopened, ["kept"])
    })
  )
})

it.effect("closes its devices when its layer ends, as when the server is sealed", () =>
  Effect.gen(function* () {
    const lines = keptLines()
    const layer = layerAuditDevices({ sinks: lines.sinks, devices: [{ path: "main", type: "kept" }] }).pipe(
      Layer.provide(AuditedHeadersStore.layer),
      Layer.provide(Keyring.layer(yield* newRootKey)),
      Layer.provide([layerMemory, Metrics.layer])
    )
    yield* Effect.scoped(Layer.build(layer))
    assert.deepEqual(lines.closed, ["kept"])
  }).pipe(Effect.provide(layerNobleCrypto))
)

describe("a server that is opened again", () => {
  const twice = Effect.gen(function* () {
    const rootKey = yield* newRootKey
    const start = Effect.fnUntraced(function* (options: Partial<AuditDevicesOptions>) {
      const lines = keptLines()
      const audit = layerAuditDevices({ sinks: lines.sinks, ...options })
      const server = yield* openServer({ engines: [], mounts: [], rootKey, rootToken: ROOT, audit })
      return { ask: asking(server), lines }
    })
    return start
  })
  const onOneStore = Effect.provide(Layer.merge(layerMemory, layerNobleCrypto))
  const hash = (ask: ReturnType<typeof asking>, path: string) =>
    Effect.map(ask("POST", `sys/audit-hash/${path}`, { body: { input: "x" } }), ({ json }) => json.hash as string)

  it.effect("has the devices of the API and their salts, and the headers", () =>
    Effect.gen(function* () {
      const start = yield* twice
      const first = yield* start({ unsafeAllowApi: true })
      yield* first.ask("POST", "sys/audit/log", kept())
      yield* first.ask("POST", "sys/config/auditing/request-headers/X-Trace", { body: {} })
      const before = yield* hash(first.ask, "log")
      const second = yield* start({})
      assert.strictEqual(yield* hash(second.ask, "log"), before)
      second.lines.clear()
      yield* second.ask("GET", "auth/token/lookup-self", { headers: { "x-trace": "t" } })
      assert.deepEqual(second.lines.entries()[0].request.headers, { "x-trace": ["t"] })
    }).pipe(onOneStore)
  )

  it.effect("disables a device that is not in its options any more, and its salt is gone", () =>
    Effect.gen(function* () {
      const start = yield* twice
      const devices = [{ path: "log", type: "kept" }]
      const before = yield* hash((yield* start({ devices })).ask, "log")
      assert.deepEqual((yield* (yield* start({})).ask("GET", "sys/audit")).json.data, {})
      assert.notStrictEqual(yield* hash((yield* start({ devices })).ask, "log"), before)
    }).pipe(onOneStore)
  )

  it.effect("starts without a device that its options removed together with the permission for it", () =>
    Effect.gen(function* () {
      const start = yield* twice
      const other = { path: "other", type: "kept", options: { name: "other" } }
      for (const [permission, options] of [
        [{ allowPrefix: true }, { prefix: "@cee: " }],
        [{ unsafeAllowRaw: true }, { log_raw: "true" }]
      ] as const) {
        yield* start({ ...permission, devices: [{ path: "log", type: "kept", options }, other] })
        const { ask, lines } = yield* start({ devices: [other] })
        assert.deepEqual(Object.keys((yield* ask("GET", "sys/audit")).json.data), ["other/"])
        assert.deepEqual(lines.entries("kept"), [])
      }
      // Neither is its type looked up, nor compared.
      yield* start({ devices: [{ path: "log", type: "kept" }, other] })
      const { ask } = yield* start({ sinks: { odd: keptLines().sinks["kept"]! }, devices: [] })
      assert.deepEqual((yield* ask("GET", "sys/audit")).json.data, {})
    }).pipe(onOneStore)
  )

  it.effect(
    "a device whose options changed is refused because of that, although the old ones are not allowed any more",
    () =>
      Effect.gen(function* () {
        const start = yield* twice
        yield* start({ allowPrefix: true, devices: [{ path: "log", type: "kept", options: { prefix: "@cee: " } }] })
        const exit = yield* Effect.exit(start({ devices: [{ path: "log", type: "kept" }] }))
        assert.include(String(Exit.isFailure(exit) && Cause.squash(exit.cause)), "its options cannot be changed")
      }).pipe(onOneStore)
  )

  it.effect("does not start with a device that it cannot trust", () =>
    Effect.gen(function* () {
      const start = yield* twice
      const devices = [{ path: "log", type: "kept" }]
      const problem = Effect.fnUntraced(function* (options: Partial<AuditDevicesOptions>) {
        const exit = yield* Effect.exit(start(options))
        return Exit.isFailure(exit)
          ? String(exit.cause.reasons.map((reason) => ("defect" in reason ? reason.defect : reason)))
          : "started"
      })
      yield* start({ devices })
      assert.strictEqual(yield* problem({ devices }), "started")
      const changed = [{ ...devices[0]!, options: { name: "other" } }]
      assert.include(
        yield* problem({ devices: changed }),
        'the audit device "log/" cannot be enabled: its options cannot be changed'
      )
      assert.include(yield* problem({ devices: [...devices, ...devices] }), "another device has the same path")
      assert.include(yield* problem({ devices: [...devices, { path: "b", type: "odd" }] }), "unknown backend type")
      assert.include(
        yield* problem({ devices: [...devices, { path: "b", type: "kept", options: { open: "false" } }] }),
        "there is no such disk"
      )
    }).pipe(onOneStore)
  )
})
