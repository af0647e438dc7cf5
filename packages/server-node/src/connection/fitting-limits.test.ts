import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { defaultLimits } from "../limits.ts"
import { fittingConnections, fittingLimits } from "./fitting-limits.ts"

/** What the sockets of listeners take if each has at most this many connections, and as many of its ended ones linger as may. */
const sockets = (wanted: ReadonlyArray<number>, most: number): number =>
  wanted
    .map((connections) => Math.min(connections, most))
    .reduce((sum, connections) => sum + 1 + connections + Math.min(128, connections), 0)

const RESERVED = 128
const LEAST = 8

describe("fittingConnections", () => {
  it("one listener", () => {
    const at = (openFiles: number): number => fittingConnections([4096], openFiles)
    assert.deepEqual([1024, 256, 160].map(at), [1024 - RESERVED - 1 - 128, 63, 15])
    assert.isAtLeast(at(4096 + RESERVED + 1 + 128), 4096)
    assert.isBelow(at(4096 + RESERVED + 128), 4096)
  })

  it("so few files that nobody would be served", () => {
    for (const openFiles of [0, 20, 128, 140]) assert.strictEqual(fittingConnections([4096], openFiles), LEAST)
  })

  it("an unknown or missing limit of files lowers nothing", () => {
    assert.isAtLeast(fittingConnections([4096, 4096], Infinity), 4096)
  })

  it("a small listener leaves its share to the others", () => {
    assert.isAbove(fittingConnections([10, 4096], 1024), fittingConnections([4096, 4096], 1024))
    assert.strictEqual(fittingConnections([4096, 10], 1024), fittingConnections([10, 4096], 1024))
  })

  it("the sockets of all listeners fit, and hardly more would", () => {
    const wanted = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(wanted, fc.integer({ min: 256, max: 40_000 }), (wanted, openFiles) => {
        const most = fittingConnections(wanted, openFiles)
        if (most > LEAST) assert.isAtMost(sockets(wanted, most), openFiles - RESERVED)
        if (most < Math.max(...wanted)) assert.isAbove(sockets(wanted, most + 1), openFiles - RESERVED)
      })
    )
  })
})

describe("fittingLimits", () => {
  it.effect("completes the limits", () =>
    Effect.gen(function* () {
      const limits = yield* fittingLimits([undefined, { connections: 3, headerFields: 7 }])
      assert.deepEqual(limits[1], { ...defaultLimits, connections: 3, headerFields: 7 })
      assert.strictEqual(limits[0]!.headerBytes, defaultLimits.headerBytes)
    })
  )
})
