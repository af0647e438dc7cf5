import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Cause from "effect/Cause"
import * as Logger from "effect/Logger"
import { layerAuditDevices } from "../src/server/audit/index.ts"
import { layerMemory, layerNobleCrypto, openServer } from "../src/index.ts"
import { Store, type StoredRecord, StoreFailure } from "../src/ports/store/port.ts"
import { type Ask, asking, ROOT, wrap } from "./asking.ts"
import { keptLines } from "./audit/audited-server.ts"
import { initialize, memory, open as openSealable, askingOpen } from "./seal/sealable.ts"

const KV = 'path "kv1/*" { capabilities = ["read", "list"] }'
const NOT_SECRET = 'path "kv1/secret" { capabilities = ["deny"] }'

/** Opens a server on the store. Returns the sentence of the failure if it cannot be opened, and what was logged. */
const open = Effect.gen(function* () {
  const logged: Array<string> = []
  const { sinks } = keptLines()
  const options = {
    engines,
    audit: layerAuditDevices({ sinks, devices: [{ path: "main", type: "kept" }] }),
    rootKey: new Uint8Array(32).fill(7),
    rootToken: ROOT,
    mounts: [{ path: "kv1/", type: "kv", options: { version: "1" } }]
  }
  const exit = yield* Effect.exit(
    Effect.provide(
      Effect.tap(openServer(options), (server) => server.maintain),
      Logger.layer([Logger.make(({ message }) => void logged.push(String(message)))])
    )
  )
  if (Exit.isSuccess(exit)) return { ask: asking(exit.value), logged, problem: undefined }
  const failure = Cause.squash(exit.cause)
  assert.instanceOf(failure, StoreFailure)
  return { ask: undefined, logged, problem: String((failure as StoreFailure).cause) }
})

const started = Effect.flatMap(open, ({ ask, logged, problem }) =>
  Effect.sync((): { readonly ask: Ask; readonly logged: ReadonlyArray<string> } => {
    assert.isUndefined(problem)
    return { ask: ask!, logged }
  })
)

const DAMAGES: ReadonlyArray<(value: Uint8Array) => Uint8Array> = [
  (value) => value.map((byte, i) => (i === value.length >> 1 ? byte ^ 4 : byte)),
  (value) => value.map((byte, i) => (i === 0 ? byte ^ 4 : byte)),
  (value) => value.slice(0, 9),
  // What the store returns for a value that is lost.
  () => new Uint8Array(1)
]

const put = (record: StoredRecord) => Effect.flatMap(Store, (store) => store.commit({ puts: [record] }))

const policy = (ask: Ask, name: string, text: string) =>
  ask("PUT", `sys/policies/acl/${name}`, { body: { policy: text } })

const tokenWith = (ask: Ask, ...policies: ReadonlyArray<string>) =>
  Effect.map(
    ask("POST", "auth/token/create", { body: { policies, no_default_policy: true } }),
    ({ json }) => json.auth.client_token as string
  )

/** A store with a record of each kind. */
const filled = Effect.gen(function* () {
  const { ask } = yield* started
  const statuses = [
    yield* policy(ask, "reader", KV),
    yield* ask("PUT", "sys/quotas/rate-limit/slow", { body: { path: "kv1", rate: 1000 } }),
    yield* ask("PUT", "sys/quotas/config", { body: { rate_limit_exempt_paths: ["sys/health"] } }),
    yield* ask("PUT", "sys/config/cors", { body: { enabled: true, allowed_origins: "*" } }),
    yield* ask("PUT", "sys/config/auditing/request-headers/x-foo", { body: { hmac: true } }),
    yield* ask("PUT", "sys/rotate/config", { body: { enabled: true, interval: "48h" } }),
    yield* ask("PUT", "sys/rotate"),
    yield* ask("PUT", "kv1/a", { body: { zip: "zap" } })
  ].map(({ status }) => status)
  assert.isTrue(
    statuses.every((status) => status === 204 || status === 200),
    statuses.join()
  )
})

/** What a server says about each damaged record: in its log, or as the reason why it does not start. */
const SAYS: Readonly<Record<string, { readonly logs: string } | { readonly stops: string }>> = {
  "policy/reader": {
    logs: 'the policy "reader" is damaged: tokens with it can do nothing until it is written again or deleted'
  },
  "quota/slow": { logs: 'the quota "slow" is damaged: it limits nothing until it is written again' },
  "setting/quotas": { logs: "the settings of the quotas are damaged" },
  "setting/cors": { logs: "the CORS settings are damaged" },
  "setting/audited-headers": { logs: "the names of the audited request headers are damaged" },
  "setting/key-rotation": { logs: "the settings of the key's rotation are damaged" },
  "core/re-encryption": { logs: "how far the encryption with the present key has come is damaged" },
  "time/mark": { logs: "the time at which the server last ran is damaged" },
  "mount/kv1/": { stops: "the mount kv1/ (mount/kv1/) is damaged" },
  "audit-device/main/": { stops: "the audit device main/ is damaged" },
  "core/server": { stops: "the record of the server (core/server) is damaged" },
  "core/keyring": { stops: "the store was set up with another root key, or its keyring (core/keyring) is damaged" }
}

