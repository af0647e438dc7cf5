import { assert } from "vitest"
import type { RealServer } from "../real-server.ts"
import { AuditReader } from "./audit-reader.ts"

const CLIENTS = 16
/** Milliseconds of load before a server is killed. */
const MAX_LOAD = 400
/** The wrapping tokens that are checked in each round; the oldest ones are left waiting. */
const CHECKED = 40

/** What became of a wrapping token, as far as a client knows. */
type Fate =
  /** The wrap was answered. */
  | "waiting"
  /** The unwrap was answered. */
  | "unwrapped"
  /** The server was killed before it answered the unwrap. */
  | "cut off"

interface Wrapped {
  readonly token: string
  readonly accessor: string
  readonly body: object
  fate: Fate
}

/** What the rounds have counted. */
export interface Crashes {
  readonly wraps: number
  readonly unwraps: number
  /** Unwraps that were cut off: the response is still there, or it is gone. */
  readonly cutOff: { readonly there: number; readonly gone: number }
  /** Lines of the audit file that a kill has cut off. */
  readonly torn: number
}

/**
 * Kills a server under load and starts the next one on its database, again and again.
 *
 * After each start it checks that each wrap that was answered can be unwrapped exactly once, that no unwrap that was answered
 * can be repeated, and that the accessors are exactly those of existing tokens. Every wrap and unwrap that was answered has its
 * entry in the audit file.
 *
 * @param random numbers from 0 to 1, which decide when a server is killed
 */
export const crash = async (server: RealServer, rounds: number, random: () => number): Promise<Crashes> => {
  const all: Array<Wrapped> = []
  const unchecked: Array<Wrapped> = []
  let n = 0
  let unwraps = 0
  /** Unwraps that were answered, those of the checks included. */
  let answered = 0
  const audit = new AuditReader(server.audit)
  const cutOff = { there: 0, gone: 0 }

  const client = async (picks: () => number): Promise<void> => {
    for (;;) {
      const body = { n: ++n }
      const wrapped = await server.ask("POST", "sys/wrapping/wrap", { ttl: 3600, body })
      if (wrapped === undefined) return
      assert.strictEqual(wrapped.status, 200)
      const { accessor, token } = wrapped.json.wrap_info
      const one: Wrapped = { token, accessor, body, fate: "waiting" }
      all.push(one)
      unchecked.push(one)
      if (picks() < 0.5) continue
      const unwrapped = await server.ask("POST", "sys/wrapping/unwrap", { token })
      one.fate = unwrapped === undefined ? "cut off" : "unwrapped"
      if (unwrapped === undefined) return
      assert.strictEqual(unwrapped.status, 200)
      unwraps++
      answered++
    }
  }

  const check = async (): Promise<void> => {
    const listed = await server.ask("LIST", "auth/token/accessors")
    const accessors = new Set<string>(listed!.json.data.keys)
    for (const { accessor, fate } of all) {
      if (fate === "waiting") assert.isTrue(accessors.has(accessor), "the token of an answered wrap exists")
      if (fate === "unwrapped") assert.isFalse(accessors.has(accessor), "the token of an answered unwrap is gone")
    }
    const known = unchecked.splice(0, unchecked.length).reverse().slice(0, CHECKED)
    for (const one of known) {
      const first = await server.ask("POST", "sys/wrapping/unwrap", { token: one.token })
      const expected = { waiting: [200], unwrapped: [400], "cut off": [200, 400] }[one.fate]
      assert.include(expected, first!.status, `an unwrap after a crash, of a token that is ${one.fate}`)
      if (one.fate === "cut off") cutOff[first!.status === 200 ? "there" : "gone"]++
      if (first!.status === 200) assert.deepStrictEqual(first!.json.data, one.body)
      if (first!.status === 200) answered++
      const again = await server.ask("POST", "sys/wrapping/unwrap", { token: one.token })
      assert.strictEqual(again!.status, 400)
      one.fate = "unwrapped"
    }
    const left = await server.ask("LIST", "auth/token/accessors")
    for (const accessor of (left!.json.data.keys as ReadonlyArray<string>).slice(0, CHECKED)) {
      const found = await server.ask("POST", "auth/token/lookup-accessor", { body: { accessor } })
      assert.strictEqual(found!.status, 200, "an accessor has its token")
    }
  }

  for (let round = 0; round <= rounds; round++) {
    await server.start()
    try {
      if (round > 0) await check()
      if (round === rounds) break
      const load = Array.from({ length: CLIENTS }, () => client(random))
      await Promise.race([...load, new Promise((resolve) => setTimeout(resolve, random() * MAX_LOAD))])
      await server.kill()
      await Promise.all(load)
      audit.readOn()
      assert.isAtLeast(audit.count("sys/wrapping/wrap"), all.length, "every wrap that was answered has an entry")
      assert.isAtLeast(audit.count("sys/wrapping/unwrap"), answered, "every unwrap that was answered has an entry")
    } finally {
      await server.kill()
    }
  }
  return { wraps: all.length, unwraps, cutOff, torn: audit.torn }
}
