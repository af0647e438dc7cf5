import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { once } from "node:events"
import * as net from "node:net"
import { Duplex } from "node:stream"
import { connect as connectTls, type TLSSocket } from "node:tls"
import { connect, echo, fakeServer, listenOnLoopback } from "./echo-server.ts"
import { get, post } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"

/** A client over TLS that can prepare what it sends. */
class RecordClient {
  readonly tls: TLSSocket
  readonly #transport: net.Socket
  /** Ciphertext that is not sent yet, while it is being prepared. */
  #prepared: Array<Buffer> | undefined

  constructor(address: string) {
    const { hostname, port } = new URL(address)
    const transport = net.connect({ host: hostname, port: Number(port), noDelay: true })
    const wire = new Duplex({
      read: () => {},
      write: (chunk: Buffer, _, done) => {
        if (this.#prepared === undefined) transport.write(chunk)
        else this.#prepared.push(chunk)
        done()
      }
    })
    transport.on("data", (chunk) => wire.push(chunk))
    transport.on("error", () => {})
    this.#transport = transport
    this.tls = connectTls({ socket: wire, rejectUnauthorized: false })
    this.tls.on("error", () => {})
  }

  /** Encrypts these texts, each in a record of its own, and returns the function that sends them at once. */
  async prepare(texts: ReadonlyArray<string>): Promise<() => void> {
    const prepared: Array<Buffer> = (this.#prepared = [])
    for (const text of texts) await new Promise<void>((resolve) => this.tls.write(text, () => resolve()))
    this.#prepared = undefined
    return () => void this.#transport.write(Buffer.concat(prepared))
  }

  close(): void {
    this.#transport.destroy()
  }
}

const recordClient = (address: string) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const client = new RecordClient(address)
      await once(client.tls, "secureConnect")
      return client
    }),
    (client) => Effect.sync(() => client.close())
  )

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
