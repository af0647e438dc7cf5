import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Queue from "effect/Queue"
import fc from "fast-check"
import { BodyBuffer } from "../src/request/body-buffer.ts"
import { Fifo } from "../src/collections/fifo.ts"
import { Holdings } from "../src/connection/holdings.ts"
import { connect, echo, echoServer, fakeServer, json, listenOnLoopback, parsed } from "./echo-server.ts"
import { answerOf, chunked, expectLast, expectService, get, handled, post, request } from "./requests.ts"

const announced = (length: number, sent = length): string =>
  post("/v1/a", "a".repeat(length)).slice(0, sent - length || undefined)

describe("the data structures of a listener", () => {
  it("a queue returns its items in order", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 500 }), (steps) => {
        const [fifo, model] = [new Fifo<number>(), [] as Array<number>]
        steps.forEach((isPush, i) => {
          if (isPush) {
            fifo.push(i)
            model.push(i)
          } else assert.strictEqual(fifo.shift(), model.shift())
          assert.deepStrictEqual([fifo.length, fifo.peek()], [model.length, model[0]])
        })
      })
    )
  })

  it("a body of small chunks needs a buffer of at most twice its length", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 400 }), (chunks) => {
        const buffer = new BodyBuffer()
        for (const chunk of chunks) buffer.add(chunk)
        const all = Buffer.concat(chunks)
        assert.strictEqual(buffer.length, all.length)
        const body = buffer.take()
        assert.deepStrictEqual(Buffer.from(body), all)
        assert.isAtMost(body.buffer.byteLength, Math.max(4096, 2 * all.length))
      })
    )
  })

  it("holdings evict the oldest holder above the bound, and every holder that holds for too long", () => {
    const evicted: Array<string> = []
    const holdings = new Holdings<string>(10, (holder) => evicted.push(holder))
    holdings.set("a", 4)
    holdings.set("b", 4)
    holdings.set("a", 6)
    assert.deepStrictEqual([evicted, holdings.total], [[], 10])
    holdings.set("c", 1)
    assert.deepStrictEqual([evicted, holdings.total], [["a"], 5])
    holdings.release("b")
    holdings.release("b")
    assert.strictEqual(holdings.total, 1)
    holdings.age(1)
    holdings.set("d", 1)
    holdings.age(1)
    assert.deepStrictEqual([evicted, holdings.total], [["a", "c"], 1])
  })
})

describe("a connection with more requests than may wait", () => {
  it.live("is not read until its requests have begun, and then gets its responses in order", () =>
    Effect.gen(function* () {
      const release = yield* Deferred.make<void>()
      const begun: Array<string> = []
      const server = fakeServer((request) =>
        Effect.suspend(() => {
          begun.push(request.target)
          return Effect.as(Deferred.await(release), echo(request))
        })
      )
      const { address } = yield* listenOnLoopback(server)
      const [client, other] = [yield* connect(address), yield* connect(address)]
      const targets = Array.from({ length: 3000 }, (_, i) => `/v1/${i}/${"x".repeat(8000)}`)
      client.send(targets.map((target) => get(target)).join(""))
      while (begun.length < 1) yield* Effect.sleep(1)
      // The time in which more must not be read. 24 MB do not fit into the buffers of both kernels.
      yield* Effect.sleep(200)
      assert.isAbove(client.socket.writableLength, 5_000_000)
      assert.strictEqual(begun.length, 1)
      other.send(get("/v1/other"))
      while (begun.length < 2) yield* Effect.sleep(1)
      yield* Deferred.succeed(release, undefined)
      for (const target of targets) {
        const answer = yield* Effect.promise(() => client.answer())
        assert.strictEqual(parsed(answer.body).target, target)
      }
    })
  )

  it.live("does not delay a shutdown", () =>
    Effect.gen(function* () {
      const { address, close } = yield* listenOnLoopback(echoServer, { limits: { drainTimeout: 20_000 } })
      const client = yield* connect(address)
      client.send(get("/v1/a").repeat(1_000_000))
      yield* Effect.promise(() => client.answer())
      const before = performance.now()
      yield* close
      assert.isBelow(performance.now() - before, 5000)
    })
  )
})

