import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as Scope from "effect/Scope"
import * as http from "node:http"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { defaultLimits, ListenError } from "../src/index.ts"
import { connect, echo, echoServer, fakeServer, json, listenOnLoopback, parsed } from "./echo-server.ts"
import type { RawAnswer, RawClient } from "./raw-client.ts"
import { selfSigned } from "./self-signed.ts"

const get = (target: string, ...headers: ReadonlyArray<string>): string =>
  `GET ${target} HTTP/1.1\r\nhost: x\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`
const post = (target: string, body: string): string =>
  `POST ${target} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`

const answerOf = (client: RawClient, bodiless = false): Effect.Effect<RawAnswer> =>
  Effect.promise(() => client.answer(bodiless))

/** The client gets this answer, in the protocol's form, and then the end of the connection, not a reset. */
const expectLast = (client: RawClient, status: number): Effect.Effect<void> =>
  Effect.promise(async () => {
    const answer = await client.answer()
    assert.strictEqual(answer.status, status)
    assert.strictEqual(answer.headers.get("content-type"), "application/json")
    assert.strictEqual(answer.headers.get("cache-control"), "no-store")
    assert.strictEqual(answer.headers.get("connection"), "close")
    const body = JSON.parse(answer.body) as { errors: ReadonlyArray<string> }
    assert.deepStrictEqual(Object.keys(body), ["errors"])
    assert.isTrue(body.errors.every((text) => typeof text === "string" && !text.includes("\n    at ")))
    assert.strictEqual(await client.end(), "")
    assert.isUndefined(client.error)
  })

/** The connection was of no harm to others. */
const expectService = (address: string): Effect.Effect<void, never, Scope.Scope> =>
  Effect.gen(function* () {
    const client = yield* connect(address)
    client.send(get("/v1/still-there"))
    assert.strictEqual((yield* answerOf(client)).status, 200)
  })

