import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerAuditDevices } from "../../src/server/audit/index.ts"
import { type Batch, type Commit, Store, StoreFailure } from "../../src/ports/store/port.ts"
import { SET_UP } from "../../src/server/set-up.ts"
import { type Ask, unwrap, wrap } from "../asking.ts"
import { type Entry, keptLines } from "../audit/audited-server.ts"
import { askingOpen, initialize, memory, open, unseal, unsealed } from "./sealable.ts"

const brief = ({ request, type }: Entry): unknown => [type, request.path]

const askingAs =
  (ask: Ask, token: string): Ask =>
  (method, path, asked = {}) =>
    ask(method, path, { token, ...asked })

/** The option `audit` with one device, and the lines that it keeps. */
const oneDevice = () => {
  const kept = keptLines()
  return { kept, audit: layerAuditDevices({ sinks: kept.sinks, devices: [{ path: "main", type: "kept" }] }) }
}

describe("a server that can be sealed, with an audit device", () => {
  it.effect("RW-AU-1: writes entries while it is unsealed, and none of what a sealed server answers", () =>
    Effect.gen(function* () {
      const { audit, kept } = oneDevice()
      const server = yield* open({ audit })
      const ask = askingOpen(server)
      const { keys, rootToken } = yield* initialize(ask, 3, 2)
      yield* unseal(ask, keys)
      yield* ask("GET", "sys/seal-status")
      assert.deepEqual(kept.entries(), [])
      const asRoot = askingAs(ask, rootToken)
      const info = yield* wrap(asRoot)
      assert.deepEqual((yield* unwrap(asRoot, info.token)).json.data, { zip: "zap" })
      assert.deepEqual(kept.entries().map(brief), [
        ["request", "sys/wrapping/wrap"],
        ["response", "sys/wrapping/wrap"],
        ["request", "sys/wrapping/unwrap"],
        ["response", "sys/wrapping/unwrap"]
      ])
      for (const secret of ["zap", info.token, rootToken, ...keys]) assert.notInclude(kept.text(), secret)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-AU-1 RW-SYS-34: closes the device when it seals, after the entries of the seal", () =>
    Effect.gen(function* () {
      const { audit, kept } = oneDevice()
      const { ask, keys, rootToken, server } = yield* unsealed(1, 1, { audit })
      const closedBefore = kept.closed.length
      yield* ask("PUT", "sys/seal", { token: rootToken })
      assert.isTrue(server.isSealed())
      assert.strictEqual(kept.closed.length, closedBefore + 1)
      assert.deepEqual(kept.entries().map(brief), [
        ["request", "sys/seal"],
        ["response", "sys/seal"]
      ])
      yield* server.reopenAudit
      assert.deepEqual(kept.reopened, [])
      yield* unseal(ask, keys)
      yield* server.reopenAudit
      assert.deepEqual(kept.reopened, ["kept"])
      kept.clear()
      const devices = yield* ask("GET", "sys/audit", { token: rootToken })
      assert.deepEqual(Object.keys(devices.json.data), ["main/"])
      assert.deepEqual(kept.entries().map(brief), [
        ["request", "sys/audit"],
        ["response", "sys/audit"]
      ])
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-AU-2 RW-AU-3: answers nothing while the device fails, and the wrapping token stays valid", () =>
    Effect.gen(function* () {
      const { audit, kept } = oneDevice()
      const { ask: openly, rootToken } = yield* unsealed(1, 1, { audit })
      const ask = askingAs(openly, rootToken)
      const info = yield* wrap(ask)
      kept.failIf(() => true)
      assert.strictEqual((yield* unwrap(ask, info.token)).status, 500)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self")).status, 500)
      kept.failIf(() => false)
      assert.deepEqual((yield* unwrap(ask, info.token)).json.data, { zip: "zap" })
      assert.strictEqual((yield* unwrap(ask, info.token)).status, 400)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-31: an initialization that stopped after it enabled the device can be repeated", () =>
    Effect.gen(function* () {
      const { audit, kept } = oneDevice()
      const store = yield* Store
      let isBroken = true
      const breaking = Layer.succeed(Store, {
        ...store,
        commit: ((batch: Batch) =>
          isBroken && (batch.puts ?? []).some(({ key, space }) => space === SET_UP.space && key === SET_UP.key)
            ? Effect.fail(new StoreFailure({ cause: "out of order" }))
            : store.commit(batch)) as Commit
      })
      const server = yield* Effect.provide(open({ audit }), breaking)
      const ask = askingOpen(server)
      assert.strictEqual(
        (yield* ask("PUT", "sys/init", { body: { secret_shares: 1, secret_threshold: 1 } })).status,
        500
      )
      assert.deepEqual(kept.closed, ["kept"])
      isBroken = false
      const { keys } = yield* initialize(ask, 1, 1)
      yield* unseal(ask, keys)
      assert.isFalse(server.isSealed())
    }).pipe(Effect.provide(memory))
  )
})
