import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import type { Ask } from "./asking.ts"
import { midway, stoppable } from "./midway.ts"

const borrow = (ask: Ask, name = "a-60") =>
  Effect.map(ask("GET", `lent/${name}`), ({ json }) => json.lease_id as string)
const renew = (ask: Ask, lease_id: string) => ask("PUT", "sys/leases/renew", { body: { lease_id, increment: 3600 } })
const revoke = (ask: Ask, lease_id: string) => ask("PUT", "sys/leases/revoke", { body: { lease_id } })
const NOT_FOUND = [400, ["lease not found"]]

describe("a lease that is renewed and revoked at the same time", () => {
  it.effect("RW-LE-13: is not renewed once its revocation has begun, however long the engine takes", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask, given, store } = server
      const lease = yield* borrow(ask)
      // The second commit of the revocation comes after the engine has revoked the secret.
      const stopped = store.stopAt(2, "commit")
      const revoking = yield* Effect.forkChild(revoke(ask, lease))
      const { letGo } = yield* Effect.promise(() => stopped)
      assert.deepStrictEqual(given.taken, ["lent/a-60"])
      const { json, status } = yield* renew(ask, lease)
      assert.deepStrictEqual([status, json.errors], NOT_FOUND)
      letGo()
      assert.strictEqual((yield* Fiber.join(revoking)).status, 204)
    })
  )

  it.effect("RW-LE-13: is not renewed by a request that has read it before", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask } = server
      const lease = yield* borrow(ask)
      const { answer, left } = yield* midway(server, renew(ask, lease), revoke(ask, lease))
      assert.deepStrictEqual([answer.status, answer.json.errors, left], [...NOT_FOUND, []])
    })
  )

  it.effect("RW-LE-13: can be renewed again if the engine could not revoke the secret", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask, given } = server
      const lease = yield* borrow(ask)
      given.broken = true
      yield* revoke(ask, lease)
      given.broken = false
      // If an explicit revocation fails, the lease stays as it was.
      assert.strictEqual((yield* renew(ask, lease)).status, 200)
    })
  )

  it.effect("RW-LE-13: two concurrent renewals both succeed, and the later one decides", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask } = server
      const lease = yield* borrow(ask)
      const short = ask("PUT", "sys/leases/renew", { body: { lease_id: lease, increment: 100 } })
      const { answer } = yield* midway(server, renew(ask, lease), short)
      assert.deepStrictEqual([answer.status, answer.json.lease_duration], [200, 3600])
      yield* TestClock.adjust("200 seconds")
      yield* server.maintain
      assert.deepStrictEqual(server.given.taken, [])
    })
  )

  it.effect("RW-CO-1: a token that is revoked meanwhile cannot renew or revoke", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask, given } = server
      for (const operation of [renew, revoke]) {
        const lease = yield* borrow(ask)
        const token = (yield* ask("POST", "auth/token/create", { body: { policies: ["root"] } })).json.auth.client_token
        const asked: Ask = (method, path, more) => ask(method, path, { ...more, token })
        const end = ask("POST", "auth/token/revoke", { body: { token } })
        const { answer, left } = yield* midway(server, operation(asked, lease), end)
        assert.deepStrictEqual([answer.status, left, given.taken], [403, [], []])
      }
    })
  )

  it.effect("RW-LE-11: a revocation that was interrupted by a stop of the server is done later", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask, given, maintain, store } = server
      const lease = yield* borrow(ask, "a-600")
      const stopped = store.stopAt(2, "commit")
      const revoking = yield* Effect.forkChild(revoke(ask, lease))
      const { letGo } = yield* Effect.promise(() => stopped)
      // It stops there, like a process that was killed.
      yield* TestClock.adjust("11 seconds")
      yield* maintain
      assert.deepStrictEqual(given.taken, ["lent/a-600", "lent/a-600"])
      assert.strictEqual((yield* ask("LIST", "sys/leases/lookup/lent")).status, 404)
      letGo()
      yield* Fiber.join(revoking)
    })
  )
})

