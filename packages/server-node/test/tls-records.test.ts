import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { once } from "node:events"
import { connect, echo, echoServer, fakeServer, listenOnLoopback } from "./echo-server.ts"
import { recordClient } from "./record-client.ts"
import { expectService, get, post } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"

describe("TLS records of one byte", () => {
  it.live("are read in turns, so that a request that arrives after a thousand of them is carried out first", () =>
    Effect.gen(function* () {
      const begun: Array<string> = []
      const server = fakeServer((request) =>
        Effect.sync(() => {
          begun.push(request.target)
          return echo(request)
        })
      )
      const { address } = yield* listenOnLoopback(server, { tls: selfSigned() })
      const other = yield* connect(address)
      const clients = yield* Effect.all(Array.from({ length: 10 }, () => recordClient(address)))
      const sends = yield* Effect.promise(() =>
        Promise.all(clients.map((client, i) => client.prepare([...post(`/v1/${i}`, "x".repeat(1000))])))
      )
      for (const send of sends) send()
      other.send(get("/v1/other"))
      while (begun.length < 11) yield* Effect.sleep(1)
      assert.isBelow(begun.indexOf("/v1/other"), 2)
      assert.sameMembers(begun, [...clients.map((_, i) => `/v1/${i}`), "/v1/other"])
    })
  )

  it.live("arrive complete and in order, with the end of the connection behind them", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.sync(() => echo(request))),
        {
          tls: selfSigned()
        }
      )
      const client = yield* recordClient(address)
      const body = Array.from({ length: 1000 }, (_, i) => String.fromCharCode(33 + (i % 90))).join("")
      const received: Array<Buffer> = []
      client.tls.on("data", (chunk: Buffer) => received.push(chunk))
      const send = yield* Effect.promise(() => client.prepare([...post("/v1/a", body), get("/v1/b")]))
      send()
      client.tls.end()
      yield* Effect.promise(() => once(client.tls, "end"))
      const responses = Buffer.concat(received).toString()
      assert.include(responses, JSON.stringify(body))
      assert.include(responses, "/v1/b")
    })
  )
})

describe("key updates of TLS 1.3", () => {
  it.live("are limited: a connection with more than 32 in a minute is closed, and others are served", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      const client = yield* recordClient(address)
      const records = client.records()
      const updates = (count: number) => Array.from({ length: count }, () => records.keyUpdate())
      const responded = once(client.tls, "data")
      client.sendRecords(...updates(32), records.data(get("/v1/a")))
      assert.include(String((yield* Effect.promise(() => responded))[0]), "/v1/a")
      client.sendRecords(...updates(1), records.data(get("/v1/b")))
      yield* Effect.promise(() => client.closed)
      yield* Effect.scoped(expectService(address))
    })
  )
})
