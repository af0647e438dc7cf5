import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { layerAuditDevices } from "../../src/server/audit/index.ts"
import { keptLines } from "../audit/audited-server.ts"
import { askingOpen, initialize, memory, open, staticSealOf, unseal } from "./sealable.ts"

/** Everything that is logged, with its level. */
const logging = () => {
  const lines: Array<string> = []
  const note = Logger.make(({ logLevel, message }) => void lines.push(`${logLevel} ${[message].flat().join(" ")}`))
  return { layer: Logger.layer([note]), take: () => lines.splice(0) }
}

const hexShare = "00".repeat(32) + "01"

describe("the log of a server that can be sealed", () => {
  it.effect(
    "says when it is initialized, unsealed, not unsealed, and sealed, and contains no key share and no token",
    () => {
      const { layer, take } = logging()
      return Effect.gen(function* () {
        const server = yield* open()
        const ask = askingOpen(server)
        const { keys, rootToken } = yield* initialize(ask, 3, 2)
        assert.deepEqual(take(), ["Info the server was initialized"])
        yield* unseal(ask, [hexShare, keys[0]!])
        yield* unseal(ask, keys.slice(0, 2))
        yield* ask("PUT", "sys/seal", { token: rootToken })
        const first = take()
        assert.deepEqual(first, [
          "Info the server received 1 of 2 key shares",
          "Warn the server was not unsealed: its key shares are wrong",
          "Info the server received 1 of 2 key shares",
          "Info the server was unsealed",
          "Info the server was sealed"
        ])
        yield* unseal(ask, keys.slice(1))
        yield* server.close
        yield* server.close
        assert.deepEqual(take(), [
          "Info the server received 1 of 2 key shares",
          "Info the server was unsealed",
          "Info the server was sealed"
        ])
      }).pipe(Effect.provide([memory, layer]))
    }
  )

  it.effect("says that a seal has unsealed it", () => {
    const { layer, take } = logging()
    return Effect.gen(function* () {
      const server = yield* open({ seal: staticSealOf(1) })
      yield* server.initialize({ shares: 0, threshold: 0 })
      assert.deepEqual(take(), ["Info the server was initialized", "Info the server was unsealed"])
      yield* server.close
      take()
      yield* open({ seal: staticSealOf(1) })
      assert.deepEqual(take(), ["Info the server was unsealed"])
    }).pipe(Effect.provide([memory, layer]))
  })

  it.effect("says why an audit device prevents unsealing, without a stack trace", () => {
    const { layer, take } = logging()
    const audit = (
      devices: ReadonlyArray<{ path: string; type: string; options?: Readonly<Record<string, string>> }>
    ) => layerAuditDevices({ sinks: keptLines().sinks, devices })
    return Effect.gen(function* () {
      const first = yield* open({ audit: audit([{ path: "log", type: "kept" }]) })
      const { keys } = yield* initialize(askingOpen(first), 1, 1)
      yield* first.close
      const again = yield* open({ audit: audit([{ path: "log", type: "kept", options: { name: "other" } }]) })
      take()
      assert.strictEqual((yield* unseal(askingOpen(again), keys)).status, 500)
      assert.deepEqual(take(), [
        'Error the audit device "log/" cannot be enabled: its options cannot be changed',
        "Error the server was not unsealed: it could not be opened"
      ])
    }).pipe(Effect.provide([memory, layer]))
  })

  it.effect("is not filled by whoever sends shares, and an operator's are still in it later", () => {
    const { layer, take } = logging()
    return Effect.gen(function* () {
      const ask = askingOpen(yield* open())
      yield* initialize(ask, 3, 2)
      take()
      for (let i = 0; i < 200; i++) yield* unseal(ask, [hexShare.replace("01", "02"), hexShare])
      const lines = take()
      assert.isAtLeast(lines.length, 20)
      assert.isAtMost(lines.length, 100)
    }).pipe(Effect.provide([memory, layer]))
  })
})
