import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { asking, freshServer } from "./asking.ts"
import { leasing, nothingGiven } from "./leasing-engine.ts"

it.effect("RW-LE-8: revoke-force ends the leases below a path although the engine fails to revoke the secrets", () =>
  Effect.gen(function* () {
    const given = nothingGiven()
    const server = yield* freshServer({ engines: [leasing(given)], mounts: [{ path: "lent/", type: "leasing" }] })
    const ask = asking(server)
    const lease = (path: string) => Effect.map(ask("GET", path), ({ json }) => json.lease_id as string)
    const lookUp = (lease_id: string) =>
      Effect.map(ask("PUT", "sys/leases/lookup", { body: { lease_id } }), ({ status }) => status)
    const [first, second, other] = [yield* lease("lent/a/x-60"), yield* lease("lent/a/y-60"), yield* lease("lent/b-60")]

    given.broken = true
    assert.strictEqual((yield* ask("PUT", "sys/leases/revoke-prefix/lent/a")).status, 400)
    assert.deepStrictEqual([yield* lookUp(first), yield* lookUp(second), yield* lookUp(other)], [200, 200, 200])
    assert.strictEqual((yield* ask("PUT", "sys/leases/revoke-force/lent/a")).status, 204)
    assert.deepStrictEqual([yield* lookUp(first), yield* lookUp(second), yield* lookUp(other)], [400, 400, 200])

    // Nothing is tried again for a lease that is gone; the other lease ends with its TTL.
    given.broken = false
    yield* TestClock.adjust("2 minutes")
    yield* server.maintain
    assert.deepStrictEqual(given.taken, ["lent/b-60"])
  })
)
