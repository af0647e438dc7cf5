import * as net from "node:net"
import * as tls from "node:tls"
import { handledBy } from "./accepted-sockets.ts"

export interface RawAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** A client that sends exactly the bytes that a test gives it. */
export class RawClient {
  readonly socket: net.Socket
  /** The connection below TLS. */
  readonly #transport: net.Socket
  /** Whether the server has closed its half of the connection, and how. */
  ended = false
  error: Error | undefined
  #received: Buffer = Buffer.alloc(0)
  #arrived: Array<Buffer> = []
  #arrivedBytes = 0
  /** How many more bytes are needed before it is worth waking up. */
  #wanted = 1
  #wake: () => void = () => {}

  constructor(socket: net.Socket, transport: net.Socket) {
    this.socket = socket
    this.#transport = transport
    socket.on("data", (chunk: Buffer) => {
      this.#arrived.push(chunk)
      this.#arrivedBytes += chunk.length
      if (this.#arrivedBytes >= this.#wanted) this.#wake()
    })
    socket.on("end", () => this.#end())
    socket.on("close", () => this.#end())
    socket.on("error", (error) => {
      this.error = error
      this.#end()
    })
  }

  #end(): void {
    this.ended = true
    this.#wake()
  }

  static async connect(address: string, tlsOptions: tls.ConnectionOptions = {}): Promise<RawClient> {
    const { hostname, port, protocol } = new URL(address)
    const transport =
      protocol === "unix:"
        ? net.connect({ path: address.slice("unix:".length) })
        : net.connect({ host: hostname, port: Number(port), noDelay: true })
    const socket =
      protocol === "https:" ? tls.connect({ socket: transport, rejectUnauthorized: false, ...tlsOptions }) : transport
    await new Promise<void>((resolve, reject) => {
      socket.once(protocol === "https:" ? "secureConnect" : "connect", resolve)
      socket.once("error", reject)
    })
    return new RawClient(socket, transport)
  }

  send(bytes: string | Uint8Array): this {
    this.socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes)
    return this
  }

  /** Sends pieces that should arrive one by one. */
  async sendInPieces(...pieces: ReadonlyArray<string>): Promise<void> {
    for (const piece of pieces) {
      await new Promise<void>((resolve) =>
        this.socket.write(Buffer.from(piece, "latin1"), () => setTimeout(resolve, 5))
      )
    }
  }

  /** Waits until the server has read and parsed what was sent. It must run in this process. */
  handled(): Promise<void> {
    return handledBy(this.socket, this.#transport)
  }

  /** The next response, complete. */
  async answer(bodiless = false): Promise<RawAnswer> {
    for (;;) {
      this.#take()
      const headEnd = this.#received.indexOf("\r\n\r\n")
      if (headEnd >= 0) {
        const [statusLine, ...lines] = this.#received.toString("latin1", 0, headEnd).split("\r\n")
        const headers = new Map(
          lines.map((line) => {
            const colon = line.indexOf(":")
            return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
          })
        )
        const status = Number(statusLine!.split(" ")[1])
        const length = bodiless || status < 200 ? 0 : Number(headers.get("content-length") ?? 0)
        const end = headEnd + 4 + length
        if (this.#received.length >= end) {
          const body = this.#received.toString("utf8", headEnd + 4, end)
          this.#received = this.#received.subarray(end)
          return { status, headers, body }
        }
        this.#wanted = end - this.#received.length
      }
      if (this.ended)
        throw new Error(
          `the connection ended${this.error ? ` (${this.error.message})` : ""} after ${JSON.stringify(this.#received.toString("latin1"))}`
        )
      await this.#more()
    }
  }

  /** Waits until the server ends the connection. Returns what else it sent. */
  async end(): Promise<string> {
    while (!this.ended) await this.#more()
    this.#take()
    return this.#received.toString("latin1")
  }

  #take(): void {
    this.#received = Buffer.concat([this.#received, ...this.#arrived])
    this.#arrived = []
    this.#arrivedBytes = 0
    this.#wanted = 1
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  close(): void {
    this.socket.destroy()
  }

  /** Ends the connection with a reset. */
  reset(): void {
    this.#transport.resetAndDestroy()
  }
}
