import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as FastCheck from "fast-check"
import { asking, freshServer, unwrap, wrap } from "./asking.ts"

/** Runs requests with a logger, and returns what it wrote, as JSON and as text. */
const logged = <A, E>(run: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const lines: Array<string> = []
    const into = (format: Logger.Logger<unknown, string>) => Logger.map(format, (line) => void lines.push(line))
    const result = yield* run.pipe(
      Effect.provide(Logger.layer([into(Logger.formatJson), into(Logger.formatLogFmt)])),
      Effect.provideService(References.MinimumLogLevel, "Trace")
    )
    return { lines, result }
  })

describe("the log of requests", () => {
  it.effect("names the operation, the status, the time and the request id", () =>
    Effect.gen(function* () {
      const ask = asking(yield* freshServer({ requestLogLevel: "Debug" }))
      const { lines, result } = yield* logged(ask("GET", "sys/mounts"))
      const { annotations, level, message } = JSON.parse(lines[0]!)
      assert.deepStrictEqual([level, message], ["DEBUG", "request"])
      assert.deepInclude(annotations, { operation: "sysMountList", status: 200, request_id: result.json.request_id })
      assert.isNumber(annotations.duration_ms)
    })
  )

  it.effect("is off by default", () =>
    Effect.gen(function* () {
      const ask = asking(yield* freshServer())
      assert.deepStrictEqual((yield* logged(ask("GET", "sys/mounts"))).lines, [])
    })
  )

  it.effect("contains no path, token, accessor, name or payload (RW-SEC-1)", () =>
    Effect.gen(function* () {
      const ask = asking(yield* freshServer({ requestLogLevel: "Info" }))
      const word = FastCheck.stringMatching(/^[a-z]{12}$/)
      const secrets = FastCheck.sample(FastCheck.tuple(word, word, word, word), { numRuns: 25, seed: 20261128 })
      const walk = Effect.gen(function* () {
        const issued: Array<string> = []
        for (const [name, key, value, token] of secrets) {
          yield* ask("POST", `secret/data/${name}`, { body: { data: { [key]: value } } })
          yield* ask("POST", `kv1/${name}`, { body: `{"${key}":"${value}"` })
          yield* ask("GET", `kv1/${name}?${key}=${value}`, { token })
          yield* ask("GET", `${name}/${key}`)
          yield* ask("POST", `sys/policies/acl/${name}`, {
            body: { policy: `path "${key}" { capabilities = ["${value}"] }` }
          })
          const wrapped = yield* wrap(ask, { [key]: value })
          yield* unwrap(ask, wrapped.token)
          yield* unwrap(ask, wrapped.token)
          yield* unwrap(ask, token)
          issued.push(wrapped.token, wrapped.accessor)
        }
        return issued
      })
      const { lines, result } = yield* logged(walk)
      const log = lines.join("\n")
      assert.isAtLeast(lines.length, 25 * 9)
      for (const secret of [...secrets.flat(), ...result]) assert.notInclude(log, secret)
    })
  )
})