describe("a request and its answer", () => {
  it.live("the core sees method, target, first header values, body and peer", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      assert.match(address, /^http:\/\/127\.0\.0\.1:\d+$/)
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
    ["none", [], null],
    ["a comma within", ["x-vault-token: a, b"], "a, b"],
    ["an empty one first", ["x-vault-token:", "x-vault-token: b"], ""],
    ["UTF-8", [`x-vault-token: ${Buffer.from("tökén µ").toString("latin1")}`], "tökén µ"],
    ["a comma within the first of two", ["x-vault-token: a, b", "X-Vault-Token: c"], "a, b"]
  ] as const) {
    it.live(`a header's first value: ${title}`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(get("/v1/a", ...lines))
        assert.strictEqual(parsed((yield* answerOf(client)).body).token, expected)
      })
    )
  }

  it.live("headers that Node merges, drops or never saw have a first value or none", () =>
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

  it.live("as many header fields as are allowed are all seen, and one more is 431", () =>
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

  it.live("a body in chunks, and one in many pieces, comes whole", () =>
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

  it.live("HEAD has the length of a body and no body; 204 has neither; the connection is kept", () =>
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

  it.live("a target may be a whole URL", () =>
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

  it.live("pipelined requests are answered in their order, whichever is ready first", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((request) =>
          Effect.sync(() => echo(request)).pipe(Effect.delay(request.target === "/v1/0" ? 40 : 1))
        )
      )
      const client = yield* connect(address)
      client.send(get("/v1/0") + post("/v1/1", "{}") + get("/v1/2"))
      for (const target of ["/v1/0", "/v1/1", "/v1/2"]) {
        assert.strictEqual(parsed((yield* answerOf(client)).body).target, target)
      }
    })
  )

  it.live("pipelined requests begin in their order, with a body or without", () =>
    Effect.gen(function* () {
      const begun: Array<string> = []
      const { address } = yield* listenOnLoopback(
        fakeServer((request) =>
          Effect.sync(() => {
            begun.push(request.target)
            return echo(request)
          })
        )
      )
      const client = yield* connect(address)
      const targets = Array.from({ length: 100 }, (_, i) => `/v1/${i}`)
      client.send(targets.map((target, i) => (i % 3 === 0 ? post(target, "{}") : get(target))).join(""))
      for (const target of targets) assert.strictEqual(parsed((yield* answerOf(client)).body).target, target)
      assert.deepStrictEqual(begun, targets)
    })
  )

  it.live("who asks for much and takes nothing is given no more; what is asked for is answered once it is taken", () =>
    Effect.gen(function* () {
      let begun = 0
      const body = "x".repeat(300_000)
      const server = fakeServer(() =>
        Effect.sync(() => {
          begun++
          return { status: 200, headers: {}, body }
        })
      )
      const { address } = yield* listenOnLoopback(server)
      const [greedy, other] = [yield* connect(address), yield* connect(address)]
      greedy.socket.pause()
      greedy.send(Array.from({ length: 300 }, (_, i) => get(`/v1/${i}`)).join(""))
      yield* Effect.sleep(50)
      other.send(get("/v1/other"))
      assert.strictEqual((yield* answerOf(other)).body.length, body.length)
      assert.isBelow(begun, 150)
      greedy.socket.resume()
      for (let i = 0; i < 300; i++) assert.strictEqual((yield* answerOf(greedy)).body.length, body.length)
      assert.strictEqual(begun, 301)
    })
  )

  it.live("of a client that went away, what has begun is carried out, and what waited behind it is dropped", () =>
    Effect.gen(function* () {
      const goOn = yield* Deferred.make<void>()
      const begun: Array<string> = []
      let ended = 0
      const server = fakeServer((request) =>
        Effect.gen(function* () {
          begun.push(request.target)
          assert.isFalse(request.hasLeft!())
          yield* Deferred.await(goOn)
          assert.isTrue(request.hasLeft!())
          ended++
          return echo(request)
        })
      )
      const { address, close } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send(Array.from({ length: 200 }, (_, i) => post(`/v1/${i}`, "{}")).join(""))
      while (begun.length < 4) yield* Effect.sleep(1)
      client.socket.resetAndDestroy()
      yield* Effect.sleep(50)
      yield* Deferred.succeed(goOn, undefined)
      yield* close
      assert.deepStrictEqual(
        begun,
        Array.from({ length: 4 }, (_, i) => `/v1/${i}`)
      )
      assert.strictEqual(ended, 4)
    })
  )

  it.live("a request that has arrived alone is carried out, though its client has gone before it begins", () =>
    Effect.gen(function* () {
      const done = yield* Deferred.make<string>()
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.as(Deferred.succeed(done, request.target), echo(request)))
      )
      const client = yield* connect(address)
      yield* Effect.promise(
        () =>
          new Promise<void>((resolve) =>
            client.socket.write(post("/v1/sys/wrapping/wrap", "{}"), () => {
              client.socket.resetAndDestroy()
              resolve()
            })
          )
      )
      assert.strictEqual(yield* Deferred.await(done), "/v1/sys/wrapping/wrap")
    })
  )

  it.live("HTTP/1.0 needs no Host, and is closed unless it asks otherwise", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      client.send("GET /v1/a HTTP/1.0\r\n\r\n")
      assert.strictEqual((yield* answerOf(client)).status, 200)
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
    })
  )

  it.live("a client that closes its half behind the request is answered", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.sync(() => echo(request)).pipe(Effect.delay(20)))
      )
      const client = yield* connect(address)
      client.socket.end(post("/v1/a", "{}"))
      assert.strictEqual((yield* answerOf(client)).status, 200)
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
    })
  )

  it.live("Expect: 100-continue is granted; anything else expected is 417", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      client.send(post("/v1/a", "").replace("content-length: 0", "expect: 100-continue\r\ncontent-length: 2"))
      assert.strictEqual((yield* answerOf(client)).status, 100)
      client.send("{}")
      assert.strictEqual(parsed((yield* answerOf(client)).body).body, "{}")
      client.send(get("/v1/a", "expect: miracles"))
      yield* expectLast(client, 417)
    })
  )

  for (const method of ["TRACE", "OPTIONS", "PURGE", "QUERY"]) {
    it.live(`${method} is the core's to answer`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(get("/v1/a").replace("GET", method))
        const answer = yield* answerOf(client)
        assert.strictEqual(answer.status, method === "OPTIONS" ? 200 : 405)
      })
    )
  }

  it.live("an upgrade is not made, the request is answered, and nothing behind it is carried out", () =>
    Effect.gen(function* () {
      const carriedOut: Array<string> = []
      const server = fakeServer((request) =>
        Effect.sync(() => {
          carriedOut.push(request.target)
          return echo(request)
        }).pipe(Effect.delay(5))
      )
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      const smuggled = get("/v1/smuggled")
      client.send(
        get("/v1/a", "connection: keep-alive, Upgrade", "upgrade: websocket") +
          `POST /v1/b HTTP/1.1\r\nhost: x\r\ncontent-length: ${smuggled.length}\r\n\r\n`
      )
      client.send(smuggled)
      const answer = yield* answerOf(client)
      assert.deepStrictEqual([answer.status, answer.headers.get("connection")], [200, "close"])
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      assert.deepStrictEqual(carriedOut, ["/v1/a"])
    })
  )

  it.live("CONNECT is 405, behind what is asked before it", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.sync(() => echo(request)).pipe(Effect.delay(10)))
      )
      const client = yield* connect(address)
      client.send("CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n")
      yield* expectLast(client, 405)
      const second = yield* connect(address)
      second.send(get("/v1/a") + "CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\nmore")
      assert.strictEqual((yield* answerOf(second)).status, 200)
      yield* expectLast(second, 405)
    })
  )

  it.live("over TLS, and over a Unix domain socket", () =>
    Effect.gen(function* () {
      const secure = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      assert.match(secure.address, /^https:\/\/127\.0\.0\.1:\d+$/)
      yield* expectService(secure.address)
      const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(folder, { recursive: true })))
      const local = yield* listenOnLoopback(echoServer, { socketPath: join(folder, "socket") })
      assert.strictEqual(local.address, `unix:${folder}/socket`)
      const client = yield* connect(local.address)
      client.send(get("/v1/a"))
      assert.strictEqual(parsed((yield* answerOf(client)).body).remoteAddress, "")
    })
  )
})

