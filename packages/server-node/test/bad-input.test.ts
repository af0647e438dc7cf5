import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { defaultLimits } from "../src/index.ts"
import { connect, echo, echoServer, fakeServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { answerOf, expectLast, expectService, get, post } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"

describe("bad input", () => {
  const cases: ReadonlyArray<readonly [title: string, bytes: string, status: number]> = [
    ["input that is not HTTP", "hello\r\n\r\n", 400],
    ["a header without a colon", "GET / HTTP/1.1\r\nhost x\r\n\r\n", 400],
    ["no Host header", "GET / HTTP/1.1\r\n\r\n", 400],
    ["two Host headers", get("/v1/a", "host: y"), 400],
    [
      "a compressed transfer encoding",
      "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      501
    ],
    ["a request line without a version", "GET /v1/a\r\n\r\n", 400],
    ["HTTP/0.9", "GET /v1/a HTTP/0.9\r\nhost: x\r\nconnection: keep-alive\r\n\r\n", 400],
    ["HTTP/2.0", "GET /v1/a HTTP/2.0\r\nhost: x\r\nconnection: keep-alive\r\n\r\n", 505],
    [
      "a transfer encoding in HTTP/1.0",
      "POST /v1/a HTTP/1.0\r\nhost: x\r\nconnection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      400
    ],
    ["a target without a leading slash", get("v1/a"), 400],
    ["the target *", get("*"), 400],
    ["a target with bytes outside of ASCII", get("/v1/\xe4"), 400],
    ["a Content-Length that is not a number", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n", 400],
    [
      "two values of Content-Length",
      "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
      400
    ],
    [
      "both a Content-Length and chunks",
      "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      400
    ],
    ["a malformed chunk", "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n", 400],
    [
      "a malformed chunk after a valid one",
      "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\nxyz\r\n",
      400
    ],
    ["headers above the limit", get("/v1/a", `a: ${"b".repeat(defaultLimits.headerBytes)}`), 431],
    ["a target above the limit of headers", get(`/v1/${"a".repeat(defaultLimits.headerBytes)}`), 431],
    ["headers far above the limit", get("/v1/a", `a: ${"b".repeat(1_000_000)}`), 431],
    ["a body above the limit", post("/v1/a", "a".repeat(1025)), 413],
    ["a body far above the limit", post("/v1/a", "a".repeat(3_000_000)), 413],
    [
      "a chunked body above the limit",
      `POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${`200\r\n${"a".repeat(512)}\r\n`.repeat(3)}0\r\n\r\n`,
      413
    ],
    [
      "a Content-Length above the range of integers",
      "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 18446744073709551616\r\n\r\n",
      400
    ]
  ]
  for (const [title, bytes, status] of cases) {
    it.live(`RW-ER-11: ${title}: ${status}, alone and after other requests, and the server keeps serving`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(
          fakeServer((request) => Effect.sync(() => echo(request)).pipe(Effect.delay(5)))
        )
        const alone = yield* connect(address)
        alone.send(bytes)
        yield* expectLast(alone, status)
        const behind = yield* connect(address)
        behind.send(get("/v1/1") + post("/v1/2", "{}") + bytes)
        assert.strictEqual((yield* answerOf(behind)).status, 200)
        assert.strictEqual((yield* answerOf(behind)).status, 200)
        yield* expectLast(behind, status)
        yield* expectService(address)
      })
    )
  }

  it.live("RW-ER-8: a body of exactly the limit is accepted, with Content-Length and chunked", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      const body = "a".repeat(1024)
      client.send(post("/v1/a", body))
      assert.strictEqual(parsed((yield* answerOf(client)).body).body, body)
      client.send(`POST /v1/a HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n400\r\n${body}\r\n0\r\n\r\n`)
      assert.strictEqual(parsed((yield* answerOf(client)).body).body, body)
    })
  )

  it.live("RW-ER-8: a client that waits for 100 gets the 413 before it sends the body", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      client.send("POST /v1/a HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 5000\r\n\r\n")
      assert.strictEqual((yield* answerOf(client)).status, 413)
    })
  )

  it.live("requests after a refused one are not carried out", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const server = fakeServer((request) => Effect.sync(() => (seen.push(request.target), echo(request))))
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send(get("/v1/before") + post("/v1/large", "a".repeat(2000)) + get("/v1/after"))
      assert.strictEqual((yield* answerOf(client)).status, 200)
      yield* expectLast(client, 413)
      assert.deepStrictEqual(seen, ["/v1/before"])
    })
  )

  it.live("plain HTTP on a TLS port does not affect other clients", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      const client = yield* connect(address.replace("https", "http"))
      client.send(get("/v1/a"))
      yield* Effect.promise(() => client.end())
      yield* expectService(address)
    })
  )
})
