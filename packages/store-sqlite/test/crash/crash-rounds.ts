import { assert } from "@effect/vitest"
import { CrashProcess } from "./crash-process.ts"

const ROOT = "root-of-the-crashes"
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
}

/**
 * Kills a server under load and starts the next one on its database, again and again.
 *
 * After each start it checks that each wrap that was answered can be unwrapped exactly once, that no unwrap that was answered
 * can be repeated, and that the accessors are exactly those of existing tokens.
 *
 * @param random numbers from 0 to 1, which decide when a server is killed
 */
export const crash = async (path: string, rounds: number, random: () => number): Promise<Crashes> => {
  const all: Array<Wrapped> = []
  const unchecked: Array<Wrapped> = []
  let n = 0
  let unwraps = 0
  const cutOff = { there: 0, gone: 0 }

  const client = async (server: CrashProcess, picks: () => number): Promise<void> => {
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
    }
  }

  const check = async (server: CrashProcess): Promise<void> => {
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
    const server = await CrashProcess.start(path, ROOT)
    try {
      if (round > 0) await check(server)
      if (round === rounds) break
      const load = Array.from({ length: CLIENTS }, () => client(server, random))
      await Promise.race([...load, new Promise((resolve) => setTimeout(resolve, random() * MAX_LOAD))])
      await server.kill()
      await Promise.all(load)
    } finally {
      await server.kill()
    }
  }
  return { wraps: all.length, unwraps, cutOff }
}