describe("bad input", () => {
  const cases: ReadonlyArray<readonly [title: string, bytes: string, status: number]> = [
    ["no HTTP", "hello\r\n\r\n", 400],
    ["a header without a colon", "GET / HTTP/1.1\r\nhost x\r\n\r\n", 400],
    ["no Host", "GET / HTTP/1.1\r\n\r\n", 400],
    ["two Hosts", get("/v1/a", "host: y"), 400],
    [
      "a body that is compressed on its way",
      "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      501
    ],
    ["a target that is a word", get("v1/a"), 400],
    ["the target *", get("*"), 400],
    ["a target with bytes that are no ASCII", get("/v1/\xe4"), 400],
    ["a length that is no number", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n", 400],
    ["two lengths", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", 400],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      400
    ],
    ["a malformed chunk", "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n", 400],
    [
      "a malformed chunk after a good one",
      "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\nxyz\r\n",
      400
    ],
    ["headers over their limit", get("/v1/a", `a: ${"b".repeat(defaultLimits.headerBytes)}`), 431],
    ["a target over the headers' limit", get(`/v1/${"a".repeat(defaultLimits.headerBytes)}`), 431],
    ["headers far over their limit", get("/v1/a", `a: ${"b".repeat(1_000_000)}`), 431],
    ["a body over its limit", post("/v1/a", "a".repeat(1025)), 413],
    ["a body far over its limit", post("/v1/a", "a".repeat(3_000_000)), 413],
    [
      "a body over its limit, in chunks",
      `POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${`200\r\n${"a".repeat(512)}\r\n`.repeat(3)}0\r\n\r\n`,
      413
    ],
    [
      "a length of more than there is",
      "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 18446744073709551616\r\n\r\n",
      400
    ]
  ]
  for (const [title, bytes, status] of cases) {
    it.live(`${title}: ${status}, alone and behind other requests, and the service goes on`, () =>
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

  it.live("a body of exactly the limit passes, announced and in chunks", () =>
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

  it.live("too large a body that only waits for a 100 is refused before it is sent", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      client.send("POST /v1/a HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 5000\r\n\r\n")
      assert.strictEqual((yield* answerOf(client)).status, 413)
    })
  )

  it.live("Node's own client reads the 413, though it has not finished sending", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const status = yield* Effect.promise(
        () =>
          new Promise<number>((resolve, reject) => {
            http
              .request(`${address}/v1/a`, { method: "POST", headers: { "content-length": 5_000_000 } }, (res) =>
                resolve(res.resume().statusCode!)
              )
              .on("error", reject)
              .end(Buffer.alloc(5_000_000))
          })
      )
      assert.strictEqual(status, 413)
    })
  )

  it.live("what follows a refused request is not carried out", () =>
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

  it.live("plain HTTP to a TLS port harms no one else", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      const client = yield* connect(address.replace("https", "http"))
      client.send(get("/v1/a"))
      yield* Effect.promise(() => client.end())
      yield* expectService(address)
    })
  )
})