describe("a body above the size that anyone may send", () => {
  const bounded = (maxBytes: number) => {
    const asked: Array<string | undefined> = []
    const server = fakeServer(
      (request) => Effect.sync(() => echo(request)),
      100_000,
      1000,
      (head) =>
        Effect.sync(() => {
          asked.push(head.header("x-vault-token"))
          return { maxBytes, beyond: json(403, { errors: ["permission denied"] }) }
        }).pipe(Effect.delay(5))
    )
    return { asked, server }
  }

  for (const [title, bytes] of [
    ["with Content-Length", announced(1001)],
    [
      "chunked",
      chunked(
        "POST",
        "/v1/a",
        Array.from({ length: 11 }, () => "a".repeat(100))
      )
    ]
  ] as const) {
    it.live(`is read up to the size that the core allows, ${title}`, () =>
      Effect.gen(function* () {
        const refusing = bounded(1000)
        const refused = yield* connect((yield* listenOnLoopback(refusing.server)).address)
        refused.send(bytes)
        const answer = yield* Effect.promise(() => refused.answer())
        assert.strictEqual(answer.status, 403)
        assert.strictEqual(yield* Effect.promise(() => refused.end()), "")
        assert.isUndefined(refused.error)
        const allowing = bounded(50_000)
        const allowed = yield* connect((yield* listenOnLoopback(allowing.server)).address)
        allowed.send(bytes + get("/v1/next"))
        assert.isAbove(parsed((yield* Effect.promise(() => allowed.answer())).body).body.length, 1000)
        assert.strictEqual(parsed((yield* Effect.promise(() => allowed.answer())).body).target, "/v1/next")
        assert.deepStrictEqual([refusing.asked, allowing.asked], [[undefined], [undefined]])
      })
    )
  }

  it.live("is different from a small one, which is accepted without asking the core", () =>
    Effect.gen(function* () {
      const { asked, server } = bounded(1000)
      const client = yield* connect((yield* listenOnLoopback(server)).address)
      client.send(announced(1000) + chunked("POST", "/v1/a", ["a".repeat(1000)]))
      for (let i = 0; i < 2; i++) {
        assert.strictEqual(parsed((yield* Effect.promise(() => client.answer())).body).body.length, 1000)
      }
      assert.deepStrictEqual(asked, [])
    })
  )

  it.live("is not read before the core has decided: a client that waits for 100 gets the refusal", () =>
    Effect.gen(function* () {
      const client = yield* connect((yield* listenOnLoopback(bounded(1000).server)).address)
      client.send(announced(5000, 0).replace("host", "expect: 100-continue\r\nhost"))
      assert.strictEqual((yield* Effect.promise(() => client.answer())).status, 403)
    })
  )

  it.live("is asked for once, before and after the core has decided", () =>
    Effect.gen(function* () {
      const client = yield* connect((yield* listenOnLoopback(bounded(50_000).server)).address)
      client.send(chunked("POST", "/v1/a", ["a".repeat(2000)]).replace("host", "expect: 100-continue\r\nhost"))
      assert.strictEqual((yield* answerOf(client)).status, 100)
      assert.strictEqual((yield* answerOf(client)).status, 200)
    })
  )

  it.live("is refused in chunks of one byte, and accepted with a few such chunks", () =>
    Effect.gen(function* () {
      const server = fakeServer((request) => Effect.sync(() => echo(request)), 1_000_000)
      const { address } = yield* listenOnLoopback(server)
      const few = yield* connect(address)
      few.send(
        chunked(
          "POST",
          "/v1/a",
          Array.from({ length: 1000 }, () => "a")
        )
      )
      assert.strictEqual(parsed((yield* Effect.promise(() => few.answer())).body).body.length, 1000)
      const many = yield* connect(address)
      many.send(
        chunked(
          "POST",
          "/v1/a",
          Array.from({ length: 200_000 }, () => "a")
        )
      )
      assert.strictEqual((yield* Effect.promise(() => many.answer())).status, 400)
      yield* Effect.promise(() => many.end())
    })
  )
})

