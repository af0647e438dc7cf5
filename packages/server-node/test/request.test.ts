import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { defaultLimits } from "../src/index.ts"
import { connect, echoServer, fakeServer, json, listenOnLoopback, parsed } from "./echo-server.ts"
import { answerOf, expectLast, get, post } from "./requests.ts"

describe("a request", () => {
  it.live("gives the core its method, target, first header values, body and peer", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      assert.match(address, /^https?:\/\/127\.0\.0\.1:\d+$/)
      const client = yield* connect(address)
      client.send(
        `PATCH /v1/a%2Fb/..?x=%20 HTTP/1.1\r\nHost: x\r\nX-VAULT-Token: first\r\nx-vault-token: second\r\nContent-Length: 5\r\n\r\n{"a"}`
      )
      const answer = yield* answerOf(client)
      assert.deepStrictEqual(parsed(answer.body), {
        method: "PATCH",
        target: "/v1/a%2Fb/..?x=%20",
        body: `{"a"}`,
        token: "first",
        remoteAddress: "127.0.0.1"
      })
      assert.strictEqual(answer.headers.get("content-length"), String(answer.body.length))
      assert.strictEqual(answer.headers.get("connection"), "keep-alive")
    })
  )

  for (const [title, lines, expected] of [
    ["no header", [], null],
    ["a value with a comma", ["x-vault-token: a, b"], "a, b"],
    ["an empty first value", ["x-vault-token:", "x-vault-token: b"], ""],
    ["UTF-8", [`x-vault-token: ${Buffer.from("tökén µ").toString("latin1")}`], "tökén µ"],
    ["a comma within the first of two", ["x-vault-token: a, b", "X-Vault-Token: c"], "a, b"]
  ] as const) {
    it.live(`has the first value of a header: ${title}`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(get("/v1/a", ...lines))
        assert.strictEqual(parsed((yield* answerOf(client)).body).token, expected)
      })
    )
  }

  it.live("has the first value of headers that Node merges or drops, and no value of others", () =>
    Effect.gen(function* () {
      const names = ["content-type", "authorization", "set-cookie", "constructor", "__proto__", "hasownproperty"]
      const server = fakeServer((request) =>
        Effect.sync(() =>
          json(
            200,
            names.map((name) => request.header(name) ?? null)
          )
        )
      )
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send(
        get(
          "/v1/a",
          "Content-Type: a/b; c=d",
          "content-type: e/f",
          "authorization: g",
          "set-cookie: h",
          "set-cookie: i"
        )
      )
      assert.strictEqual((yield* answerOf(client)).body, JSON.stringify(["a/b; c=d", "g", "h", null, null, null]))
    })
  )

  it.live("may have as many header fields as the limit, and is refused with 431 for one more", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const fields = (number: number) => Array.from({ length: number - 2 }, () => "a: b")
      const client = yield* connect(address)
      client.send(get("/v1/a", ...fields(defaultLimits.headerFields), "x-vault-token: last"))
      assert.strictEqual(parsed((yield* answerOf(client)).body).token, "last")
      client.send(get("/v1/a", ...fields(defaultLimits.headerFields + 1), "x-vault-token: last"))
      yield* expectLast(client, 431)
      const far = yield* connect(address)
      far.send(get("/v1/a", ...fields(5000)))
      yield* expectLast(far, 431)
    })
  )

  it.live("has the whole body, chunked or received in many pieces", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      client.send(
        "POST /v1/a HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n3\r\nabc\r\n0\r\n\r\n"
      )
      assert.strictEqual(parsed((yield* answerOf(client)).body).body, "{}abc")
      yield* Effect.promise(() => client.sendInPieces(post("/v1/a", "").replace(": 0", ": 6"), "ab", "cd", "ef"))
      assert.strictEqual(parsed((yield* answerOf(client)).body).body, "abcdef")
      client.send(post("/v1/a", ""))
      assert.strictEqual(parsed((yield* answerOf(client)).body).body, "")
    })
  )

  it.live("gets Content-Length and no body for HEAD, and neither for 204, on a connection that stays open", () =>
    Effect.gen(function* () {
      const server = fakeServer((request) =>
        Effect.succeed(
          request.method === "DELETE"
            ? { ...json(204, null), body: "" }
            : { ...json(200, {}), body: new TextEncoder().encode("äöü") }
        )
      )
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send("HEAD /v1/a HTTP/1.1\r\nhost: x\r\n\r\n")
      const head = yield* answerOf(client, true)
      assert.deepStrictEqual([head.status, head.headers.get("content-length")], [200, "6"])
      client.send("DELETE /v1/a HTTP/1.1\r\nhost: x\r\n\r\n")
      const deleted = yield* answerOf(client)
      assert.deepStrictEqual(
        [deleted.status, deleted.headers.get("content-length"), deleted.headers.get("content-type")],
        [204, undefined, "application/json"]
      )
      client.send(get("/v1/a"))
      assert.strictEqual((yield* answerOf(client)).body, "äöü")
    })
  )

  it.live("may have an absolute URL as its target", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      for (const [target, expected] of [
        ["http://other:1/v1/a?b=//c", "/v1/a?b=//c"],
        ["HTTPS://x", "/"],
        ["http://x?y", "/?y"],
        ["//v1/a", "//v1/a"]
      ] as const) {
        client.send(get(target))
        assert.strictEqual(parsed((yield* answerOf(client)).body).target, expected)
      }
    })
  )
})
