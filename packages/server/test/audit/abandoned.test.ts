import { assert, describe, it } from "@effect/vitest"
import type { AuditSinkTypes } from "../../src/server/audit/index.ts"
import * as Effect from "effect/Effect"
import { auditedServer } from "./audited-server.ts"

/** A sink on which too many entries wait: it leaves out those that it may. */
const crowded = () => {
  let leaves = false
  let offered = 0
  const sinks: AuditSinkTypes = {
    crowded: () =>
      Effect.succeed({
        write: () => Effect.void,
        print: (_entry, hasLeft) =>
          Effect.sync(() => {
            if (hasLeft !== undefined) offered++
            return leaves && hasLeft !== undefined
              ? { lines: 0, problem: "the client has left", isAbandoned: true as const }
              : undefined
          }),
        reopen: Effect.void,
        close: Effect.void
      })
  }
  return {
    sinks,
    offered: () => offered,
    leaveOut: (next: boolean): void => {
      leaves = next
      offered = 0
    }
  }
}

describe("an entry whose client has left", () => {
  it.effect(
    "RW-AU-1: can be left out as long as nothing has been changed; then nothing is, and the device has not failed",
    () =>
      Effect.gen(function* () {
        const { leaveOut, offered, sinks } = crowded()
        const { ask } = yield* auditedServer({ sinks, devices: [{ path: "main", type: "crowded" }] })
        const hasLeft = (): boolean => true
        leaveOut(true)
        assert.strictEqual((yield* ask("POST", "kv1/app", { body: { a: 1 }, hasLeft })).status, 500)
        assert.strictEqual((yield* ask("GET", "sys/internal/specs/openapi", { token: null, hasLeft })).status, 500)
        assert.strictEqual(offered(), 2)
        leaveOut(false)
        assert.strictEqual((yield* ask("GET", "kv1/app")).status, 404)
        assert.match((yield* ask("GET", "sys/metrics?format=prometheus")).text, /^enwrap_audit_failures 0$/m)
      })
  )

  it.effect("RW-AU-1: is written if it is about a response after which something may have changed", () =>
    Effect.gen(function* () {
      const { leaveOut, offered, sinks } = crowded()
      const { ask } = yield* auditedServer({ sinks, devices: [{ path: "main", type: "crowded" }] })
      const hasLeft = (): boolean => true
      // The entries of the request, and none of the response.
      for (const path of ["lent/app", "kv1/app"]) {
        leaveOut(false)
        yield* ask("GET", path, { hasLeft })
        assert.strictEqual(offered(), 1, path)
      }
      leaveOut(false)
      yield* ask("POST", "auth/token/create", { body: {}, hasLeft })
      assert.strictEqual(offered(), 1)
      // Both entries of the request and of the response.
      leaveOut(false)
      yield* ask("GET", "sys/internal/specs/openapi", { token: null, hasLeft })
      assert.strictEqual(offered(), 2)
    })
  )
})
