import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type Ask, DENIED, INVALID, unwrap, wrap } from "./asking.ts"
import { midway, stoppable } from "./midway.ts"

const opened = (ask: Ask, token: string) => ask("POST", "sys/wrapping/unwrap", { body: { token } })
const read = (ask: Ask, token: string) => ask("GET", "cubbyhole/response", { token })
const denied = { status: 403, errors: DENIED }

/** What loses, what wins, and the response of the loser. */
const races = [
  ["an unwrap by header", unwrap, "another", unwrap, INVALID],
  ["an unwrap by body", opened, "another", opened, INVALID],
  ["an unwrap by header", unwrap, "one by body", opened, INVALID],
  ["an unwrap by header", unwrap, "a read of cubbyhole/response", read, INVALID],
  ["a read of cubbyhole/response", read, "another", read, denied],
  ["a read of cubbyhole/response", read, "an unwrap", opened, denied]
] as const

describe("a race for a wrapping token, lost at the commit", () => {
  for (const [slow, lose, fast, win, expected] of races) {
    it.effect(`RW-SU-4: ${slow} that ${fast} overtakes`, () =>
      Effect.gen(function* () {
        const server = yield* stoppable
        const { token } = yield* wrap(server.ask)
        const winning = Effect.map(win(server.ask, token), ({ status }) => assert.strictEqual(status, 200))
        const { answer } = yield* midway(server, lose(server.ask, token), winning)
        assert.deepEqual({ status: answer.status, errors: answer.json.errors }, expected)
      })
    )
  }
})
