/** Which connection is closed when there is one too many. */
import { EventEmitter } from "node:events"
import * as net from "node:net"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"
import fc from "fast-check"
import { ConnectionLimit, type Interruption } from "../src/connection/connection-limit.ts"
import { handledBy } from "./accepted-sockets.ts"
import { connect, echo, fakeServer, json, listenOnLoopback } from "./echo-server.ts"
import type { RawClient } from "./raw-client.ts"
import { answerOf, get, handled, post } from "./requests.ts"

const MAX = 50_000
const FREE = 1000
const HEAD = "POST /v1/a HTTP/1.1\r\nhost: x\r\n"

/** Carries out requests for `/v1/busy` when told to, and others at once. Senders with a token are authenticated. */
const serverUntil = (go: Deferred.Deferred<void>, targets: Array<string>) =>
  fakeServer(
    (request) =>
      Effect.suspend(() => {
        targets.push(request.target)
        if (request.target === "/v1/large")
          return Effect.succeed({ ...json(200, {}), body: new Uint8Array(20_000_000) })
        if (request.target === "/v1/later")
          return Effect.succeed({
            ...json(429, {}),
            headers: { "content-type": "application/json", "retry-after": "1" }
          })
        const response = Effect.succeed(echo(request))
        return request.target.startsWith("/v1/busy") ? Effect.andThen(Deferred.await(go), response) : response
      }),
    MAX,
    FREE,
    ({ header, target }) => {
      const admission = Effect.succeed({
        maxBytes: header("x-vault-token") === undefined ? 2 * FREE : MAX,
        beyond: json(413, { errors: ["too large"] })
      })
      return target === "/v1/admitting" ? Effect.andThen(Deferred.await(go), admission) : admission
    }
  )

/** How a connection gets into a state, and what its client receives if it is closed: a status, or nothing. */
interface State {
  readonly title: string
  readonly enter: (client: RawClient) => Effect.Effect<unknown>
  readonly evicted: "first" | "last" | "never"
  readonly receives?: ReadonlyArray<number>
}

const sends = (bytes: string) => (client: RawClient) => Effect.sync(() => client.send(bytes))
const unread = (bytes: string) => (client: RawClient) =>
  Effect.sync(() => {
    client.socket.pause()
    client.send(bytes)
  })

const states: ReadonlyArray<State> = [
  { title: "that has sent nothing", enter: () => Effect.void, evicted: "first" },
  { title: "that has sent half a method", enter: sends("GE"), evicted: "first", receives: [503] },
  { title: "with half a head", enter: sends(HEAD), evicted: "first", receives: [503] },
  { title: "with half a LIST", enter: sends("LIS"), evicted: "first" },
  { title: "without a body", enter: sends(`${HEAD}content-length: 40\r\n\r\n`), evicted: "first", receives: [503] },
  { title: "with half a body", enter: sends(`${HEAD}content-length: 40\r\n\r\n{`), evicted: "first", receives: [503] },
  {
    title: "with half a chunk",
    enter: sends(`${HEAD}transfer-encoding: chunked\r\n\r\n5\r\nab`),
    evicted: "first",
    receives: [503]
  },
  {
    title: "that waits for 100 Continue and sends half a body",
    enter: sends(`${HEAD}content-length: 40\r\nexpect: 100-continue\r\n\r\n{`),
    evicted: "first",
    receives: [100, 503]
  },
  {
    title: "with half a large body of an unauthenticated sender",
    enter: sends(`${HEAD}content-length: 1500\r\n\r\n{`),
    evicted: "first",
    receives: [503]
  },
  {
    title: "with half a body after a response",
    enter: (client) =>
      Effect.andThen(sends(get("/v1/a"))(client), answerOf(client)).pipe(
        Effect.andThen(sends(`${HEAD}content-length: 40\r\n\r\n{`)(client))
      ),
    evicted: "first",
    receives: [503]
  },
  {
    title: "that is idle after a response",
    enter: (client) => Effect.andThen(sends(get("/v1/a"))(client), answerOf(client)),
    evicted: "first"
  },
  {
    title: "that has been refused and sends the rest of its body",
    enter: sends(`${HEAD}content-length: 2500\r\n\r\n{`),
    evicted: "first",
    receives: [413]
  },
  {
    title: "whose next requests are paused, because its client was told to retry later",
    enter: (client) =>
      Effect.andThen(sends(get("/v1/later"))(client), answerOf(client)).pipe(
        Effect.andThen(sends(get("/v1/a").repeat(3))(client))
      ),
    evicted: "first",
    receives: [503]
  },
  {
    title: "with a paused request and half a body",
    enter: (client) =>
      Effect.andThen(sends(get("/v1/later"))(client), answerOf(client)).pipe(
        Effect.andThen(sends(`${get("/v1/a")}${HEAD}content-length: 40\r\n\r\n{`)(client))
      ),
    evicted: "first",
    receives: [503]
  },
  {
    title: "with half a large body of an authenticated sender",
    enter: sends(`${HEAD}x-vault-token: a\r\ncontent-length: 1500\r\n\r\n{`),
    evicted: "last"
  },
  { title: "with an unread response", enter: unread(get("/v1/large")), evicted: "last" },
  {
    title: "with an unread response and a next request",
    enter: unread(get("/v1/large") + get("/v1/a")),
    evicted: "last"
  },
  { title: "with a request that is carried out", enter: sends(get("/v1/busy")), evicted: "never", receives: [200] },
  {
    title: "with a request that is carried out, and half a body",
    enter: sends(`${get("/v1/busy")}${HEAD}content-length: 40\r\n\r\n{`),
    evicted: "never",
    receives: [200]
  },
  {
    title: "with more requests than are carried out at a time",
    enter: sends(get("/v1/busy").repeat(7)),
    evicted: "never",
    receives: [200, 200, 200, 200, 200, 200, 200]
  },
  {
    title: "with a complete body whose size is not allowed yet",
    enter: sends(post("/v1/admitting", "a".repeat(1500))),
    evicted: "never",
    receives: [200]
  }
]

