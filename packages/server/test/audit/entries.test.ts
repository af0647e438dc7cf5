import { assert, describe, it } from "@effect/vitest"
import { createHmac } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerMemory, Store } from "../../src/index.ts"
import { ROOT, unwrap, wrap } from "../asking.ts"
import { auditedServer, type Entry } from "./audited-server.ts"

const HASH = /^hmac-sha256:[0-9a-f]{64}$/

const hashOf = Effect.fnUntraced(function* (server: Effect.Success<ReturnType<typeof auditedServer>>, input: string) {
  const { json } = yield* server.ask("POST", "sys/audit-hash/main", { body: { input } })
  return json.data.hash as string
})

const withoutTime = ({ time, ...entry }: Entry): Entry => {
  assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  return entry
}

describe("audit entries", () => {
  it.effect(
    "RW-AU-4: an accessor that an error text quotes is hashed, and the response quotes it as the original does",
    () =>
      Effect.gen(function* () {
        const server = yield* auditedServer()
        const { ask, kept } = server
        const accessor = "5bf4c1a0-0000-4000-8000-000000000000"
        yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
        yield* ask("POST", "auth/approle/role/app", { body: {} })
        const path = "auth/approle/role/app/secret-id-accessor/destroy"
        const { json } = yield* ask("POST", path, { body: { secret_id_accessor: accessor } })
        const told = `failed to find accessor entry for secret_id_accessor: "${accessor}"`
        assert.deepStrictEqual(json.errors, [told])
        const hashed = yield* hashOf(server, accessor)
        const entry = kept.entries().find(({ error }) => error !== undefined)
        assert.strictEqual(entry.error, told.replace(accessor, hashed))
        assert.notInclude(kept.text(), accessor)
      })
  )

  it.effect("RW-AU-4: an accessor that an error text quotes is hashed once, whatever its characters", () =>
    Effect.gen(function* () {
      const server = yield* auditedServer()
      const { ask, kept } = server
      yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      yield* ask("POST", "auth/approle/role/app", { body: {} })
      const path = "auth/approle/role/app/secret-id-accessor/destroy"
      for (const accessor of ["with a line break\n", 'with "quotes"', "a".repeat(100)]) {
        // A field that the request does not have, with a part of the accessor.
        yield* ask("POST", path, { body: { accessor: "a", secret_id_accessor: accessor } })
        const hashed = yield* hashOf(server, accessor)
        const { error } = kept.entries().findLast((entry) => entry.error !== undefined)!
        assert.strictEqual(error, `failed to find accessor entry for secret_id_accessor: "${hashed}"`)
      }
    })
  )

  it.effect("RW-AU-1 RW-AU-5: a request and its response have an entry each, with the fields of the original", () =>
    Effect.gen(function* () {
      const server = yield* auditedServer()
      const { ask, kept } = server
      const token = yield* hashOf(server, ROOT)
      const zap = yield* hashOf(server, "zap")
      kept.clear()
      const { json } = yield* ask("POST", "kv1/app", { body: { zip: "zap", at: "2026-01-02T03:04:05Z" }, ttl: 0 })
      assert.isUndefined(json)
      const [request, response] = kept.entries().map(withoutTime)
      assert.strictEqual(kept.entries().length, 2)
      const { accessor, token_issue_time: issued, ...auth } = request.auth
      assert.match(accessor, HASH)
      assert.match(issued, /Z$/)
      assert.deepEqual(auth, {
        client_token: token,
        display_name: "token",
        policies: ["root"],
        token_policies: ["root"],
        policy_results: { allowed: true, granting_policies: [{ name: "root", namespace_id: "root", type: "acl" }] },
        token_type: "service"
      })
      const { client_id: client, data, id, mount_accessor: mount, ...rest } = request.request
      assert.match(id, /^[0-9a-f-]{36}$/)
      assert.match(client, /^[A-Za-z0-9+/]{43}=$/)
      assert.match(mount, /^kv_/)
      // Both are opaque data, so the timestamp is hashed too.
      assert.deepEqual(Object.keys(data), ["zip", "at"])
      assert.strictEqual(data.zip, zap)
      assert.match(data.at, HASH)
      assert.deepEqual(rest, {
        operation: "create",
        mount_point: "kv1/",
        mount_type: "kv",
        mount_class: "secret",
        client_token: token,
        client_token_accessor: accessor,
        namespace: { id: "root" },
        path: "kv1/app",
        remote_address: "127.0.0.1"
      })
      assert.strictEqual(request.type, "request")
      assert.strictEqual(response.type, "response")
      assert.deepEqual(response.request, request.request)
      assert.deepEqual(response.auth, request.auth)
      assert.deepEqual(response.response, {
        mount_point: "kv1/",
        mount_type: "kv",
        mount_accessor: mount,
        mount_class: "secret"
      })
      assert.isUndefined(response.error)
    })
  )

  it.effect("RW-AU-5: the first write of a path is a create, whoever sends it, and later ones are updates", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const rules = 'path "kv1/*" { capabilities = ["create", "update"] }'
      yield* ask("POST", "sys/policies/acl/writer", { body: { policy: rules } })
      const created = yield* ask("POST", "auth/token/create", { body: { policies: ["writer"] } })
      yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      kept.clear()
      for (const token of [ROOT, created.json.auth.client_token])
        for (const path of [`kv1/${token}`, "auth/approle/role/app", "cubbyhole/mine"]) {
          yield* ask("POST", path, { token, body: { a: 1 } })
          yield* ask("POST", path, { token, body: { a: 2 } })
          yield* ask("GET", path, { token })
        }
      const operations = kept.entries().map(({ request }) => request.operation)
      const written = ["create", "create", "update", "update", "read", "read"]
      // The policies of the second token do not allow it to write the role.
      const [denied, second] = [["update", "update", "update", "update", "read", "read"], [...written]]
      assert.deepStrictEqual(operations, [...written, ...written, ...written, ...second, ...denied, ...second])
    })
  )

  it.effect("RW-AU-1: a write that is denied in any case reads nothing: its time does not tell what exists", () =>
    Effect.gen(function* () {
      const store = yield* Store
      const read: Array<string> = []
      const watched = Store.of({
        ...store,
        get: (space, key) => {
          if (space === "mount-data" || space === "cubbyhole") read.push(key)
          return store.get(space, key)
        }
      })
      const { ask, kept } = yield* auditedServer({}, Layer.succeed(Store, watched))
      yield* ask("POST", "kv1/app", { body: { zip: "zap" } })
      const created = yield* ask("POST", "auth/token/create", { body: { policies: ["default"] } })
      read.length = 0
      kept.clear()
      for (const path of ["kv1/app", "kv1/nothing", "secret/data/app"])
        assert.strictEqual((yield* ask("POST", path, { token: created.json.auth.client_token, body: {} })).status, 403)
      assert.deepStrictEqual(read, [])
      assert.isTrue(kept.entries().every(({ request }) => request.operation === "update"))
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("a secret that cannot be decrypted can be written again: whether it exists matters to the entry only", () =>
    Effect.gen(function* () {
      const store = yield* Store
      const { ask, kept } = yield* auditedServer({}, Layer.succeed(Store, store))
      yield* ask("POST", "kv1/app", { body: { zip: "zap" } })
      const records = yield* store.list("mount-data", "", { limit: 100 })
      const damaged = records.filter(({ key }) => key.endsWith("app"))
      assert.lengthOf(damaged, 1)
      yield* store.commit({
        puts: damaged.map((record) => ({ ...record, value: record.value.map((byte) => byte ^ 1) }))
      })
      assert.strictEqual((yield* ask("GET", "kv1/app")).status, 500)
      kept.clear()
      assert.strictEqual((yield* ask("POST", "kv1/app", { body: { zip: "new" } })).status, 204)
      assert.strictEqual(kept.entries()[0].request.operation, "update")
      assert.strictEqual((yield* ask("GET", "kv1/app")).json.data.zip, "new")
    }).pipe(Effect.provide(layerMemory))
  )

  it.effect("RW-AU-5: the policies that grant a request are named, but not those that only match", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const policies = {
        reads: 'path "kv1/app" { capabilities = ["read"] }',
        writes: 'path "kv1/app" { capabilities = ["create", "update"] }',
        both: 'path "kv1/app" { capabilities = ["read", "update"] }',
        wider: 'path "kv1/*" { capabilities = ["read", "list"] }'
      }
      for (const [name, policy] of Object.entries(policies))
        yield* ask("POST", `sys/policies/acl/${name}`, { body: { policy } })
      const created = yield* ask("POST", "auth/token/create", { body: { policies: Object.keys(policies) } })
      const token = created.json.auth.client_token
      const grantedBy = Effect.fnUntraced(function* (method: string, path: string) {
        kept.clear()
        yield* ask(method, path, { token, body: method === "POST" ? { a: 1 } : undefined })
        const [request, response] = kept.entries()
        assert.deepEqual(response.auth.policy_results, request.auth.policy_results)
        const { allowed, granting_policies: granting } = request.auth.policy_results
        return [allowed, granting?.map(({ name }: { readonly name: string }) => name).sort()]
      })
      assert.deepEqual(yield* grantedBy("POST", "kv1/app"), [true, ["writes"]])
      assert.deepEqual(yield* grantedBy("POST", "kv1/app"), [true, ["both", "writes"]])
      assert.deepEqual(yield* grantedBy("GET", "kv1/app"), [true, ["both", "reads"]])
      assert.deepEqual(yield* grantedBy("GET", "kv1/other"), [true, ["wider"]])
      assert.deepEqual(yield* grantedBy("LIST", "kv1"), [true, ["wider"]])
      assert.deepEqual(yield* grantedBy("GET", "auth/token/lookup-self"), [true, ["default"]])
      assert.deepEqual(yield* grantedBy("DELETE", "kv1/app"), [false, undefined])
    })
  )

  it.effect("RW-AU-5: the entry of the response to a login has the new token as that of the caller", () =>
    Effect.gen(function* () {
      const server = yield* auditedServer()
      const { ask, kept } = server
      yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      yield* ask("POST", "auth/approle/role/app", { body: { role_id: "app" } })
      const secret = yield* ask("POST", "auth/approle/role/app/secret-id", { body: {} })
      const login = { role_id: "app", secret_id: secret.json.data.secret_id }
      kept.clear()
      const plain = yield* ask("POST", "auth/approle/login", { token: null, body: login })
      const [request, response] = kept.entries()
      assert.deepEqual(request.auth, { policy_results: { allowed: true }, token_type: "default" })
      const { auth } = plain.json
      assert.deepEqual(response.auth, {
        client_token: yield* hashOf(server, auth.client_token),
        accessor: yield* hashOf(server, auth.accessor),
        display_name: "approle",
        policies: ["default"],
        token_policies: ["default"],
        metadata: { role_name: "app" },
        entity_id: auth.entity_id,
        token_ttl: auth.lease_duration,
        token_type: "service"
      })
      assert.deepEqual(response.response.auth, response.auth)
      kept.clear()
      const wrapped = yield* ask("POST", "auth/approle/login", { token: null, body: login, ttl: 60 })
      const [, wrap] = kept.entries()
      const opened = yield* unwrap(ask, wrapped.json.wrap_info.token)
      assert.strictEqual(wrap.auth.client_token, yield* hashOf(server, opened.json.auth.client_token))
      assert.strictEqual(wrap.auth.display_name, "approle")
      assert.isUndefined(wrap.response.auth)
    })
  )

  it.effect("RW-AU-5: the entry of a new batch token says as much as that of a service token", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      yield* ask("POST", "auth/token/create", { body: { type: "batch", policies: ["default"], meta: { a: "b" } } })
      const { client_token: token, token_ttl: ttl, ...rest } = kept.entries()[1].response.auth
      assert.match(token, HASH)
      assert.isAbove(ttl, 0)
      assert.deepEqual(rest, {
        display_name: "token",
        policies: ["default"],
        token_policies: ["default"],
        metadata: { a: "b" },
        token_type: "batch"
      })
    })
  )

  it.effect("RW-AU-1: the envelope has the id of the entries", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const { json } = yield* ask("GET", "auth/token/lookup-self")
      assert.deepEqual(
        kept.entries().map(({ request }) => request.id),
        [json.request_id, json.request_id]
      )
    })
  )

  it.effect("RW-AU-4: a wrap shows the hashes of its token, and nothing of what is wrapped", () =>
    Effect.gen(function* () {
      const server = yield* auditedServer()
      const { ask, kept } = server
      kept.clear()
      const info = yield* wrap(ask, { zip: "zap", pin: 123456 })
      const [request, response] = kept.entries()
      assert.strictEqual(request.request.wrap_ttl, 300)
      assert.match(request.request.data.pin, HASH)
      const { accessor, creation_time: created, token, ...rest } = response.response.wrap_info
      assert.deepEqual(rest, { ttl: 300, creation_path: "sys/wrapping/wrap" })
      assert.strictEqual(created, info.creation_time)
      assert.strictEqual(token, yield* hashOf(server, info.token))
      assert.strictEqual(accessor, yield* hashOf(server, info.accessor))
      assert.isUndefined(response.response.data)
      assert.notInclude(kept.text(), "123456")
    })
  )

  it.effect("RW-AU-4: an unwrap shows what was wrapped, hashed as if it had been read", () =>
    Effect.gen(function* () {
      const server = yield* auditedServer()
      const { ask, kept } = server
      const info = yield* wrap(ask, { zip: "zap", pin: 123456, on: true })
      const token = yield* hashOf(server, info.token)
      const zap = yield* hashOf(server, "zap")
      const pin = yield* hashOf(server, "123456")
      kept.clear()
      yield* ask("POST", "sys/wrapping/unwrap", { body: { token: info.token } })
      const [request, response] = kept.entries()
      assert.strictEqual(request.request.data.token, token)
      assert.deepEqual(response.response.data, { zip: zap, pin, on: true })
    })
  )

  it.effect("RW-AU-4: a wrapped login shows the hashes of its token when it is unwrapped", () =>
    Effect.gen(function* () {
      const server = yield* auditedServer()
      const { ask, kept } = server
      const created = yield* ask("POST", "auth/token/create", { body: { ttl: "1h", policies: ["default"] }, ttl: 60 })
      kept.clear()
      const opened = yield* unwrap(ask, created.json.wrap_info.token)
      const { auth } = kept.entries()[1].response
      assert.strictEqual(auth.client_token, yield* hashOf(server, opened.json.auth.client_token))
      assert.strictEqual(auth.accessor, yield* hashOf(server, opened.json.auth.accessor))
      assert.deepEqual(auth.policies, ["default"])
      assert.strictEqual(auth.token_ttl, 3600)
    })
  )

  it.effect("RW-AU-4: numbers are hashed if nobody knows what they are, since the request leads to no operation", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      for (const path of [
        "kv1/app/",
        "sys/wrapping/wrap/",
        "secret/data/app/",
        "secret/app",
        "secret/data/app",
        "no-mount/app",
        "sys/no-operation"
      ]) {
        kept.clear()
        const { status } = yield* ask("POST", path, { body: { pin: 123456, deep: { pin: 123456 } } })
        assert.isAtLeast(status, 400, path)
        assert.isNotEmpty(kept.entries(), path)
        assert.notInclude(kept.text(), "123456", path)
      }
    })
  )

  it.effect(
    "RW-AU-4: numbers are hashed in a field that takes no number, and in one that the operation does not have",
    () =>
      Effect.gen(function* () {
        const { ask, kept } = yield* auditedServer()
        yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
        kept.clear()
        yield* ask("POST", "auth/userpass/login/ada", { token: null, body: { password: 123456 } })
        yield* ask("POST", "auth/userpass/users/ada", { body: { password: 123456, token_ttl: 60 } })
        yield* ask("POST", "secret/data/app", { body: { pin: 123456, options: { cas: 7 } } })
        assert.notInclude(kept.text(), "123456")
        assert.deepEqual(
          kept.entries().map(({ request: { data } }) => data.token_ttl ?? data.options?.cas),
          [undefined, undefined, 60, 60, 7, 7]
        )
      })
  )

  it.effect("RW-AU-4: an entry is not many times as large as what it is about", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const body = JSON.stringify({ pins: Array.from({ length: 30_000 }, () => 7) })
      yield* ask("POST", "kv1/app", { body, token: null })
      assert.strictEqual(kept.entries().length, 2)
      assert.isBelow(kept.text().length, 2 * 4 * body.length)
      assert.strictEqual((yield* ask("POST", "kv1/app", { body })).status, 204)
      kept.clear()
      yield* ask("GET", "kv1/app")
      const [, response] = kept.entries()
      assert.isBelow(kept.text().length, 4 * body.length)
      const { pins } = response.response.data
      assert.strictEqual(pins.length, 30_000)
      assert.match(pins[999], HASH)
      assert.strictEqual(pins[1000], "*")
      assert.notInclude(kept.text(), "7,7")
    })
  )

  it.effect("RW-AU-4: nor is it if a stranger sends many query variables", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const query = Array.from({ length: 5000 }, (_, i) => `${i}=7`).join("&")
      yield* ask("GET", `kv1/app?${query}`, { token: null })
      assert.strictEqual(kept.entries().length, 2)
      assert.isBelow(kept.text().length, 2 * 5 * query.length)
    })
  )

  it.effect("RW-AU-4: numbers, booleans and timestamps of other data are in plain text", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      yield* ask("POST", "auth/token/create", { body: { num_uses: 3, renewable: false, ttl: "1h" } })
      const [request, response] = kept.entries()
      assert.match(request.auth.token_issue_time, /^\d{4}-/)
      assert.strictEqual(request.request.data.num_uses, 3)
      assert.strictEqual(request.request.data.renewable, false)
      assert.match(request.request.data.ttl, HASH)
      assert.strictEqual(response.response.auth.num_uses, 3)
      assert.strictEqual(response.response.auth.token_type, "service")
    })
  )

  it.effect("RW-AU-4: the keys that a mount names are in plain text, and hmac_accessor=false shows accessors", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer({
        devices: [{ path: "main", type: "kept", options: { hmac_accessor: "false" } }]
      })
      const tuned = { audit_non_hmac_request_keys: ["user"], audit_non_hmac_response_keys: ["user", "list"] }
      yield* ask("POST", "sys/mounts/kv1/tune", { body: tuned })
      yield* ask("POST", "kv1/app", { body: { user: "ada", deep: { user: "bob", list: ["a"] }, password: "secret" } })
      kept.clear()
      yield* ask("GET", "kv1/app")
      const [request, response] = kept.entries()
      assert.match(request.auth.accessor, /^[A-Za-z0-9]{24}$/)
      const { data } = response.response
      assert.strictEqual(data.user, "ada")
      assert.deepEqual(data.deep, { user: "bob", list: ["a"] })
      assert.match(data.password, HASH)
    })
  )

  it.effect(
    "RW-AU-8: sys/audit-hash gives the HMAC with the salt of one device, which other devices do not share",
    () =>
      Effect.gen(function* () {
        const { ask, kept } = yield* auditedServer({
          devices: [
            { path: "main", type: "kept" },
            { path: "second", type: "kept", options: { name: "second" } }
          ]
        })
        const hashes = yield* Effect.forEach(["main", "second"], (path) =>
          Effect.map(
            ask("POST", `sys/audit-hash/${path}`, { body: { input: ROOT } }),
            ({ json }) => json.hash as string
          )
        )
        assert.strictEqual(new Set(hashes).size, 2)
        kept.clear()
        yield* ask("GET", "auth/token/lookup-self")
        assert.strictEqual(kept.entries()[0].auth.client_token, hashes[0])
        assert.strictEqual(kept.entries("second")[0].auth.client_token, hashes[1])
        // Not the HMAC with an empty or a guessable salt.
        assert.notInclude(hashes, `hmac-sha256:${createHmac("sha256", "").update(ROOT).digest("hex")}`)
      })
  )

  it.effect("RW-AU-9: entries have the headers that were named, and a token in one is always hashed", () =>
    Effect.gen(function* () {
      const server = yield* auditedServer()
      const { ask, kept } = server
      yield* ask("POST", "sys/config/auditing/request-headers/X-Trace", { body: {} })
      yield* ask("POST", "sys/config/auditing/request-headers/x-user", { body: { hmac: true } })
      yield* ask("POST", "sys/config/auditing/request-headers/X-Vault-Token", { body: { hmac: false } })
      const user = yield* hashOf(server, "ada")
      const token = yield* hashOf(server, ROOT)
      kept.clear()
      const headers = { "x-trace": "t-1", "x-user": "ada", "x-other": "no" }
      yield* ask("GET", "auth/token/lookup-self", { headers })
      assert.deepEqual(kept.entries()[0].request.headers, {
        "x-trace": ["t-1"],
        "x-user": [user],
        "x-vault-token": [token]
      })
      yield* ask("DELETE", "sys/config/auditing/request-headers/X-USER")
      const { json } = yield* ask("GET", "sys/config/auditing/request-headers")
      assert.deepEqual(json.data.headers, { "x-trace": { hmac: false }, "x-vault-token": { hmac: false } })
    })
  )

  it.effect("counts the keys of a list if the device elides lists", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer({
        devices: [{ path: "main", type: "kept", options: { elide_list_responses: "true" } }]
      })
      yield* ask("POST", "kv1/a", { body: { x: 1 } })
      yield* ask("POST", "kv1/b", { body: { x: 1 } })
      kept.clear()
      yield* ask("LIST", "kv1")
      assert.deepEqual(kept.entries()[1].response.data, { keys: 2 })
    })
  )

  it.effect("a request that exceeds a quota has an entry, if enable_rate_limit_audit_logging is set", () =>
    Effect.gen(function* () {
      const server = yield* auditedServer()
      const { ask, kept } = server
      const token = yield* hashOf(server, ROOT)
      yield* ask("POST", "sys/quotas/rate-limit/kv", { body: { path: "kv1", rate: 1, interval: "1h" } })
      yield* ask("GET", "kv1/app")
      kept.clear()
      assert.strictEqual((yield* ask("GET", "kv1/app")).status, 429)
      assert.isEmpty(kept.entries())
      yield* ask("POST", "sys/quotas/config", { body: { enable_rate_limit_audit_logging: true } })
      kept.clear()
      assert.strictEqual((yield* ask("POST", "kv1/app", { body: { pin: 123456 } })).status, 429)
      const [{ auth, error, request, type }, ...others] = kept.entries()
      assert.isEmpty(others)
      assert.deepEqual([type, request.path, auth.client_token], ["request", "kv1/app", token])
      assert.strictEqual(error, 'request path "kv1/app": rate limit quota exceeded')
      assert.match(request.data.pin, HASH)
      kept.failIf(() => true)
      assert.strictEqual((yield* ask("GET", "kv1/app")).status, 500)
    })
  )

  it.effect("RW-AU-6: log_raw writes plain text only where the server allows it", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer({
        unsafeAllowRaw: true,
        devices: [{ path: "main", type: "kept", options: { log_raw: "true" } }]
      })
      yield* ask("POST", "kv1/app", { body: { zip: "zap" } })
      assert.strictEqual(kept.entries()[0].auth.client_token, ROOT)
      assert.deepEqual(kept.entries()[0].request.data, { zip: "zap" })
    })
  )
})
