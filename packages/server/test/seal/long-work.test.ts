/** Long work of others does not delay whoever seals the server. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { Store } from "../../src/index.ts"
import { listNames } from "../../src/ports/store/list.ts"
import { TOKENS } from "../../src/state/records.ts"
import type { Ask } from "../asking.ts"
import { makeGatedStore } from "../gated-store.ts"
import { quickCrypto } from "../midway.ts"
import { memory, unseal, unsealed } from "./sealable.ts"

/** More than are revoked at the same time. */
const MANY = 100

const children = (ask: Ask, parent: string) =>
  Effect.all(
    Array.from({ length: MANY }, () =>
      Effect.map(
        ask("POST", "auth/token/create", { token: parent, body: { policies: ["root"], ttl: "1h" } }),
        ({ json }) => json.auth.client_token as string
      )
    )
  )

const tokenIn = (ask: Ask, token: string) =>
  Effect.map(
    ask("POST", "auth/token/create", { token, body: { policies: ["root"], ttl: "1h" } }),
    ({ json }) => json.auth.client_token as string
  )

const works = {
  "the revocation of a tree of tokens": (ask: Ask, rootToken: string, parent: string) =>
    ask("POST", "auth/token/revoke", { token: rootToken, body: { token: parent } }),
  "the revocation of everything below a prefix": (ask: Ask, rootToken: string) =>
    ask("PUT", "sys/leases/revoke-prefix/auth/token/create", { token: rootToken, body: {} }),
  "the end of a login method": (ask: Ask, rootToken: string) => ask("DELETE", "sys/auth/people", { token: rootToken }),
  "the move of a login method (RW-SYS-11)": (ask: Ask, rootToken: string) =>
    ask("POST", "sys/remount", { token: rootToken, body: { from: "auth/people", to: "auth/staff" } })
}

describe("a server that is sealed during long work", () => {
  for (const [title, work] of Object.entries(works))
    it.effect(`ends ${title}, which is finished after it is unsealed, or asked for again`, () =>
      Effect.gen(function* () {
        const gated = makeGatedStore()
        yield* Effect.gen(function* () {
          const { ask, keys, rootToken, server } = yield* unsealed(1, 1)
          const count = Effect.map(
            Effect.flatMap(Store, (store) => listNames(store, TOKENS)),
            (names) => names.length
          )
          yield* ask("POST", "sys/auth/people", { token: rootToken, body: { type: "userpass" } })
          yield* ask("POST", "auth/people/users/ann", {
            token: rootToken,
            body: { password: "p", policies: ["default"] }
          })
          const parent = yield* tokenIn(ask, rootToken)
          const logins = yield* Effect.all(
            Array.from({ length: title.includes("login") ? MANY : 0 }, () =>
              Effect.map(
                ask("POST", "auth/people/login/ann", { body: { password: "p" } }),
                ({ json }) => json.auth.client_token as string
              )
            )
          )
          const others = title.includes("login") ? logins : yield* children(ask, parent)
          const before = yield* count
          // In the middle of the work.
          const stopped = gated.stopAt(40, "commit")
          const working = yield* Effect.forkChild(work(ask, rootToken, parent))
          const { letGo } = yield* Effect.promise(() => stopped)
          const sealing = yield* Effect.forkChild(ask("PUT", "sys/seal", { token: rootToken }))
          while (!server.isSealed()) yield* Effect.yieldNow
          letGo()
          const { json, status } = yield* Fiber.join(working)
          assert.deepStrictEqual([status, json.errors], [503, ["Vault is sealed"]])
          assert.strictEqual((yield* Fiber.join(sealing)).status, 204)
          // Much was left to do.
          assert.isAbove(yield* count, before - 60)

          yield* unseal(ask, keys)
          yield* server.maintain
          if (title.includes("prefix")) assert.strictEqual((yield* work(ask, rootToken, parent)).status, 204)
          for (const token of others)
            assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 403)
          assert.isBelow(yield* count, before - MANY + 1)
          assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token: rootToken })).status, 200)
        }).pipe(Effect.provide(Layer.merge(gated.layer, quickCrypto)))
      })
    )

  it.effect("refuses logins that wait for their turn", () =>
    Effect.gen(function* () {
      const { ask, rootToken, server } = yield* unsealed(1, 1)
      yield* ask("POST", "sys/auth/people", { token: rootToken, body: { type: "userpass" } })
      yield* ask("POST", "auth/people/users/ann", { token: rootToken, body: { password: "p" } })
      const logins = yield* Effect.all(
        Array.from({ length: 20 }, () =>
          Effect.forkChild(ask("POST", "auth/people/login/ann", { body: { password: "wrong" } }), {
            startImmediately: true
          })
        )
      )
      assert.strictEqual((yield* ask("PUT", "sys/seal", { token: rootToken })).status, 204)
      assert.isTrue(server.isSealed())
      const statuses = yield* Effect.forEach(logins, (login) => Effect.map(Fiber.join(login), ({ status }) => status))
      assert.isAbove(statuses.filter((status) => status === 503).length, 10)
    }).pipe(Effect.provide(memory))
  )
})
