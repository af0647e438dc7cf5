import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import * as http from "node:http"
import { connect, type Echo, echo, echoServer, fakeServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { RawClient } from "./raw-client.ts"
import { selfSigned } from "./self-signed.ts"

const request = (method: string, target: string, body?: string): string =>
  `${method} ${target} HTTP/1.1\r\nhost: x\r\n${body === undefined ? "" : `content-length: ${body.length}\r\n`}\r\n${body ?? ""}`

const chunked = (method: string, target: string, ...chunks: ReadonlyArray<string>): string =>
  `${method} ${target} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${[...chunks, ""].map((each) => `${each.length.toString(16)}\r\n${each}\r\n`).join("")}`

const seen = (client: RawClient): Effect.Effect<Pick<Echo, "method" | "target" | "body">> =>
  Effect.promise(async () => {
    const answer = await client.answer()
    assert.strictEqual(answer.status, 200, answer.body)
    const { body, method, target } = parsed(answer.body)
    return { body, method, target }
  })

const expectRefusal = (client: RawClient, status: number, errors?: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.promise(async () => {
    const answer = await client.answer()
    assert.strictEqual(answer.status, status)
    assert.strictEqual(answer.headers.get("content-type"), "application/json")
    assert.strictEqual(answer.headers.get("cache-control"), "no-store")
    assert.strictEqual(answer.headers.get("connection"), "close")
    const body = JSON.parse(answer.body) as { errors: ReadonlyArray<string> }
    if (errors !== undefined) assert.deepStrictEqual(body, { errors })
    assert.isArray(body.errors)
    assert.strictEqual(await client.end(), "")
  })

describe("the methods LIST and SCAN", () => {
  for (const method of ["LIST", "SCAN"]) {
    it.live(`${method}: the first request of a connection, with its target and token`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(`${method} /v1/secret/a%20b?x=1 HTTP/1.1\r\nHost: x\r\nX-Vault-Token: abc\r\n\r\n`)
        const answer = yield* Effect.promise(() => client.answer())
        assert.deepStrictEqual(parsed(answer.body), {
          method,
          target: "/v1/secret/a%20b?x=1",
          body: "",
          token: "abc",
          remoteAddress: "127.0.0.1"
        })
      })
    )

    it.live(`${method}: with a body`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(request(method, "/v1/a", "LIST /v1/x HTTP/1.1\r\n\r\n") + request("GET", "/v1/b"))
        assert.deepStrictEqual(yield* seen(client), { method, target: "/v1/a", body: "LIST /v1/x HTTP/1.1\r\n\r\n" })
        assert.deepStrictEqual(yield* seen(client), { method: "GET", target: "/v1/b", body: "" })
      })
    )

    it.live(`${method}: sent in two pieces, wherever it is cut`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const bytes = request(method, "/v1/a")
        const fresh = yield* connect(address)
        const kept = yield* connect(address)
        for (let cut = 1; cut < bytes.length; cut++) {
          const first = cut <= 6 ? yield* connect(address) : fresh
          for (const client of [first, kept]) {
            yield* Effect.promise(() => client.sendInPieces(bytes.slice(0, cut), bytes.slice(cut)))
            assert.deepStrictEqual(yield* seen(client), { method, target: "/v1/a", body: "" }, `cut after ${cut}`)
          }
        }
      })
    )

    it.live(`${method}: byte by byte`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        for (let i = 0; i < 2; i++) {
          yield* Effect.promise(() => client.sendInPieces(...request(method, "/v1/a")))
          assert.deepStrictEqual(yield* seen(client), { method, target: "/v1/a", body: "" })
        }
      })
    )
  }

  it.live("a thousand on one connection, one behind the other and at once, leave nothing behind", () =>
    Effect.gen(function* () {
      const warnings: Array<Error> = []
      const onWarning = (warning: Error): void => void warnings.push(warning)
      process.on("warning", onWarning)
      yield* Effect.addFinalizer(() => Effect.sync(() => process.removeListener("warning", onWarning)))
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      for (let i = 0; i < 500; i++) {
        client.send(request(i % 2 ? "LIST" : "SCAN", `/v1/${i}`))
        assert.strictEqual((yield* seen(client)).target, `/v1/${i}`)
      }
      client.send(Array.from({ length: 500 }, (_, i) => request(i % 3 ? "LIST" : "SCAN", `/v1/${i}`)).join(""))
      for (let i = 0; i < 500; i++) {
        assert.deepStrictEqual(yield* seen(client), { method: i % 3 ? "LIST" : "SCAN", target: `/v1/${i}`, body: "" })
      }
      assert.deepStrictEqual(warnings, [])
    })
  )

  it.live("behind requests that are still being answered, the order is kept", () =>
    Effect.gen(function* () {
      const slowFirst = fakeServer((wire) =>
        Effect.sync(() => echo(wire)).pipe(Effect.delay(wire.target === "/v1/slow" ? 60 : 1))
      )
      const { address } = yield* listenOnLoopback(slowFirst)
      const client = yield* connect(address)
      client.send(
        request("POST", "/v1/slow", "one") +
          request("GET", "/v1/b") +
          request("LIST", "/v1/slow") +
          request("SCAN", "/v1/d")
      )
      yield* Effect.promise(() => client.sendInPieces("", request("PUT", "/v1/e", "two")))
      assert.deepStrictEqual(yield* seen(client), { method: "POST", target: "/v1/slow", body: "one" })
      assert.deepStrictEqual(yield* seen(client), { method: "GET", target: "/v1/b", body: "" })
      assert.deepStrictEqual(yield* seen(client), { method: "LIST", target: "/v1/slow", body: "" })
      assert.deepStrictEqual(yield* seen(client), { method: "SCAN", target: "/v1/d", body: "" })
      assert.deepStrictEqual(yield* seen(client), { method: "PUT", target: "/v1/e", body: "two" })
    })
  )

  it.live("after a body that ends like a method", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      for (const body of ["LIST ", "SCAN ", "LI", "S", "UN", "M-", "GE", "\r\n\r\nLIST"]) {
        for (const method of ["LIST", "SCAN"]) {
          for (const together of [true, false]) {
            const client = yield* connect(address)
            const post = request("POST", "/v1/a", body)
            if (together) client.send(post + request(method, "/v1/b"))
            else client.send(post)
            assert.deepStrictEqual(yield* seen(client), { method: "POST", target: "/v1/a", body })
            if (!together) client.send(request(method, "/v1/b"))
            assert.deepStrictEqual(yield* seen(client), { method, target: "/v1/b", body: "" })
          }
        }
      }
    })
  )

  it.live("a payload is never taken for a request", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const payload = "LIST /v1/x HTTP/1.1\r\nhost: x\r\n\r\nSCAN /v1/y HTTP/1.1\r\nhost: x\r\n\r\n"
      const client = yield* connect(address)
      for (const bytes of [request("POST", "/v1/a", payload), chunked("POST", "/v1/a", payload, "LIST ", payload)]) {
        for (const cut of [bytes.length, bytes.indexOf("LIST"), bytes.indexOf("LIST") + 2, bytes.indexOf("SCAN") + 1]) {
          yield* Effect.promise(() =>
            client.sendInPieces(bytes.slice(0, cut), bytes.slice(cut) + request("LIST", "/v1/b"))
          )
          const { body, method } = yield* seen(client)
          assert.strictEqual(method, "POST")
          assert.include([payload, `${payload}LIST ${payload}`], body)
          assert.deepStrictEqual(yield* seen(client), { method: "LIST", target: "/v1/b", body: "" })
        }
      }
    })
  )

  it.live("any sequence of requests, cut anywhere, is answered request by request", () =>
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
                    ? chunked(method, `/v1/${i}`, ...(body === "" ? [] : [body]))
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

  it.live("through Node's own clients, with kept connections", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
      yield* Effect.addFinalizer(() => Effect.sync(() => agent.destroy()))
      const call = (method: string): Promise<string> =>
        new Promise((resolve, reject) => {
          http
            .request(`${address}/v1/a`, { method, agent }, (res) => {
              res.setEncoding("utf8").on("data", (text: string) => resolve(parsed(text).method))
            })
            .on("error", reject)
            .end()
        })
      for (const method of ["LIST", "GET", "SCAN", "LIST"]) {
        assert.strictEqual(yield* Effect.promise(() => call(method)), method)
        const viaFetch = yield* Effect.promise(() =>
          fetch(`${address}/v1/a`, { method }).then((response) => response.json())
        )
        assert.strictEqual((viaFetch as Echo).method, method)
      }
    })
  )

  it.live("over TLS", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      assert.match(address, /^https:/)
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a") + request("POST", "/v1/b", "LIST ") + request("SCAN", "/v1/c"))
      assert.strictEqual((yield* seen(client)).method, "LIST")
      assert.strictEqual((yield* seen(client)).method, "POST")
      assert.strictEqual((yield* seen(client)).method, "SCAN")
      yield* Effect.promise(() => client.sendInPieces("LI", "S", "T /v1/d HTTP/1.1\r\nhost: x\r\n\r\n"))
      assert.deepStrictEqual(yield* seen(client), { method: "LIST", target: "/v1/d", body: "" })
    })
  )

  it.live("a client that closes its half behind the request is answered", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((wire) => Effect.sync(() => echo(wire)).pipe(Effect.delay(20)))
      )
      for (const bytes of [request("LIST", "/v1/a"), request("GET", "/v1/0") + request("LIST", "/v1/a")]) {
        const client = yield* connect(address)
        client.socket.end(bytes)
        if (bytes.startsWith("GET")) assert.strictEqual((yield* seen(client)).method, "GET")
        assert.strictEqual((yield* seen(client)).method, "LIST")
        assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      }
    })
  )
})

