/** Responses that are written in parts. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { connect, fakeServer, json, listenOnLoopback } from "./echo-server.ts"
import type { RawClient } from "./raw-client.ts"
import { answerOf, get, request } from "./requests.ts"

const handled: Array<string> = []

/** A body of as many bytes as the path says; of characters of two bytes if it says so. */
const server = fakeServer(({ target }) =>
  Effect.sync(() => {
    handled.push(target)
    const [, , size, kind] = target.split("/")
    const body = textOf(Number(size), kind === "wide")
    return { ...json(200, {}), body: kind === "bytes" ? Buffer.from(body) : body }
  })
)
const textOf = (size: number, isWide: boolean): string =>
  isWide
    ? "é".repeat(size / 2)
    : Array.from({ length: Math.ceil(size / 8) }, (_, i) => String(i).padStart(8))
        .join("")
        .slice(0, size)

describe("a large response", () => {
  const sizes = [65_535, 65_536, 65_537, 131_072, 1_000_001, 5_000_000]

  it.live("arrives as it is, also pipelined, and the connection stays open", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      const targets = sizes.flatMap((size) => [
        `/v1/${size}/text`,
        `/v1/${size - (size % 2)}/wide`,
        `/v1/${size}/bytes`
      ])
      client.send([...targets, "/v1/10"].map((target) => get(target)).join(""))
      for (const target of [...targets, "/v1/10"]) {
        const [, , size, kind] = target.split("/")
        const { body, headers, status } = yield* answerOf(client)
        assert.strictEqual(status, 200)
        assert.strictEqual(headers.get("content-length"), size)
        // Not compared by `assert`, which would print megabytes.
        assert.isTrue(body === textOf(Number(size), kind === "wide"), target)
      }
      client.send(request("HEAD", "/v1/1000000/text") + get("/v1/10"))
      assert.strictEqual((yield* answerOf(client, true)).headers.get("content-length"), "1000000")
      assert.strictEqual((yield* answerOf(client)).body.length, 10)
    })
  )

  for (const [title, bytes] of [
    ["a client that asks for the end of the connection", get("/v1/3000000", "connection: close")],
    ["a client of HTTP/1.0", "GET /v1/3000000 HTTP/1.0\r\n\r\n"]
  ] as const) {
    it.live(`arrives as it is, and then the connection ends: ${title}`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(server)
        const client = yield* connect(address)
        client.send(bytes)
        assert.isTrue((yield* answerOf(client)).body === textOf(3_000_000, false))
        assert.strictEqual(yield* Effect.promise(() => client.end()), "")
        assert.isUndefined(client.error)
      })
    )
  }

  it.live("arrives as it is when the client has closed its half of the connection", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.socket.end(get("/v1/3000000"))
      assert.isTrue((yield* answerOf(client)).body === textOf(3_000_000, false))
    })
  )

  for (const headers of [[], ["connection: close"]]) {
    it.live(
      `counts until the client has read it, although the kernel has accepted it (${headers.join() || "keep-alive"})`,
      () =>
        Effect.gen(function* () {
          const { address } = yield* listenOnLoopback(server, {
            limits: { allResponseBytes: 1_000_000, drainTimeout: 10 }
          })
          const clients: Array<RawClient> = []
          for (let i = 0; i < 5; i++) {
            const client = yield* connect(address)
            const before = handled.length
            client.socket.pause()
            clients.push(client.send(get("/v1/300000", ...headers)))
            while (handled.length === before) yield* Effect.sleep(1)
          }
          yield* Effect.sleep(100)
          for (const { socket } of clients) socket.resume()
          // Three responses are within the bound.
          const wereClosed = () =>
            clients.filter(({ ended, error }) => (headers.length === 0 ? ended : error !== undefined))
          while (wereClosed().length < 2) yield* Effect.sleep(1)
          for (const client of clients.filter((each) => !wereClosed().includes(each))) {
            assert.strictEqual((yield* answerOf(client)).body.length, 300_000)
          }
          assert.strictEqual(wereClosed().length, 2)
        })
    )
  }

  it.live("counts no longer when the client sends its next request", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(server, { limits: { allResponseBytes: 1_000_000, drainTimeout: 10 } })
      const clients = yield* Effect.forEach(Array.from({ length: 5 }), () => connect(address))
      for (let round = 0; round < 2; round++) {
        for (const client of clients) {
          client.send(get("/v1/300000"))
          assert.strictEqual((yield* answerOf(client)).body.length, 300_000)
          client.send(get("/v1/10"))
          assert.strictEqual((yield* answerOf(client)).body.length, 10)
        }
      }
      yield* Effect.sleep(20)
      assert.isTrue(clients.every(({ ended }) => !ended))
    })
  )
})
