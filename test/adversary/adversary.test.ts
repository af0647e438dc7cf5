import { assert, describe, it } from "vitest"
import { type AttackName, attacks } from "./attacks.ts"
import { withstand } from "./withstand.ts"

/** `npm run adversary` attacks for longer and checks stricter bounds. It needs a machine without other work. */
const isLong = process.env["MODE"] === "adversary"
const attackMilliseconds = isLong ? 20_000 : 2500
/** On a shared machine every process may have to wait. */
const bounds = isLong ? { health: 500, after: 100 } : { health: 1500, after: 500 }
const MAX_MEMORY = 400_000_000
const MAX_SHUTDOWN_MILLISECONDS = 9000

const names = Object.keys(attacks) as ReadonlyArray<AttackName>
const together: ReadonlyArray<AttackName> = names.filter((name) => name !== "idle connections")

const expectWithstood = async (attack: ReadonlyArray<AttackName>): Promise<void> => {
  const outcome = await withstand(attack, { milliseconds: attackMilliseconds })
  const text = JSON.stringify(outcome)
  assert.isBelow(outcome.peakRss, MAX_MEMORY, text)
  assert.isBelow(outcome.healthUnderAttack, bounds.health, text)
  assert.isBelow(outcome.healthAfter, bounds.after, text)
  assert.isBelow(outcome.endedWithin, MAX_SHUTDOWN_MILLISECONDS, text)
  assert.strictEqual(outcome.exitCode, 0, text)
}

describe("a server under attack on 200 connections without a token keeps its memory bounded and keeps serving others", () => {
  for (const name of isLong
    ? names
    : (["pipelined requests", "one-byte chunks", "large bodies without a token"] as const)) {
    it(name, { timeout: 90_000 }, () => expectWithstood([name]))
  }

  it("everything at once", { timeout: 90_000 }, () => expectWithstood(together))
})