/** Whether another client is served. */
const isServed = (address: string): Effect.Effect<boolean, never, Scope.Scope> =>
  Effect.gen(function* () {
    const connected = yield* Effect.exit(connect(address))
    // Without a TLS handshake, there is no response.
    if (Exit.isFailure(connected)) return false
    connected.value.send(get("/v1/next"))
    return (yield* answerOf(connected.value)).status === 200
  })

describe("one connection too many", () => {
  const started = (connections: number) =>
    Effect.gen(function* () {
      const go = yield* Deferred.make<void>()
      const targets: Array<string> = []
      const limits = { connections, drainTimeout: 10 }
      const { address } = yield* listenOnLoopback(serverUntil(go, targets), { limits })
      return { address, go, targets }
    })

  for (const { enter, evicted, receives = [], title } of states) {
    it.live(`a connection ${title} is closed ${evicted}`, () =>
      Effect.gen(function* () {
        const { address, go, targets } = yield* started(2)
        const client = yield* connect(address)
        yield* enter(client)
        yield* handled(client)
        const before = targets.length
        // One that is younger.
        const idle = yield* connect(address)
        assert.isTrue(yield* isServed(address))
        if (evicted === "first") assert.isFalse(idle.ended)
        else yield* Effect.promise(() => idle.end())
        idle.close()
        if (evicted !== "first") {
          // The other connection is busy.
          const busy = yield* connect(address)
          busy.send(get("/v1/busy"))
          yield* handled(busy)
          assert.strictEqual(yield* isServed(address), evicted === "last")
        }
        yield* Deferred.succeed(go, undefined)
        for (const status of receives) assert.strictEqual((yield* answerOf(client)).status, status)
        client.socket.resume()
        if (evicted !== "never") {
          const rest = yield* Effect.promise(() => client.end())
          if (evicted === "first") assert.strictEqual(rest, "")
        }
        // A client that got 503 sends its requests again, elsewhere.
        if (evicted === "first" && receives.at(-1) === 503) assert.notInclude(targets.slice(before), "/v1/a")
        assert.strictEqual(client.ended, evicted !== "never")
      })
    )
  }

  it.live("a connection whose TLS handshake is incomplete is closed first", () =>
    Effect.gen(function* () {
      const { address } = yield* started(1)
      const { hostname, port } = new URL(address)
      const silent = net.connect({ host: hostname, port: Number(port) })
      const closed = new Promise<void>((resolve) => silent.once("close", () => resolve()))
      silent.on("error", () => {}).resume()
      silent.write("\x16\x03")
      yield* Effect.promise(() => handledBy(silent))
      assert.isTrue(yield* isServed(address))
      yield* Effect.promise(() => closed)
    })
  )

  it.live("many connections with a head and one byte of a body do not lock others out", () =>
    Effect.gen(function* () {
      const { address, targets } = yield* started(20)
      const slow: Array<RawClient> = []
      for (let i = 0; i < 60; i++) {
        slow.push((yield* connect(address)).send(`${HEAD}content-length: 40\r\n\r\n{`))
        if (i % 10 === 9) assert.isTrue(yield* isServed(address))
      }
      // The oldest are closed.
      for (const client of slow.slice(0, 40)) yield* Effect.promise(() => client.end())
      assert.isFalse(slow.at(-1)!.ended)
      assert.deepStrictEqual(new Set(targets), new Set(["/v1/next"]))
    })
  )
})