describe("what is neither LIST nor SCAN", () => {
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
    it.live(`${method} is 405 without a word`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(request(method, "/v1/a"))
        yield* expectRefusal(client, 405, [])
        const kept = yield* connect(address)
        kept.send(
          request("POST", "/v1/a", "{}") + request("LIST", "/v1/b") + request(method, "/v1/c") + request("GET", "/v1/d")
        )
        assert.strictEqual((yield* seen(kept)).method, "POST")
        assert.strictEqual((yield* seen(kept)).method, "LIST")
        yield* expectRefusal(kept, 405, [])
      })
    )
  }

  it.live("real LOCK and LINK are what they are, behind a LIST too", () =>
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

  it.live("no HTTP at all is 400", () =>
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
        yield* expectRefusal(client, 400)
      }
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a") + "\x01\x02")
      assert.strictEqual((yield* seen(client)).method, "LIST")
      yield* expectRefusal(client, 400)
    })
  )

  it.live("a beginning of LIST that ends there is refused", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      for (const bytes of ["LIS", "LIST", "SC", "SCA"]) {
        const client = yield* connect(address)
        client.socket.end(bytes)
        yield* expectRefusal(client, 405, [])
      }
    })
  )
})

describe("limits hold for LIST as for any other", () => {
  it.live("headers over the limit are 431", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { headerBytes: 2048 } })
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a"))
      assert.strictEqual((yield* seen(client)).method, "LIST")
      client.send(`LIST /v1/a HTTP/1.1\r\nhost: x\r\nx-vault-token: ${"a".repeat(4000)}\r\n\r\n`)
      yield* expectRefusal(client, 431)
    })
  )

  it.live("a body over the limit is 413", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a", "a".repeat(1025)))
      yield* expectRefusal(client, 413, ["http: request body too large"])
    })
  )

  for (const part of ["LI", "LIS", "LIST", "LIST ", "S", "SCA", "LIST /v1/a HTTP/1.1\r\nhost: x\r\n"]) {
    it.live(
      `a request that stops after ${JSON.stringify(part)} is 408, on a new connection and on one that listed before`,
      () =>
        Effect.gen(function* () {
          const { address } = yield* listenOnLoopback(echoServer, { limits: { headersTimeout: 50 } })
          const client = yield* connect(address)
          client.send(part)
          yield* expectRefusal(client, 408)
          const second = yield* connect(address)
          second.send(request("LIST", "/v1/a"))
          yield* seen(second)
          second.send(part)
          yield* expectRefusal(second, 408)
        })
    )
  }

  it.live("a LIST waits longer than headers may take, for the answer before it and for its own", () =>
    Effect.gen(function* () {
      const slow = fakeServer((wire) => Effect.sync(() => echo(wire)).pipe(Effect.delay(150)))
      const { address } = yield* listenOnLoopback(slow, { limits: { headersTimeout: 50, requestTimeout: 50 } })
      const client = yield* connect(address)
      client.send(request("GET", "/v1/a") + request("LIST", "/v1/b"))
      assert.strictEqual((yield* seen(client)).method, "GET")
      assert.strictEqual((yield* seen(client)).method, "LIST")
    })
  )

  it.live("an idle connection that has listed is closed after its time", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { keepAliveTimeout: 50 } })
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a"))
      yield* seen(client)
      // Node adds a second to what it announces.
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
    })
  )
})
