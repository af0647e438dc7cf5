import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { connect, echo, fakeServer, json, listenOnLoopback, parsed } from "./echo-server.ts"
import { chunked, get, post } from "./requests.ts"

const FREE_BYTES = 1000
const MAX_BYTES = 3000

/** Decides in this time how much a sender may send: everything, unless the target ends with "no". */
const serverThatDecidesIn = (milliseconds: number) =>
  fakeServer(
    (request) => Effect.sync(() => echo(request)),
    MAX_BYTES,
    FREE_BYTES,
    ({ target }) =>
      Effect.delay(
        Effect.succeed({
          maxBytes: target.endsWith("no") ? FREE_BYTES : MAX_BYTES,
          beyond: json(403, { errors: ["permission denied"] })
        }),
        milliseconds
      )
  )

interface Message {
  readonly bytes: number
  /** Of one chunk; `undefined` for a body with a length. */
  readonly chunk: number | undefined
  readonly isAllowed: boolean
}

const message: fc.Arbitrary<Message> = fc.record({
  bytes: fc.constantFrom(0, 10, FREE_BYTES, FREE_BYTES + 1, 1500, MAX_BYTES),
  chunk: fc.constantFrom(undefined, 100, 700, MAX_BYTES),
  isAllowed: fc.boolean()
})

/** Sends all messages, cut anywhere, and checks the responses. */
const exchange = (address: string, messages: ReadonlyArray<Message>, cuts: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const client = yield* connect(address)
    const requests = messages.map(({ bytes, chunk, isAllowed }, i) => {
      const target = `/v1/${i}-${isAllowed ? "yes" : "no"}`
      const body = String(i).repeat(bytes)
      const chunks = Array.from({ length: Math.ceil(bytes / (chunk ?? 1)) }, (_, j) =>
        body.slice(j * chunk!, (j + 1) * chunk!)
      )
      const text =
        bytes === 0 ? get(target) : chunk === undefined ? post(target, body) : chunked("POST", target, chunks)
      return { body, isRefused: bytes > FREE_BYTES && !isAllowed, target, text }
    })
    const all = requests.map(({ text }) => text).join("")
    const at = [0, ...cuts.map((cut) => cut % all.length).sort((a, b) => a - b), all.length]
    void client.sendInPieces(...at.slice(1).map((end, i) => all.slice(at[i], end)))
    for (const { body, isRefused, target } of requests) {
      const answer = yield* Effect.promise(() => client.answer())
      if (isRefused) {
        assert.strictEqual(answer.status, 403)
        assert.strictEqual(yield* Effect.promise(() => client.end()), "")
        return
      }
      assert.deepInclude(parsed(answer.body), { body, target })
    }
  }).pipe(Effect.scoped, Effect.timeout("5 seconds"))

describe("pipelined bodies of which some are larger than anyone may send", () => {
  for (const milliseconds of [0, 3])
    it.live(`get their responses in order, up to the first refusal, decided in ${milliseconds} ms`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(serverThatDecidesIn(milliseconds))
        const property = fc.asyncProperty(
          fc.array(message, { minLength: 1, maxLength: 8 }),
          fc.array(fc.nat(), { maxLength: 3 }),
          (messages, cuts) => Effect.runPromise(exchange(address, messages, cuts))
        )
        yield* Effect.promise(() => fc.assert(property, { numRuns: 100, endOnFailure: true }))
      })
    )
})