describe("slow clients", () => {
  // Long enough for the honest request after it, on a machine that is kept busy by other tests.
  const limits = { headersTimeout: 250, requestTimeout: 500 }
  for (const [title, bytes] of [
    ["nothing at all", ""],
    ["half a method", "GE"],
    ["half its headers", "GET /v1/a HTTP/1.1\r\nhost: x\r\n"],
    ["half its body", "POST /v1/a HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc"],
    ["half a chunk", "POST /v1/a HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab"]
  ] as const) {
    it.live(`a client that sends ${title} is 408`, () =>
      Effect.gen(function* () {
        const handled: Array<string> = []
        const { address } = yield* listenOnLoopback(
          fakeServer((request) => Effect.sync(() => (handled.push(request.body.length.toString()), echo(request)))),
          { limits }
        )
        const client = yield* connect(address)
        client.send(bytes)
        yield* expectLast(client, 408)
        assert.deepStrictEqual(handled, [])
        yield* expectService(address)
      })
    )
  }

  it.live("a client that goes away in the midst of a body has asked for nothing", () =>
    Effect.gen(function* () {
      let handled = 0
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.sync(() => (handled++, echo(request))))
      )
      const client = yield* connect(address)
      yield* Effect.promise(() =>
        client.sendInPieces("POST /v1/a HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc")
      )
      client.close()
      const half = yield* connect(address)
      half.socket.end("POST /v1/a HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc")
      yield* expectLast(half, 400)
      assert.strictEqual(handled, 0)
    })
  )

  it.live("a slow operation is no slow client", () =>
    Effect.gen(function* () {
      const slow = fakeServer((request) => Effect.sync(() => echo(request)).pipe(Effect.delay(300)))
      const { address } = yield* listenOnLoopback(slow, {
        limits: { ...limits, writeTimeout: 80, keepAliveTimeout: 80 }
      })
      const client = yield* connect(address)
      for (let i = 0; i < 2; i++) {
        client.send(post("/v1/a", "{}"))
        assert.strictEqual((yield* answerOf(client)).status, 200)
      }
    })
  )

  it.live("a client that doesn't take its answer is cut off", () =>
    Effect.gen(function* () {
      const large = fakeServer(() => Effect.succeed({ ...json(200, {}), body: new Uint8Array(50_000_000) }))
      const { address, close } = yield* listenOnLoopback(large, { limits: { writeTimeout: 100 } })
      const client = yield* connect(address)
      client.socket.pause()
      client.send(get("/v1/a"))
      const before = yield* Clock.currentTimeMillis
      yield* Effect.sleep(300)
      yield* close
      assert.isBelow((yield* Clock.currentTimeMillis) - before, 5000)
    })
  )

  it.live("an idle connection is closed after its time", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { keepAliveTimeout: 50 } })
      const client = yield* connect(address)
      client.send(get("/v1/a"))
      yield* answerOf(client)
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
    })
  )
})