describe("the bounds over all connections", () => {
  it.live("incomplete bodies: the oldest is refused with 503 and Retry-After", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { allBodyBytes: 1000 } })
      const old = yield* connect(address)
      old.send(announced(700, 600))
      yield* handled(old)
      const young = yield* connect(address)
      young.send(announced(700, 600))
      const answer = yield* Effect.promise(() => old.answer())
      assert.deepStrictEqual([answer.status, answer.headers.get("retry-after")], [503, "1"])
      young.send("a".repeat(100))
      assert.strictEqual((yield* Effect.promise(() => young.answer())).status, 200)
    })
  )

  for (const [title, piece, pieces, others] of [
    ["that has too many small chunks", 1, 1024, 2900],
    ["above the size that anyone may send", 100, 9, 3050],
    ["above the size that the core allows", 190, 10, 2050]
  ] as const)
    it.live(`incomplete bodies: the oldest is refused once, also if its own next chunk is too much, ${title}`, () =>
      Effect.gen(function* () {
        let asked = 0
        const server = fakeServer(
          (request) => Effect.sync(() => echo(request)),
          100_000,
          piece === 1 ? 50_000 : 1000,
          ({ target }) =>
            Effect.sync(() => {
              asked++
              return { maxBytes: target === "/v1/old" ? 2000 : 5000, beyond: json(413, { errors: ["too large"] }) }
            })
        )
        const { address } = yield* listenOnLoopback(server, { limits: { allBodyBytes: 4000 } })
        const old = yield* connect(address)
        const head = "POST /v1/old HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
        const chunk = (bytes: number) => `${bytes.toString(16)}\r\n${"a".repeat(bytes)}\r\n`
        old.send(head + chunk(piece).repeat(pieces))
        yield* handled(old)
        const young = yield* connect(address)
        young.send(announced(others, others - 1))
        yield* handled(young)
        const before = asked
        old.send(chunk(200))
        yield* expectLast(old, 503)
        assert.strictEqual(asked, before)
        young.send("a")
        assert.strictEqual((yield* answerOf(young)).status, 200)
        yield* expectService(address)
      })
    )

  it.live("complete requests without a response: large bodies of clients that are not authenticated get 503", () =>
    Effect.gen(function* () {
      const go = yield* Deferred.make<void>()
      const arrived = yield* Queue.unbounded<void>()
      const slow = fakeServer(
        (asked) => Queue.offer(arrived, undefined).pipe(Effect.andThen(Deferred.await(go)), Effect.as(echo(asked))),
        1000,
        100,
        ({ header }) =>
          Effect.succeed({
            maxBytes: header("x-vault-token") === "known" ? 1000 : 500,
            beyond: json(413, { errors: ["too large"] })
          })
      )
      const { address } = yield* listenOnLoopback(slow, { limits: { allBodyBytes: 1600 } })
      const sent = (length: number, ...headers: ReadonlyArray<string>) =>
        Effect.map(connect(address), (client) => {
          client.send(request("POST", "/v1/a", "a".repeat(length), ...headers))
          return Effect.map(
            Effect.promise(() => client.answer()),
            ({ status }) => status
          )
        })
      const first = [yield* sent(400), yield* sent(400)]
      yield* Queue.takeN(arrived, 2)
      assert.strictEqual(yield* yield* sent(400), 503)
      assert.strictEqual(yield* yield* sent(600), 413)
      // Neither small ones, nor those of known clients.
      const others = [yield* sent(50), yield* sent(900, "x-vault-token: known")]
      yield* Queue.takeN(arrived, 2)
      yield* Deferred.succeed(go, undefined)
      assert.deepStrictEqual(yield* Effect.all([...first, ...others]), [200, 200, 200, 200])
      assert.strictEqual(yield* yield* sent(400), 200)
    })
  )

  it.live("incomplete heads: a connection counts no more once its request is complete, also of a method LIST", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { allHeadBytes: 1000 } })
      const idle = yield* connect(address)
      // From a chunked body on, the connection is read in slices.
      for (const text of [chunked("POST", "/v1/a", ["{}"]), request("LIST", "/v1/a")]) {
        idle.send(text)
        assert.strictEqual((yield* answerOf(idle)).status, 200)
      }
      const other = yield* connect(address)
      other.send(chunked("POST", "/v1/a", ["{}"]))
      assert.strictEqual((yield* answerOf(other)).status, 200)
      other.send(`POST /v1/${"a".repeat(970)}`)
      yield* handled(other)
      idle.send(get("/v1/still-open"))
      assert.strictEqual((yield* answerOf(idle)).status, 200)
    })
  )

  it.live("incomplete heads: the oldest connection is closed", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { allHeadBytes: 1000 } })
      const old = yield* connect(address)
      old.send(get(`/v1/${"a".repeat(600)}`).slice(0, -2))
      yield* handled(old)
      const young = yield* connect(address)
      young.send(get(`/v1/${"a".repeat(600)}`).slice(0, -2))
      assert.strictEqual(yield* Effect.promise(() => old.end()), "")
      young.send("\r\n")
      assert.strictEqual((yield* Effect.promise(() => young.answer())).status, 200)
    })
  )

  it.live("incomplete heads: those that have arrived behind complete requests count as well", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { allHeadBytes: 30_000 } })
      const [old, young] = [yield* connect(address), yield* connect(address)]
      for (const client of [old, young]) {
        client.send(get("/v1/a") + get(`/v1/${"a".repeat(24_000)}`).slice(0, -2))
        assert.strictEqual((yield* answerOf(client)).status, 200)
      }
      assert.strictEqual(yield* Effect.promise(() => old.end()), "")
      young.send("\r\n")
      assert.strictEqual((yield* Effect.promise(() => young.answer())).status, 200)
    })
  )

  it.live("responses that are not read: the oldest connection is closed, by size and by age", () =>
    Effect.gen(function* () {
      const large = fakeServer(() => Effect.succeed({ ...json(200, {}), body: new Uint8Array(20_000_000) }))
      for (const limits of [{ allResponseBytes: 30_000_000 }, { responseTimeout: 1000 }]) {
        const { address } = yield* listenOnLoopback(large, { limits })
        const old = yield* connect(address)
        old.socket.pause()
        old.send(get("/v1/a"))
        yield* handled(old)
        if ("allResponseBytes" in limits) (yield* connect(address)).send(get("/v1/a"))
        // Its age is what is tested. Ages are checked each second.
        else yield* Effect.sleep(3500)
        old.socket.resume()
        assert.isBelow((yield* Effect.promise(() => old.end())).length, 20_000_000)
      }
    })
  )

  it.live("connections: above the limit, an idle one is closed; 503 if all are busy", () =>
    Effect.gen(function* () {
      const begun = yield* Queue.unbounded<void>()
      const server = fakeServer((request) =>
        request.target === "/v1/busy"
          ? Effect.andThen(Queue.offer(begun, undefined), Effect.never)
          : Effect.succeed(echo(request))
      )
      const { address } = yield* listenOnLoopback(server, { limits: { connections: 2, drainTimeout: 10 } })
      const [busy, idle] = [yield* connect(address), yield* connect(address)]
      busy.send(get("/v1/busy"))
      yield* Queue.take(begun)
      const third = yield* connect(address)
      assert.strictEqual(yield* Effect.promise(() => idle.end()), "")
      third.send(get("/v1/a"))
      assert.strictEqual((yield* Effect.promise(() => third.answer())).status, 200)
      third.send(get("/v1/busy"))
      yield* Queue.take(begun)
      if (address.startsWith("https:")) {
        // Without a handshake, there is no response.
        assert.isTrue(Exit.isFailure(yield* Effect.exit(connect(address))))
        assert.isFalse(busy.ended || third.ended)
        return
      }
      const fourth = yield* connect(address)
      const answer = yield* Effect.promise(() => fourth.answer())
      assert.deepStrictEqual([answer.status, answer.headers.get("retry-after")], [503, "1"])
      yield* Effect.promise(() => fourth.end())
    })
  )
})
