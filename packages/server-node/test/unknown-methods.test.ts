import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { connect, echoServer, listenOnLoopback } from "./echo-server.ts"
import { METHODS } from "node:http"
import { expectLast, request, seen } from "./requests.ts"

/** Node's parser also knows the methods of RTSP. */
const OF_RTSP = [
  "ANNOUNCE",
  "DESCRIBE",
  "FLUSH",
  "GET_PARAMETER",
  "PAUSE",
  "PLAY",
  "RECORD",
  "REDIRECT",
  "SET_PARAMETER",
  "SETUP",
  "TEARDOWN"
]

describe("a method that is neither LIST nor SCAN", () => {
  const unknown = [
    "FOO",
    "LISTS",
    "LISP",
    "LIS",
    "UNLIST",
    "M-SCAN",
    "SCANS",
    "SCA",
    "SC",
    "GEST",
    "list",
    "Scan",
    "XLIST"
  ]
  for (const method of unknown) {
    it.live(`RW-HD-4: ${method} gets 405 without an error text`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(request(method, "/v1/a"))
        yield* expectLast(client, 405, [])
        const kept = yield* connect(address)
        kept.send(
          request("POST", "/v1/a", "{}") + request("LIST", "/v1/b") + request(method, "/v1/c") + request("GET", "/v1/d")
        )
        assert.strictEqual((yield* seen(kept)).method, "POST")
        assert.strictEqual((yield* seen(kept)).method, "LIST")
        yield* expectLast(kept, 405, [])
      })
    )
  }

  it.live("RW-HD-4: gets 405, whatever known method it begins like", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const beginnings = [...METHODS, ...OF_RTSP].flatMap((method) =>
        Array.from(method, (_, i) => method.slice(0, i + 1))
      )
      const methods = new Set(
        beginnings.flatMap((begin) => ["LIST", "IST", "ST", "SCAN", "CAN"].map((end) => begin + end))
      )
      for (const known of ["LIST", "SCAN", ...METHODS]) methods.delete(known)
      for (const method of methods) {
        const client = yield* connect(address)
        client.send(request(method, "/v1/a"))
        const { status } = yield* Effect.promise(() => client.answer())
        assert.strictEqual(status, 405, method)
        client.close()
      }
    })
  )

  it.live("may be LOCK or LINK, also after a LIST", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      for (const [before, method] of [
        ["", "LOCK"],
        ["LIST", "LOCK"],
        ["SCAN", "LINK"],
        ["", "UNLINK"],
        ["LIST", "LINK"]
      ] as const) {
        client.send((before === "" ? "" : request(before, "/v1/a")) + request(method, "/v1/b"))
        if (before !== "") assert.strictEqual((yield* seen(client)).method, before)
        const answer = yield* Effect.promise(() => client.answer())
        assert.strictEqual(answer.status, 405)
        assert.strictEqual(answer.body, `{"errors":[]}`)
      }
    })
  )

  it.live("gets 400 if the input is not HTTP", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const garbage = [
        "\x16\x03\x01\x02\x00\x01\x00",
        "hello\r\n\r\n",
        "FOO\r\n",
        "FOO /v1/a\r\n\r\n",
        "FOO /v1/a HTTP/9\r\n\r\n",
        '{"a":1}\n',
        "\0\0\0\0"
      ]
      for (const bytes of garbage) {
        const client = yield* connect(address)
        client.send(bytes)
        yield* expectLast(client, 400)
      }
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a") + "\x01\x02")
      assert.strictEqual((yield* seen(client)).method, "LIST")
      yield* expectLast(client, 400)
    })
  )

  it.live("may be an incomplete LIST, which is refused", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      for (const bytes of ["LIS", "LIST", "SC", "SCA"]) {
        const client = yield* connect(address)
        client.socket.end(bytes)
        yield* expectLast(client, 405, [])
      }
    })
  )
})
