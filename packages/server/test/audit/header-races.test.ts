import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { midway, stoppable } from "../midway.ts"

const HEADERS = "sys/config/auditing/request-headers"
const A_FEW_STEPS = 50

it.effect("names of audited headers that are written at the same time are all kept", () =>
  Effect.gen(function* () {
    const server = yield* stoppable
    const write = (name: string) => server.ask("POST", `${HEADERS}/${name}`, { body: {} })
    let second: Fiber.Fiber<{ readonly status: number }> | undefined
    const meanwhile = Effect.gen(function* () {
      second = yield* Effect.forkChild(write("x-second"))
      for (let step = 0; step < A_FEW_STEPS; step++) yield* Effect.yieldNow
    })
    const { answer } = yield* midway(server, write("x-first"), meanwhile)
    assert.deepStrictEqual([answer.status, (yield* Fiber.join(second!)).status], [204, 204])
    const { json } = yield* server.ask("GET", HEADERS)
    assert.deepStrictEqual(Object.keys(json.data.headers).sort(), ["x-first", "x-second"])
  })
)
