/** What a client receives whose connection is refused or closed because there are too many. */
import { connect as open, Socket } from "node:net"
import { assert, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { connect, echo, fakeServer, json, listenOnLoopback } from "./echo-server.ts"
import { get, post } from "./requests.ts"

/**
 * Carries out requests for `/v1/busy` never, and says at `/v1/later` that the client should retry later. `busy` ends once one has
 * begun.
 */
const started = (connections: number) =>
  Effect.gen(function* () {
    const never = yield* Deferred.make<void>()
    const begun = yield* Deferred.make<void>()
    const server = fakeServer((request) => {
      if (request.target === "/v1/busy")
        return Deferred.succeed(begun, undefined).pipe(Effect.andThen(Deferred.await(never)), Effect.as(echo(request)))
      if (request.target !== "/v1/later") return Effect.succeed(echo(request))
      return Effect.succeed({ ...json(429, {}), headers: { "retry-after": "1" } })
    })
    const { address } = yield* listenOnLoopback(server, { limits: { connections, drainTimeout: 10 } })
    return { address, busy: Deferred.await(begun) }
  })

/** Sends pieces one after the other, and runs what is between them, then reads. Like many clients, it fails if it cannot send a piece. */
const exchange = (address: string, pieces: ReadonlyArray<string | (() => void)>): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address)
    const socket = open({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true })
    let received = ""
    socket.on("error", reject)
    socket.on("end", () => {
      socket.destroy()
      resolve(received)
    })
    socket.setEncoding("latin1")
    const send = (i: number): void => {
      if (i === pieces.length) socket.on("data", (chunk: string) => (received += chunk))
      else {
        const piece = pieces[i]!
        const next = (): void => void setTimeout(send, 20, i + 1)
        if (typeof piece === "string") socket.write(piece, next)
        else {
          piece()
          next()
        }
      }
    }
    // Above the limit, the server responds before anything is sent.
    socket.on("connect", () => setTimeout(send, 20, 0))
  })

const statuses = (received: string): ReadonlyArray<number> =>
  [...received.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status))

const REQUEST = post("/v1/a", "a".repeat(100))

it.live("a client above the limit of connections that sends a request in pieces receives 503, and no reset", () =>
  Effect.gen(function* () {
    const { address, busy } = yield* started(1)
    ;(yield* connect(address)).send(get("/v1/busy"))
    yield* busy
    const pieces = [REQUEST.slice(0, 40), REQUEST.slice(40, -50), REQUEST.slice(-50)]
    for (let i = 0; i < 3; i++)
      assert.deepStrictEqual(statuses(yield* Effect.promise(() => exchange(address, pieces))), [503])
  })
)

it.live("a client whose connection is closed for another while it sends receives 503, and no reset", () =>
  Effect.gen(function* () {
    const { address } = yield* started(1)
    const other = new Socket()
    const pieces = [
      get("/v1/later"),
      get("/v1/a"),
      () => other.connect({ port: Number(new URL(address).port) }),
      get("/v1/a"),
      REQUEST.slice(0, 20),
      REQUEST.slice(20)
    ]
    assert.deepStrictEqual(statuses(yield* Effect.promise(() => exchange(address, pieces))), [429, 503])
    other.destroy()
  })
)
