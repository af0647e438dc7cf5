import { type AuditSink, AuditSinkFailure, type AuditSinkType } from "@enwrap/server/audit"
import * as Effect from "effect/Effect"
import { connect, type Socket } from "node:net"
import { codeOf } from "./append-file.ts"
import { type Appended, LineBatches } from "./line-batches.ts"
import { readSocketOptions, type SocketOptions } from "./socket-options.ts"

/** A connection that is opened again when it is lost. */
class Connection {
  readonly #options: SocketOptions
  #socket: Socket | undefined

  constructor(options: SocketOptions) {
    this.#options = options
  }

  /** Sends bytes. If the connection was lost, it connects once more, and sends all of them again. */
  async append(bytes: Uint8Array): Promise<Appended> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#send(bytes)
        return { written: bytes.length }
      } catch (error) {
        this.close()
        if (attempt === 2) return { written: 0, problem: this.#problem(error) }
      }
    }
  }

  async reconnect(): Promise<void> {
    this.close()
    try {
      this.#socket = await this.#connected()
    } catch (error) {
      throw new AuditSinkFailure({ problem: this.#problem(error) })
    }
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = undefined
  }

  #problem(error: unknown): string {
    return `cannot write to ${this.#options.address}: ${codeOf(error)}`
  }

  async #send(bytes: Uint8Array): Promise<void> {
    const socket = (this.#socket ??= await this.#connected())
    await this.#inTime(socket, (done) => socket.write(bytes, (error) => done(error ?? undefined)))
  }

  async #connected(): Promise<Socket> {
    const socket = connect(this.#options.target)
    // Without a listener, an error would end the process. The write that waits, or the next one, learns of it.
    socket.on("error", () => undefined)
    await this.#inTime(socket, (done) => socket.once("connect", () => done()))
    // The other side sends nothing. Reading notices that it has closed the connection.
    socket.resume()
    socket.once("close", () => {
      if (this.#socket === socket) this.#socket = undefined
    })
    return socket
  }

  /** Waits for a step of a connection, until the connection fails or the time is over. */
  #inTime(socket: Socket, step: (done: (error?: Error) => void) => void): Promise<void> {
    const { timeout } = this.#options
    return new Promise((resolve, reject) => {
      const late = Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })
      const timer = timeout === 0 ? undefined : setTimeout(() => socket.destroy(late), timeout)
      const failed = (error: Error): void => settle(error)
      const settle = (error?: Error): void => {
        clearTimeout(timer)
        socket.off("error", failed)
        if (error === undefined) resolve()
        else reject(error)
      }
      socket.once("error", failed)
      step(settle)
    })
  }
}

/**
 * Entries over a TCP or Unix socket. A line counts as written once the operating system has it: if the connection breaks, the lines that
 * were on their way are lost, as in the original.
 */
export const socketSink: AuditSinkType = Effect.fn("socketSink")(function* (options) {
  const connection = new Connection(yield* Effect.fromResult(readSocketOptions(options)))
  const batches = new LineBatches((bytes) => connection.append(bytes))
  return {
    write: (line) => batches.write(line),
    reopen: Effect.tryPromise({
      try: () => batches.between(() => connection.reconnect()),
      catch: (failure) => failure as AuditSinkFailure
    }),
    close: Effect.promise(() => batches.between(async () => connection.close()))
  } satisfies AuditSink
})