describe("one request, one fiber", () => {
  it.live("a request whose client went away is carried out to its end", () =>
    Effect.gen(function* () {
      const begun = yield* Deferred.make<void>()
      const goOn = yield* Deferred.make<void>()
      const ended = yield* Deferred.make<string>()
      const server = fakeServer((request) =>
        Effect.gen(function* () {
          yield* Deferred.succeed(begun, undefined)
          yield* Deferred.await(goOn)
          yield* Deferred.succeed(ended, request.target)
          return echo(request)
        }).pipe(Effect.onInterrupt(() => Deferred.succeed(ended, "interrupted")))
      )
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send(post("/v1/a", "{}"))
      yield* Deferred.await(begun)
      client.close()
      yield* Effect.sleep(20)
      yield* Deferred.succeed(goOn, undefined)
      assert.strictEqual(yield* Deferred.await(ended), "/v1/a")
    })
  )

  for (const [title, handle] of [
    ["dies", () => Effect.die(new Error("a secret"))],
    ["dies later", () => Effect.delay(Effect.die({ secret: "a secret" }), 1)],
    [
      "throws",
      () => {
        throw new Error("a secret")
      }
    ],
    ["is interrupted", () => Effect.interrupt],
    [
      "answers with a header that can't be sent",
      () => Effect.succeed({ status: 200, headers: { "x-a": "a secret\r\n" }, body: "" })
    ],
    ["answers with a status that is none", () => Effect.succeed({ status: 7, headers: {}, body: "a secret" })]
  ] as const) {
    it.live(`a request that ${title} is 500, and says nothing of why; the service and the connection go on`, () =>
      Effect.gen(function* () {
        const server = fakeServer((request) =>
          request.target === "/v1/bad" ? handle() : Effect.sync(() => echo(request))
        )
        const logged: Array<unknown> = []
        const { address } = yield* listenOnLoopback(server).pipe(
          Effect.provide(Logger.layer([Logger.make(({ message }) => void logged.push(message))]))
        )
        const client = yield* connect(address)
        client.send(get("/v1/bad"))
        const answer = yield* answerOf(client)
        assert.deepStrictEqual([answer.status, answer.body], [500, `{"errors":["internal error"]}\n`])
        assert.notInclude(JSON.stringify([...answer.headers, logged]), "a secret")
        client.send(get("/v1/good"))
        assert.strictEqual((yield* answerOf(client)).status, 200)
      })
    )
  }
})

describe("requests that arrive together", () => {
  /** More than are carried out before the first is answered. */
  const MANY = Array.from({ length: 50 }, (_, i) => i)

  it.live("begin in their order, and each gets its own answer, whatever becomes of the others", () =>
    Effect.gen(function* () {
      const begun: Array<string> = []
      const server = fakeServer((request) => {
        begun.push(request.target)
        const i = Number(request.target.slice("/v1/".length))
        return i % 7 === 3
          ? Effect.die("")
          : i % 5 === 1
            ? Effect.delay(
                Effect.sync(() => echo(request)),
                i
              )
            : Effect.sync(() => echo(request))
      })
      const { address } = yield* listenOnLoopback(server).pipe(Effect.provide(Logger.layer([])))
      const client = yield* connect(address)
      client.send(MANY.map((i) => get(`/v1/${i}`)).join(""))
      for (const i of MANY) {
        const answer = yield* answerOf(client)
        assert.strictEqual(answer.status, i % 7 === 3 ? 500 : 200)
        if (answer.status === 200) assert.strictEqual(parsed(answer.body).target, `/v1/${i}`)
      }
      assert.deepStrictEqual(
        begun,
        MANY.map((i) => `/v1/${i}`)
      )
    })
  )

  it.live("do not wait for one among them that takes long", () =>
    Effect.gen(function* () {
      const goOn = yield* Deferred.make<void>()
      const server = fakeServer((request) =>
        request.target === "/v1/0" ? Effect.as(Deferred.await(goOn), echo(request)) : Effect.sync(() => echo(request))
      )
      const { address } = yield* listenOnLoopback(server)
      const clients = yield* Effect.forEach(MANY, () => connect(address))
      clients.forEach((client, i) => client.send(get(`/v1/${i}`)))
      for (const i of MANY.slice(1)) assert.strictEqual(parsed((yield* answerOf(clients[i]!)).body).target, `/v1/${i}`)
      yield* Deferred.succeed(goOn, undefined)
      assert.strictEqual(parsed((yield* answerOf(clients[0]!)).body).target, "/v1/0")
    })
  )
})