describe("ids and prefixes of leases", () => {
  const PATHS = ["pki", "pki/x", "pki/x/y", "pkix", "a/pki", "auth/token/create"]
  /** Changes to an id that make it another one, or a part of it. */
  const spoil = fc.constantFrom<(id: string) => string>(
    (id) => id.replace(/^[^/]+/, "pki"),
    (id) => id.replace(/^[^/]+\//, ""),
    (id) => `pki/${id}`,
    (id) => id.replace(/\/h/, "/x/h"),
    (id) => `${id}/`,
    (id) => id.slice(0, -1),
    (id) => id.toUpperCase(),
    (id) => id.replace(/\/h/, "//h"),
    (id) => id
  )
  const act = fc.record({
    operation: fc.constantFrom("revoke", "revoke-prefix", "revoke-force", "renew", "lookup"),
    of: fc.nat(11),
    prefix: fc.option(fc.constantFrom(...PATHS, "p", "pki/", "auth", "sys/wrapping"), { nil: undefined }),
    spoil
  })

  it.effect(
    "RW-LE-14: only the exact id is the lease of a token; a prefix ends what is below it, and nothing else",
    () =>
      Effect.gen(function* () {
        const runs = fc.sample(fc.array(act, { minLength: 1, maxLength: 8 }), { numRuns: 60, seed: 20_261_129 })
        for (const acts of runs) {
          const { ask } = yield* stoppable
          // The model: the live tokens by the ids of their leases. A wrapping token has the path of the wrapped request.
          const alive = new Map<string, string>()
          for (const path of ["kv1/pki", "kv1/pki/x", "kv1/x", "lent/pki-60", "lent/pki/x-60", "lent/pkix-60"]) {
            for (let i = 0; i < 2; i++) {
              if (path.startsWith("kv1/")) yield* ask("POST", path, { body: { a: 1 } })
              const { token } = (yield* ask("GET", path, { ttl: 600 })).json.wrap_info
              const before = new Set(alive.keys())
              const { keys } = (yield* ask("LIST", `sys/leases/lookup/${path}`)).json.data
              const id = (keys as ReadonlyArray<string>)
                .map((key) => `${path}/${key}`)
                .find((key) => /\/h[0-9a-f]{64}$/.test(key) && !before.has(key))
              alive.set(id ?? "", token)
            }
          }
          const ids = [...alive.keys()]
          for (const { of, operation, prefix, spoil } of acts) {
            const id = spoil(ids[of] ?? "")
            const names = operation.startsWith("revoke-")
            const target = names && prefix !== undefined ? `${prefix.startsWith("p") ? "kv1/" : ""}${prefix}` : id
            if (names) yield* ask("PUT", `sys/leases/${operation}/${encodeURI(target)}`)
            else yield* ask("PUT", `sys/leases/${operation}`, { body: { lease_id: target } })
            if (operation === "revoke") alive.delete(target)
            // A request cannot write to a path that ends in a slash.
            if (names && !target.endsWith("/")) {
              for (const each of alive.keys()) if (each === target || each.startsWith(`${target}/`)) alive.delete(each)
            }
          }
          for (const id of ids) {
            const { status } = yield* ask("PUT", "sys/leases/lookup", { body: { lease_id: id } })
            assert.strictEqual(status === 200, alive.has(id), JSON.stringify({ acts, id }))
          }
        }
      })
  )

  it.effect("RW-LE-14: sys/leases/revoke with another path before the id does not affect the token", () =>
    Effect.gen(function* () {
      const { ask } = yield* stoppable
      const { client_token: token } = (yield* ask("POST", "auth/token/create", { body: { ttl: "1h" } })).json.auth
      const { keys } = (yield* ask("LIST", "sys/leases/lookup/auth/token/create")).json.data
      for (const path of ["pki", "lent", "sys/wrapping/wrap", "auth/token/create/x", "auth/token"]) {
        for (const how of ["revoke", "revoke-prefix", "revoke-force"]) {
          yield* ask("PUT", `sys/leases/${how}/${path}/${keys[0]}`)
          yield* ask("PUT", "sys/leases/revoke", { body: { lease_id: `${path}/${keys[0]}` } })
        }
      }
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 200)
      yield* ask("PUT", "sys/leases/revoke", { body: { lease_id: `auth/token/create/${keys[0]}` } })
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 403)
    })
  )
})
