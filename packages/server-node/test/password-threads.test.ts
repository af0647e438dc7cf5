import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { PasswordThreads } from "../src/crypto/password-threads.ts"
import { text } from "./crypto-vectors.ts"

describe("threads for passwords", () => {
  it.effect("return a result for every job, also for many at once, and start again after they were ended", () =>
    Effect.gen(function* () {
      const threads = new PasswordThreads()
      const job = (N: number) =>
        threads.run({
          kind: "scrypt",
          password: text("p"),
          salt: text("s"),
          cost: { N, r: 8, p: 1 },
          bytes: 32
        })
      const made = yield* Effect.promise(() => Promise.all([16, 32, 16, 64, 32].map(job)))
      assert.deepStrictEqual(made[0], made[2])
      assert.deepStrictEqual(made[1], made[4])
      assert.notDeepEqual(made[0], made[3])
      yield* Effect.promise(() => threads.end())
      assert.deepStrictEqual(yield* Effect.promise(() => job(16)), made[0])
      yield* Effect.promise(() => threads.end())
    })
  )

  it.effect("report a failed job, and a job whose thread ended, without the password", () =>
    Effect.gen(function* () {
      const threads = new PasswordThreads()
      const failing = (N: number) =>
        Effect.flip(
          Effect.tryPromise({
            try: () =>
              threads.run({
                kind: "scrypt",
                password: text("horse"),
                salt: text("s"),
                cost: { N, r: 8, p: 1 },
                bytes: 32
              }),
            catch: (error) => error as Error
          })
        )
      // Not a power of two.
      assert.notInclude((yield* failing(3)).message, "horse")
      const cut = yield* Effect.forkChild(failing(2 ** 15), { startImmediately: true })
      yield* Effect.promise(() => threads.end())
      assert.include((yield* Fiber.join(cut)).message, "has ended")
    })
  )
})
