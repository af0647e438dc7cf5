import { assert, describe, it } from "@effect/vitest"
import type { AuditSinkOptions } from "@enwrap/server/audit"
import { nodeAuditSinks } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { type AddressInfo, createServer, type Server, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A server that keeps what it is sent. */
class Collector {
  readonly connections: Array<Socket> = []
  text = ""
  readonly server: Server = createServer((socket) => {
    this.connections.push(socket)
    socket.on("error", () => undefined)
    socket.on("data", (data) => {
      this.text += data.toString()
      this.server.emit("text")
    })
  })

  /** Waits until a text has arrived. */
  async has(text: string): Promise<void> {
    while (!this.text.includes(text)) await once(this.server, "text")
  }

  async end(): Promise<void> {
    for (const socket of this.connections) socket.destroy()
    this.server.close()
  }
}

const listening = (at: string | 0) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const collector = new Collector()
      if (at === 0) collector.server.listen(0, "127.0.0.1")
      else collector.server.listen(at)
      await once(collector.server, "listening")
      return collector
    }),
    (collector) => Effect.promise(() => collector.end())
  )

const opened = (options: AuditSinkOptions) => Effect.flatMap(nodeAuditSinks, ({ socket }) => socket!(options))

const addressOf = ({ server }: Collector): string => `127.0.0.1:${(server.address() as AddressInfo).port}`

describe("a socket device", () => {
  it.live("sends lines over one TCP connection, in order", () =>
    Effect.gen(function* () {
      const collector = yield* listening(0)
      const sink = yield* opened({ address: addressOf(collector) })
      const lines = Array.from({ length: 100 }, (_, index) => `${index}\n`)
      yield* Effect.forEach(lines, sink.write, { concurrency: "unbounded", discard: true })
      yield* Effect.promise(() => collector.has("99\n"))
      assert.strictEqual(collector.text, lines.join(""))
      assert.strictEqual(collector.connections.length, 1)
    })
  )

  it.live("sends lines over a Unix socket", () =>
    Effect.gen(function* () {
      const folder = yield* Effect.acquireRelease(
        Effect.sync(() => mkdtempSync(join(tmpdir(), "enwrap-audit-"))),
        (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
      )
      const address = join(folder, "audit.sock")
      const collector = yield* listening(address)
      const sink = yield* opened({ address, socket_type: "unix" })
      yield* sink.write("one\n")
      yield* Effect.promise(() => collector.has("one\n"))
    })
  )

  it.live("connects again after the connection was closed", () =>
    Effect.gen(function* () {
      const collector = yield* listening(0)
      const sink = yield* opened({ address: addressOf(collector) })
      yield* sink.write("one\n")
      yield* Effect.promise(() => collector.has("one\n"))
      const reconnected = once(collector.server, "connection")
      yield* sink.reopen
      yield* Effect.promise(() => reconnected)
      yield* sink.write("two\n")
      yield* Effect.promise(() => collector.has("two\n"))
      assert.strictEqual(collector.connections.length, 2)
    })
  )

  it.live("fails while nobody listens, and recovers by itself", () =>
    Effect.gen(function* () {
      const first = yield* listening(0)
      const address = addressOf(first)
      const { port } = first.server.address() as AddressInfo
      const sink = yield* opened({ address })
      yield* Effect.promise(() => first.end())
      const { problem } = yield* Effect.flip(sink.write("lost\n"))
      assert.strictEqual(problem, `cannot write to ${address}: ECONNREFUSED`)
      first.server.listen(port, "127.0.0.1")
      yield* Effect.promise(() => once(first.server, "listening"))
      yield* sink.write("back\n")
      yield* Effect.promise(() => first.has("back\n"))
    })
  )

  it.live("fails in time if nobody reads what it sends, and recovers by itself", () =>
    Effect.gen(function* () {
      const collector = yield* listening(0)
      const hang = (socket: Socket): void => void socket.pause()
      collector.server.on("connection", hang)
      const sink = yield* opened({ address: addressOf(collector), write_timeout: "100ms" })
      // More than the operating system keeps for two connections.
      const line = `${"x".repeat(40_000_000)}\n`
      const begin = performance.now()
      const { problem } = yield* Effect.flip(sink.write(line))
      assert.strictEqual(problem, `cannot write to ${addressOf(collector)}: ETIMEDOUT`)
      // It has connected, and sent the line, twice.
      assert.isAtLeast(performance.now() - begin, 200)
      collector.server.off("connection", hang)
      yield* sink.write("back\n")
      yield* Effect.promise(() => collector.has("back\n"))
    })
  )

  it.live("says what is wrong with its options", () =>
    Effect.gen(function* () {
      const problemOf = (options: AuditSinkOptions) =>
        Effect.map(Effect.flip(opened(options)), ({ problem }) => problem)
      assert.strictEqual(yield* problemOf({}), "address is required")
      assert.include(yield* problemOf({ address: "a:1", socket_type: "udp" }), "udp would lose entries silently")
      assert.include(yield* problemOf({ address: "nowhere" }), "address must be a host and a port")
      assert.include(yield* problemOf({ address: "a:99999" }), "address must be a host and a port")
      assert.include(yield* problemOf({ address: "a:1", write_timeout: "soon" }), "write_timeout")
    })
  )
})
