import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { type AttackName, attacks } from "./attacks.ts"
import { withstand } from "./withstand.ts"

/** `npm run adversary` attacks for longer, with stricter limits, and needs a machine without other load. */
const isLong = process.env["MODE"] === "adversary"
const attackMilliseconds = isLong ? 20_000 : 2500
/** Milliseconds. On a shared machine, every process may have to wait. */
const limits = isLong ? { health: 500, wrap: 1000, after: 100 } : { health: 1500, wrap: 4000, after: 500 }
const MAX_MEMORY = 400_000_000
/** Bytes that a wrap of the probe adds to the log of the store, and those of the marks of the time. The attackers add nothing. */
const MAX_STORED = { wrap: 40_000, other: 200_000 }
const MAX_MILLISECONDS_TO_STOP = 9000

const names = Object.keys(attacks) as ReadonlyArray<AttackName>
const alone: ReadonlySet<AttackName> = new Set(["idle connections", "clients that leave"])
const together: ReadonlyArray<AttackName> = names.filter((name) => !alone.has(name))

const holds = async (attack: ReadonlyArray<AttackName>, folder?: string): Promise<void> => {
  const outcome = await withstand(attack, { folder, milliseconds: attackMilliseconds })
  const text = JSON.stringify(outcome)
  assert.isBelow(outcome.peakRss, MAX_MEMORY, text)
  assert.isBelow(outcome.healthUnderAttack, limits.health, text)
  assert.isBelow(outcome.wrapUnderAttack, limits.wrap, text)
  assert.isBelow(outcome.stored, outcome.wraps * MAX_STORED.wrap + MAX_STORED.other, text)
  assert.isBelow(outcome.healthAfter, limits.after, text)
  assert.isBelow(outcome.stoppedWithin, MAX_MILLISECONDS_TO_STOP, text)
  assert.strictEqual(outcome.exitCode, 0, text)
}

describe("a server attacked without a token on 200 connections limits its memory and serves other clients", () => {
  for (const name of isLong
    ? names
    : (["pipelined requests", "one-byte chunks", "small chunks", "large bodies without a token"] as const)) {
    it(name, { timeout: 90_000 }, () => holds([name]))
  }

  const holdsWithFiles = async (attack: ReadonlyArray<AttackName>): Promise<void> => {
    const folder = mkdtempSync(join(tmpdir(), "enwrap-attacked-"))
    try {
      await holds(attack, folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  it("everything at once, on SQLite and with an audit file", { timeout: 90_000 }, () => holdsWithFiles(together))

  // Each response waits for its audit entry, which contains the response.
  it("responses that are not read, on SQLite and with an audit file", { timeout: 90_000 }, () =>
    holdsWithFiles(["pipelined requests, responses not read"])
  )

  it.runIf(isLong)("clients that leave, on SQLite and with an audit file", { timeout: 90_000 }, () =>
    holdsWithFiles(["clients that leave"])
  )

  it.runIf(isLong)("everything at once, in memory", { timeout: 90_000 }, () => holds(together))
})