describe("the limit of connections", () => {
  class FakeSocket extends EventEmitter {
    readonly remoteAddress: string
    state: Interruption
    constructor(remoteAddress: string, state: Interruption) {
      super()
      this.remoteAddress = remoteAddress
      this.state = state
    }
  }
  const limitOf = (max: number) => {
    const open = new Set<FakeSocket>()
    const evicted: Array<FakeSocket> = []
    const fake = (socket: unknown) => socket as FakeSocket
    let looks = 0
    const limit = new ConnectionLimit(max, {
      interruption: (socket) => (looks++, fake(socket).state),
      progress: () => 0,
      evict: (socket) => {
        evicted.push(fake(socket))
        open.delete(fake(socket))
        fake(socket).emit("close")
      }
    })
    const add = (address: string, state: Interruption) => {
      const socket = new FakeSocket(address, state)
      const isAdded = limit.add(socket as unknown as net.Socket)
      if (isAdded) open.add(socket)
      return isAdded
    }
    return { add, evicted, looks: () => looks, open }
  }
  const state = fc.constantFrom<Interruption>("waiting", "transfer", "queued", "work")
  const step = fc.record({
    address: fc.constantFrom("a", "b", "c", "d"),
    state,
    leaves: fc.option(fc.nat(), { freq: 3 })
  })

  it("closes one that waits, of the peer with the most connections that has one, or else one with a transfer, or a queued one of a larger peer", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { add, evicted, open } = limitOf(8)
        for (const { address, leaves, state } of steps) {
          const before = [...open]
          if (leaves !== null && before.length > 0) {
            const leaving = before[leaves % before.length]!
            open.delete(leaving)
            leaving.emit("close")
            continue
          }
          const count = evicted.length
          const isAdded = add(address, state)
          const victim = evicted[count]
          assert.isAtMost(open.size, 8)
          if (before.length < 8) {
            assert.deepStrictEqual([isAdded, victim], [true, undefined])
            continue
          }
          const ofState = (wanted: Interruption) => before.filter((each) => each.state === wanted)
          const sizeOf = (remoteAddress: string) => before.filter((each) => each.remoteAddress === remoteAddress).length
          const replaceable = ofState("queued").filter((each) => sizeOf(each.remoteAddress) > sizeOf(address) + 1)
          const candidates =
            ofState("waiting").length > 0 ? ofState("waiting") : [...ofState("transfer"), ...replaceable]
          assert.strictEqual(isAdded, candidates.length > 0)
          assert.strictEqual(victim === undefined, candidates.length === 0)
          if (victim === undefined) continue
          assert.include(candidates, victim)
          assert.strictEqual(
            sizeOf(victim.remoteAddress),
            Math.max(...candidates.map(({ remoteAddress }) => sizeOf(remoteAddress)))
          )
        }
      })
    )
  })

  it("takes the addresses of a /64 block of IPv6 for one peer", () => {
    const { add, evicted } = limitOf(5)
    add("2001:db8:0:1::1", "waiting")
    add("2001:db8:0:1::1", "waiting")
    for (let i = 1; i <= 3; i++) add(`2001:db8:0:2::${i}`, "waiting")
    add("2001:db8:0:3::1", "waiting")
    assert.deepStrictEqual(
      evicted.map(({ remoteAddress }) => remoteAddress),
      ["2001:db8:0:2::1"]
    )
  })

  for (const [title, addressOf] of [
    ["one peer", () => "a"],
    ["many peers", (i: number) => `a${i}`]
  ] as const) {
    // How often the limit may look at a connection, on average for each new one and in a millisecond.
    for (const [what, stateOf, looksEach, looksAMillisecond] of [
      ["wait", (): Interruption => "waiting", 2, 0],
      ["do not read their responses", (): Interruption => "transfer", 130, 0],
      ["are queued", (): Interruption => "queued", 0, 1000],
      ["work", (): Interruption => "work", 0, 1000],
      ["work, except for one", (i: number): Interruption => (i < 4000 ? "work" : "waiting"), 2, 1000]
    ] as const) {
      it(`looks at few connections for each new one in a flood: ${title}, whose connections ${what}`, () => {
        const { add, looks } = limitOf(4001)
        for (let i = 0; i <= 4000; i++) add(addressOf(i), stateOf(i))
        const before = performance.now()
        for (let i = 4001; i < 14_000; i++) add(addressOf(i), stateOf(i))
        const milliseconds = performance.now() - before
        // The first search meets each of them once.
        assert.isBelow(looks(), 8002 + 10_000 * looksEach + milliseconds * looksAMillisecond)
      })
    }
  }

  it.live("connections that have ended, and wait for their clients, take no place of others", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.sync(() => echo(request))),
        { limits: { connections: 8 } }
      )
      const idle = yield* Effect.all(Array.from({ length: 4 }, () => connect(address)))
      for (const client of idle) {
        client.send(get("/v1/a"))
        yield* answerOf(client)
      }
      for (let i = 0; i < 40; i++) {
        const lingering = yield* connect(address)
        Object.assign(lingering.socket, { allowHalfOpen: true })
        lingering.send(get("/v1/a", "connection: close"))
        assert.strictEqual((yield* answerOf(lingering)).status, 200)
      }
      for (const client of idle) {
        client.send(get("/v1/a"))
        assert.strictEqual((yield* answerOf(client)).status, 200)
      }
    })
  )
})