describe("a server whose store has a damaged record", () => {
  it.effect("starts without a policy, a quota or a setting, and otherwise says which record to restore", () =>
    Effect.gen(function* () {
      yield* filled
      const store = yield* Store
      for (const [place, says] of Object.entries(SAYS)) {
        const [space = "", ...rest] = place.split("/")
        const record = yield* store.get(space, rest.join("/"))
        assert.isDefined(record, place)
        for (const damage of DAMAGES) {
          yield* put({ ...record!, value: damage(record!.value) })
          const { ask, logged, problem } = yield* open
          if ("logs" in says) {
            assert.isUndefined(problem, place)
            assert.isTrue(
              logged.some((line) => line.startsWith(says.logs)),
              `${place}: ${logged.join("\n")}`
            )
            assert.strictEqual((yield* ask!("GET", "kv1/a")).status, 200, place)
          } else {
            assert.include(problem ?? "", says.stops, place)
            assert.include(problem ?? "", "restore the last backup of the database", place)
          }
        }
        yield* put(record!)
      }
    }).pipe(Effect.provide([layerMemory, layerNobleCrypto]))
  )

  it.effect("gives a token with a damaged policy nothing, not even what its other policies grant", () =>
    Effect.gen(function* () {
      const first = (yield* started).ask
      yield* policy(first, "reader", KV)
      yield* policy(first, "not-secret", NOT_SECRET)
      yield* first("PUT", "kv1/secret", { body: { zip: "zap" } })
      yield* first("PUT", "kv1/open", { body: { zip: "zap" } })
      const reader = yield* tokenWith(first, "reader")
      const careful = yield* tokenWith(first, "reader", "not-secret")
      const reads = (ask: Ask, path: string, token: string) =>
        Effect.map(ask("GET", path, { token }), ({ status }) => status)
      assert.deepStrictEqual(yield* reads(first, "kv1/secret", careful), 403)
      assert.deepStrictEqual(yield* reads(first, "kv1/open", careful), 200)

      const store = yield* Store
      const record = (yield* store.get("policy", "not-secret"))!
      yield* put({ ...record, value: DAMAGES[0]!(record.value) })
      const { ask } = yield* started
      for (const path of ["kv1/secret", "kv1/open", "auth/token/lookup-self", "sys/capabilities-self"])
        assert.strictEqual(yield* reads(ask, path, careful), 403, path)
      assert.strictEqual((yield* ask("LIST", "kv1", { token: careful })).status, 403)
      assert.strictEqual(yield* reads(ask, "kv1/secret", reader), 200)
      const capabilities = yield* ask("POST", "sys/capabilities", { body: { token: careful, paths: ["kv1/open"] } })
      assert.deepStrictEqual(capabilities.json.data["kv1/open"], ["deny"])
      assert.strictEqual((yield* ask("GET", "sys/policies/acl/not-secret")).status, 500)
      assert.strictEqual((yield* ask("GET", "sys/policy/not-secret")).status, 500)
      const { keys } = (yield* ask("LIST", "sys/policies/acl")).json.data
      assert.include(keys, "reader")
      assert.notInclude(keys, "not-secret")
      assert.isNull((yield* ask("POST", "auth/token/create", { body: { policies: ["not-secret"] } })).json.warnings)
      yield* wrap(ask)

      // A policy that cannot be read is replaced like one that does not exist.
      assert.strictEqual((yield* policy(ask, "not-secret", NOT_SECRET)).status, 204)
      assert.strictEqual(yield* reads(ask, "kv1/secret", careful), 403)
      assert.strictEqual(yield* reads(ask, "kv1/open", careful), 200)
      assert.deepStrictEqual((yield* started).logged, [])
    }).pipe(Effect.provide([layerMemory, layerNobleCrypto]))
  )

  it.effect("gives a token nothing until a damaged policy is deleted, the default policy too", () =>
    Effect.gen(function* () {
      const first = (yield* started).ask
      yield* policy(first, "reader", KV)
      yield* policy(first, "other", KV)
      yield* policy(first, "default", 'path "auth/token/lookup-self" { capabilities = ["read"] }')
      yield* first("PUT", "kv1/open", { body: { zip: "zap" } })
      const both = yield* tokenWith(first, "reader", "other")
      const { json } = yield* first("POST", "auth/token/create", { body: { policies: ["reader"] } })
      const usual = json.auth.client_token as string
      const store = yield* Store
      for (const name of ["other", "default"]) {
        const record = (yield* store.get("policy", name))!
        yield* put({ ...record, value: DAMAGES[1]!(record.value) })
      }
      const { ask } = yield* started
      for (const token of [both, usual]) assert.strictEqual((yield* ask("GET", "kv1/open", { token })).status, 403)
      assert.strictEqual((yield* ask("DELETE", "sys/policies/acl/other")).status, 204)
      assert.strictEqual((yield* ask("GET", "kv1/open", { token: both })).status, 200)
      assert.strictEqual((yield* policy(ask, "default", KV)).status, 204)
      assert.strictEqual((yield* ask("GET", "kv1/open", { token: usual })).status, 200)
      assert.deepStrictEqual((yield* started).logged, [])
    }).pipe(Effect.provide([layerMemory, layerNobleCrypto]))
  )

  it.effect("says that the record of the seal is damaged, whatever has become of it", () =>
    Effect.gen(function* () {
      yield* initialize(askingOpen(yield* openSealable()), 1, 1)
      const store = yield* Store
      const record = (yield* store.get("core", "seal"))!
      const text = Buffer.from(record.value).toString()
      const values = [
        "\0",
        "null",
        "7",
        text.slice(1),
        text.replace('"rootKey"', '"sootKey"'),
        text.replace('"type"', '"tipe"')
      ]
      for (const value of values) {
        yield* put({ ...record, value: Buffer.from(value) })
        const { cause } = yield* Effect.flip(openSealable())
        assert.strictEqual(
          cause,
          "the record of the seal (core/seal) is damaged, and the server cannot start without it: restore the last backup of the database"
        )
      }
      yield* put(record)
      yield* openSealable()
    }).pipe(Effect.provide(memory))
  )
})
