import { connect, type Socket } from "node:net"

const HEAD_END = "\r\n\r\n"
const STATUS_OK = "HTTP/1.1 200 "
const LENGTH = "content-length: "

/**
 * One kept-alive connection, on a bare socket: it sends a request that is ready as text and gives the answer's body. What it
 * understands of HTTP is what the servers of the comparison send, so that the load costs much less than what it measures.
 */
export class Connection {
  readonly #socket: Socket
  #received = ""
  #waiting: { readonly resolve: (body: string) => void; readonly reject: (error: Error) => void } | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setEncoding("latin1")
    socket.on("data", (text: string) => this.#onData(text))
    socket.on("error", (error) => this.#waiting?.reject(error))
    socket.on("close", () => this.#waiting?.reject(new Error("the server closed a connection")))
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.off("error", reject)
        resolve(new Connection(socket))
      })
      socket.once("error", reject)
    })
  }

  /**
   * The body of the answer, its bytes as Latin-1.
   *
   * @throws where the answer's status is not 200, or the connection ends
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

  #onData(text: string): void {
    const received = this.#received === "" ? text : this.#received + text
    const bodyStart = received.indexOf(HEAD_END) + HEAD_END.length
    const complete = bodyStart >= HEAD_END.length && received.length >= bodyStart + bodyLength(received)
    this.#received = complete ? "" : received
    if (!complete) return
    const waiting = this.#waiting
    this.#waiting = undefined
    if (received.startsWith(STATUS_OK)) waiting?.resolve(received.slice(bodyStart))
    else waiting?.reject(new Error(`the server answered ${received.slice(0, received.indexOf("\r\n"))}`))
  }
}

const bodyLength = (answer: string): number => {
  const start = answer.indexOf(LENGTH) + LENGTH.length
  return Number(answer.slice(start, answer.indexOf("\r\n", start)))
}
