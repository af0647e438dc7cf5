import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { echoServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { RawClient } from "./raw-client.ts"
import { chunked, request } from "./requests.ts"

describe("the methods LIST and SCAN", () => {
  it.live("get one response each in any sequence of requests, cut anywhere", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const piece = fc.constantFrom(
        "LIST ",
        "SCAN ",
        "LI",
        "S",
        "UN",
        "LOCK ",
        " /v1/x HTTP/1.1\r\n",
        "\r\n",
        "{}",
        "x"
      )
      const body = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""))
      const message = fc.record({
        method: fc.constantFrom("LIST", "SCAN", "GET", "POST"),
        body,
        how: fc.constantFrom("none", "length", "chunked")
      })
      yield* Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            fc.array(message, { minLength: 1, maxLength: 8 }),
            fc.array(fc.nat(), { maxLength: 6 }),
            async (messages, cuts) => {
              const bytes = messages
                .map(({ body, how, method }, i) =>
                  how === "chunked"
                    ? chunked(method, `/v1/${i}`, body === "" ? [] : [body])
                    : request(method, `/v1/${i}`, how === "none" ? undefined : body)
                )
                .join("")
              const at = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length]
              const client = await RawClient.connect(address)
              try {
                const sent = client.sendInPieces(...at.slice(1).map((end, i) => bytes.slice(at[i], end)))
                for (const [i, { body, how, method }] of messages.entries()) {
                  const answer = await client.answer()
                  assert.strictEqual(answer.status, 200)
                  assert.deepInclude(parsed(answer.body), {
                    method,
                    target: `/v1/${i}`,
                    body: how === "none" ? "" : body
                  })
                }
                await sent
              } finally {
                client.close()
              }
            }
          ),
          { numRuns: 100 }
        )
      )
    })
  )
})
