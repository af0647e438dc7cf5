import { once } from "node:events"
import { connect, type Socket } from "node:net"

const HEAD_END = "\r\n\r\n"
const STATUS_OK = "HTTP/1.1 200 "
const LENGTH = "content-length: "

/** All connections are read into one buffer: what was received is decoded at once. */
const RECEIVED = Buffer.allocUnsafeSlow(65_536)

/**
 * A keep-alive connection on a bare socket. It sends a prepared request and returns the body of the response. It supports
 * only the subset of HTTP that the compared servers send, so that the load generator costs much less than the servers.
 */
export class Connection {
  readonly #socket: Socket
  #received = ""
  #waiting: { readonly resolve: (body: string) => void; readonly reject: (error: Error) => void } | undefined

  private constructor(port: number) {
    const onread = { buffer: RECEIVED, callback: this.#onRead }
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true, onread })
    this.#socket.on("error", (error) => this.#waiting?.reject(error))
    this.#socket.on("close", () => this.#waiting?.reject(new Error("the server closed a connection")))
  }

  static async open(port: number): Promise<Connection> {
    const connection = new Connection(port)
    await once(connection.#socket, "connect")
    return connection
  }

  /**
   * Sends a request and returns the body of the response, decoded as Latin-1.
   *
   * @throws Error if the status is not 200 or the connection is closed
   */
  send(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(request, "latin1")
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  /** Reading continues in any case. */
  readonly #onRead = (length: number): boolean => {
    this.#onData(RECEIVED.toString("latin1", 0, length))
    return true
  }

  #onData(text: string): void {
    const received = this.#received === "" ? text : this.#received + text
    const bodyStart = received.indexOf(HEAD_END) + HEAD_END.length
    const complete = bodyStart >= HEAD_END.length && received.length >= bodyStart + bodyLength(received)
    this.#received = complete ? "" : received
    if (!complete) return
    const waiting = this.#waiting
    this.#waiting = undefined
    if (received.startsWith(STATUS_OK)) waiting?.resolve(received.slice(bodyStart))
    else waiting?.reject(new Error(`the server responded with ${received.slice(0, received.indexOf("\r\n"))}`))
  }
}

const bodyLength = (response: string): number => {
  const start = response.indexOf(LENGTH) + LENGTH.length
  return Number(response.slice(start, response.indexOf("\r\n", start)))
}
