import { assert, describe, it } from "vitest"
import { type AttackName, attacks } from "./attacks.ts"
import { withstand } from "./withstand.ts"

/** `npm run adversary` attacks for longer, and holds the server to what is promised, on a machine that does nothing else. */
const isLong = process.env["MODE"] === "adversary"
const attackMilliseconds = isLong ? 20_000 : 2500
/** A shared machine may keep every process waiting. */
const bounds = isLong ? { health: 500, after: 100 } : { health: 1500, after: 500 }
const MOST_MEMORY = 400_000_000
const MOST_MILLISECONDS_TO_END = 9000

const names = Object.keys(attacks) as ReadonlyArray<AttackName>
const together: ReadonlyArray<AttackName> = names.filter((name) => name !== "idle connections")

const holds = async (attack: ReadonlyArray<AttackName>): Promise<void> => {
  const outcome = await withstand(attack, { milliseconds: attackMilliseconds })
  const text = JSON.stringify(outcome)
  assert.isBelow(outcome.peakRss, MOST_MEMORY, text)
  assert.isBelow(outcome.healthUnderAttack, bounds.health, text)
  assert.isBelow(outcome.healthAfter, bounds.after, text)
  assert.isBelow(outcome.endedWithin, MOST_MILLISECONDS_TO_END, text)
  assert.strictEqual(outcome.exitCode, 0, text)
}

describe("a server that is attacked without a token on 200 connections keeps its memory, and answers others", () => {
  for (const name of isLong
    ? names
    : (["pipelined requests", "one-byte chunks", "large bodies without a token"] as const)) {
    it(name, { timeout: 90_000 }, () => holds([name]))
  }

  it("everything at once", { timeout: 90_000 }, () => holds(together))
})