describe("the end", () => {
  it.live("requests in flight are answered, idle connections are ended, nothing more is accepted", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const goOn = yield* Deferred.make<void>()
      const server = fakeServer((request) =>
        request.target === "/v1/fast"
          ? Effect.sync(() => echo(request))
          : Effect.as(Deferred.await(goOn), echo(request))
      )
      const { address } = yield* listenOnLoopback(server).pipe(Scope.provide(scope))
      const clients: Record<string, RawClient> = {}
      for (const name of ["idle", "fresh", "inFlight", "listing", "pipelined", "half", "listed"])
        clients[name] = yield* connect(address)
      const { fresh, half, idle, inFlight, listed, listing, pipelined } = clients as Record<string, RawClient> &
        Record<"idle", RawClient>
      idle.send(get("/v1/fast"))
      yield* answerOf(idle)
      listed!.send(get("/v1/fast").replace("GET", "LIST"))
      yield* answerOf(listed!)
      inFlight!.send(post("/v1/slow", "{}"))
      listing!.send(get("/v1/slow").replace("GET", "LIST"))
      pipelined!.send(get("/v1/slow") + get("/v1/slow2") + get("/v1/slow").replace("GET", "SCAN"))
      half!.send("GET /v1/fast HTTP/1.1\r\n")
      yield* Effect.sleep(30)

      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      for (const client of [idle, fresh!, listed!]) {
        assert.strictEqual(yield* Effect.promise(() => client.end()), "")
        assert.isUndefined(client.error)
      }
      assert.isTrue(Exit.isFailure(yield* Effect.exit(Effect.tryPromise(() => fetch(`${address}/v1/fast`)))))
      half!.send("host: x\r\n\r\n")
      const last = yield* answerOf(half!)
      assert.deepStrictEqual([last.status, last.headers.get("connection")], [200, "close"])

      yield* Deferred.succeed(goOn, undefined)
      for (const client of [inFlight!, listing!]) {
        const answer = yield* answerOf(client)
        assert.deepStrictEqual([answer.status, answer.headers.get("connection")], [200, "close"])
        assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      }
      for (const [target, connection] of [
        ["/v1/slow", "keep-alive"],
        ["/v1/slow2", undefined],
        ["/v1/slow", "close"]
      ] as const) {
        const answer = yield* answerOf(pipelined!)
        assert.strictEqual(parsed(answer.body).target, target)
        if (connection !== undefined) assert.strictEqual(answer.headers.get("connection"), connection)
      }
      assert.strictEqual(yield* Effect.promise(() => pipelined!.end()), "")
      yield* Fiber.join(closing)
    })
  )

  it.live("a client that goes on asking does not put it off, and has all answers that it was promised", () =>
    Effect.gen(function* () {
      let begun = 0
      const server = fakeServer((request) =>
        Effect.sync(() => {
          begun++
          return echo(request)
        }).pipe(Effect.delay(2 + (Number(request.target.slice("/v1/".length)) % 5) * 3))
      )
      const { address, close } = yield* listenOnLoopback(server, { limits: { drainTimeout: 60_000 } })
      const client = yield* connect(address)
      // Many are always asked for: there is never a moment in which no other answer is to follow.
      const ask = (i: number) => client.send(get(`/v1/${i}`).replace("GET", i % 8 === 7 ? "LIST" : "GET"))
      for (let i = 0; i < 12; i++) ask(i)
      let answers = 0
      let closing: Fiber.Fiber<void> | undefined
      for (let last = false; !last;) {
        const answer = yield* Effect.exit(answerOf(client))
        // On a slow machine there may be a moment in which nothing is asked for, and the connection ends in it.
        if (Exit.isFailure(answer)) break
        last = answer.value.headers.get("connection") === "close"
        answers++
        if (answers === 20) closing = yield* Effect.forkChild(close)
        ask(answers + 11)
      }
      yield* Fiber.join(closing!)
      assert.strictEqual(begun, answers)
    })
  )

  it.live("an answer that is on its way arrives whole, however large and however slowly it is taken", () =>
    Effect.gen(function* () {
      const size = 20_000_000
      const { address, close } = yield* listenOnLoopback(
        fakeServer(() => Effect.succeed({ ...json(200, {}), body: "a".repeat(size) }))
      )
      const client = yield* connect(address)
      client.socket.pause()
      client.send(get("/v1/a"))
      yield* Effect.sleep(30)
      const closing = yield* Effect.forkChild(close)
      yield* Effect.sleep(30)
      client.socket.resume()
      assert.strictEqual((yield* answerOf(client)).body.length, size)
      yield* Fiber.join(closing)
    })
  )

  it.live("after the time for it, what is still open is cut", () =>
    Effect.gen(function* () {
      const { address, close } = yield* listenOnLoopback(
        fakeServer(() => Effect.never),
        { limits: { drainTimeout: 50 } }
      )
      const client = yield* connect(address)
      client.send(get("/v1/a"))
      yield* Effect.sleep(10)
      yield* close
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      yield* close
    })
  )

  it.live("a request without a client is waited for", () =>
    Effect.gen(function* () {
      let done = false
      const server = fakeServer((request) => Effect.sync(() => ((done = true), echo(request))).pipe(Effect.delay(80)))
      const { address, close } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send(get("/v1/a"))
      yield* Effect.sleep(20)
      client.close()
      yield* Effect.sleep(10)
      assert.isFalse(done)
      yield* close
      assert.isTrue(done)
    })
  )

  it.live("over TLS: a handshake that does not come about holds nothing up", () =>
    Effect.gen(function* () {
      const { address, close } = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      const silent = yield* connect(address.replace("https", "http"))
      const idle = yield* connect(address)
      idle.send(get("/v1/a"))
      yield* answerOf(idle)
      const before = yield* Clock.currentTimeMillis
      yield* close
      assert.isBelow((yield* Clock.currentTimeMillis) - before, 3000)
      yield* Effect.promise(() => silent.end())
    })
  )
})

describe("what can't be listened to", () => {
  it.live("is told by name: an address in use, an unknown host, a certificate that is none", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const port = Number(new URL(address).port)
      const inUse = yield* Effect.flip(listenOnLoopback(echoServer, { port }))
      assert.instanceOf(inUse, ListenError)
      assert.strictEqual(inUse.message, `cannot listen on ${address}: the address is in use`)
      const noFolder = yield* Effect.flip(listenOnLoopback(echoServer, { socketPath: "/nonexistent/socket" }))
      assert.match(noFolder.message, /^cannot listen on unix:\/nonexistent\/socket: /)
      const noCertificate = yield* Effect.flip(listenOnLoopback(echoServer, { tls: { cert: "a", key: "b" } }))
      assert.match(noCertificate.message, /^cannot listen on https:\/\/127\.0\.0\.1:0: /)
    })
  )
})
