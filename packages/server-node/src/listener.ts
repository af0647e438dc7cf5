import { type EnwrapServer, internalErrorResponse, type WireResponse } from "@enwrap/server"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { type AddressInfo, Server as NetServer, type Socket } from "node:net"
import { rawAnswer, writeAnswer } from "./answer.ts"
import { type Begun, type BodyHost, BodyReceiver } from "./body-receiver.ts"
import { Bounds } from "./bounds.ts"
import { Connection } from "./connection.ts"
import { ConnectionLimit } from "./connection-limit.ts"
import { makeHttpServer, type TlsOptions } from "./http-server.ts"
import { defaultLimits, type Limits } from "./limits.ts"
import { resumeAtMethod, unreadOf } from "./list-method.ts"
import { readIntoSharedBuffer } from "./shared-read-buffer.ts"
import * as Violation from "./protocol-violation.ts"
import { announcedLength, hasBody, hasUnknownEncoding } from "./request-body.ts"
import type { Exchange } from "./request-queue.ts"
import { RequestRunner } from "./request-runner.ts"
import { asksForUpgrade, countHead, originForm, wireRequest } from "./wire-request.ts"

export interface ListenOptions {
  readonly server: EnwrapServer
  /** A name or an address of this machine; `127.0.0.1` by default. */
  readonly host?: string | undefined
  /** 8200 by default; 0 for any that is free. */
  readonly port?: number | undefined
  /** A Unix domain socket, in the place of host and port. */
  readonly socketPath?: string | undefined
  readonly tls?: TlsOptions | undefined
  /** Those of `defaultLimits` that are to be others. */
  readonly limits?: Partial<Limits> | undefined
}

export interface Listener {
  /** Where it listens: `http://127.0.0.1:8200`, or `unix:/path`. */
  readonly address: string
  /** What the end of the scope does too: nothing more is accepted, requests in flight are answered. */
  readonly close: Effect.Effect<void>
}

/** The address can't be listened to, or the certificate can't be used. */
export class ListenError extends Data.TaggedError("ListenError")<{ readonly address: string; readonly cause: Error }> {
  override get message(): string {
    const reason =
      (this.cause as NodeJS.ErrnoException).code === "EADDRINUSE" ? "the address is in use" : this.cause.message
    return `cannot listen on ${this.address}: ${reason}`
  }
}

/**
 * Serves over HTTP, HTTPS or a Unix domain socket until the scope ends.
 *
 * Whatever a client sends is answered in the protocol's form, and a request that has arrived whole is carried out whole,
 * whether or not its client stays to hear the answer.
 */
export const listen = (options: ListenOptions): Effect.Effect<Listener, ListenError, Scope.Scope> =>
  Effect.gen(function* () {
    const limits = { ...defaultLimits, ...options.limits }
    const runner = new RequestRunner(options.server, yield* Effect.context<never>())
    const asked = addressOf(options, options.port ?? DEFAULT_PORT)
    const running = yield* Effect.try({
      try: () => new HttpListener(options, limits, runner),
      catch: (cause) => new ListenError({ address: asked, cause: cause as Error })
    })
    const close = Effect.promise(() => running.close())
    yield* Effect.acquireRelease(
      Effect.tryPromise({
        try: () => running.listen(options),
        catch: (cause) => new ListenError({ address: asked, cause: cause as Error })
      }),
      () => close
    )
    return { address: addressOf(options, running.port), close }
  })

const DEFAULT_HOST = "127.0.0.1"
const DEFAULT_PORT = 8200

const addressOf = ({ host = DEFAULT_HOST, socketPath, tls }: ListenOptions, port: number): string =>
  socketPath !== undefined
    ? `unix:${socketPath}`
    : `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`

/** What happens on the sockets: one of these for each `listen`. */
class HttpListener {
  readonly #server: Server
  readonly #attach: (socket: Socket) => void
  readonly #connections = new Map<Socket, Connection>()
  /** All sockets, those whose TLS handshake is not over included. */
  readonly #sockets = new Set<Socket>()
  readonly #runner: RequestRunner
  readonly #core: EnwrapServer
  readonly #bodyHost: BodyHost
  readonly #isTls: boolean
  readonly #limits: Limits
  readonly #bounds: Bounds
  readonly #connectionLimit: ConnectionLimit
  readonly #ageing: NodeJS.Timeout
  #closing: Promise<void> | undefined

  constructor(options: ListenOptions, limits: Limits, runner: RequestRunner) {
    const { attach, server } = makeHttpServer(options.tls, limits, (socket) => this.#open(socket))
    this.#server = server
    this.#attach = attach
    this.#runner = runner
    this.#limits = limits
    this.#core = options.server
    this.#isTls = options.tls !== undefined
    this.#bounds = new Bounds(limits, (connection) => connection.receiver?.refuse(Violation.overloaded))
    this.#bodyHost = {
      free: options.server.freeRequestSize,
      max: options.server.maxRequestSize,
      held: this.#bounds.bodies,
      admit: (head, done) => runner.admit(head, done),
      arrived: (request, body) => this.#arrived(request, body),
      refuse: (connection, exchange, answer) => this.#refuse(connection, exchange, answer)
    }
    this.#connectionLimit = new ConnectionLimit(limits.connections, (socket) => this.#isIdle(socket))
    this.#ageing = setInterval(() => this.#bounds.age(), AGEING_MILLISECONDS).unref()
    server.prependListener("connection", (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once("close", () => this.#sockets.delete(socket))
      if (this.#connectionLimit.add(socket)) return
      socket.on("error", () => {})
      if (options.tls === undefined) socket.end(rawAnswer(Violation.overloaded))
      socket.destroySoon()
    })
    server.on("request", (req, res) => this.#onRequest(req, res))
    server.on("checkContinue", (req, res) => this.#onRequest(req, res, () => res.writeContinue()))
    server.on("checkExpectation", (req, res) => this.#expectsTooMuch(req, res))
    server.on("connect", (req) => this.#part(req.socket, Violation.unknownMethod))
    server.on("clientError", (error, socket) => this.#onClientError(error, socket as Socket))
    server.on("timeout", (socket: Socket) => this.#onTimeout(socket))
  }

  listen({ host, port, socketPath }: ListenOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      // Later on, what fails is one connection that can't be accepted, and the service goes on.
      this.#server.on("error", reject)
      if (socketPath === undefined) this.#server.listen(port ?? DEFAULT_PORT, host ?? DEFAULT_HOST, resolve)
      else this.#server.listen(socketPath, resolve)
    })
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  #open(socket: Socket): void {
    if (this.#closing !== undefined || !socket.writable) {
      socket.destroy()
      return
    }
    if (!this.#isTls) readIntoSharedBuffer(socket)
    const connection = new Connection(socket, this.#bounds)
    this.#connections.set(socket, connection)
    socket.once("close", () => this.#connections.delete(socket))
    connection.attach(this.#attach)
  }

  #expectsTooMuch(req: IncomingMessage, res: ServerResponse): void {
    const connection = this.#connectionOf(req)
    this.#refuse(connection, connection.begin(req, res, countHead(req).bytes), Violation.unmetExpectation)
  }

  #connectionOf(req: IncomingMessage): Connection {
    return this.#connections.get(req.socket)!
  }

  #onRequest(req: IncomingMessage, res: ServerResponse, goOn?: () => void): void {
    const connection = this.#connectionOf(req)
    const head = countHead(req)
    const exchange = connection.begin(req, res, head.bytes)
    // A last answer has been promised: whatever comes after it is the client's to send again, elsewhere.
    if (connection.last) return
    // Node throws away what stands behind it in the same chunk, and would take what comes then for a new request. And when
    // everything comes to its end, a client that goes on asking does not keep it from coming.
    if (asksForUpgrade(req) || this.#closing !== undefined) connection.endWith(exchange)
    const method = connection.takeMethod() ?? req.method!
    const target = originForm(req.url!)
    const refuse = (answer: WireResponse): void => this.#refuse(connection, exchange, answer)
    if (head.fields > this.#limits.headerFields) return refuse(Violation.headerTooLarge)
    if (head.hosts === 0 && req.httpVersionMinor === 1) return refuse(Violation.missingHost)
    // A proxy may have looked at the other one.
    if (head.hosts > 1) return refuse(Violation.repeatedHost)
    if (target === undefined) return refuse(Violation.badTarget)
    if (hasUnknownEncoding(req)) return refuse(Violation.unknownEncoding)
    const request = { connection, exchange, method, target }
    if (!hasBody(req)) return this.#arrived(request, NO_BODY)
    if ((announcedLength(req) ?? 0) > this.#core.maxRequestSize) return refuse(Violation.bodyTooLarge)
    new BodyReceiver(this.#bodyHost, request, goOn).start()
  }

  #arrived(request: Begun, body: Uint8Array): void {
    const { connection, exchange } = request
    connection.noteBody(exchange, body)
    connection.queue.arrived(exchange, body.length, (begun) => this.#run(request, body, begun))
  }

  #run({ connection, exchange, method, target }: Begun, body: Uint8Array, begun: () => void): void {
    const { req, res } = exchange
    const request = wireRequest(req, method, target, body, connection.remoteAddress, connection.hasLeft)
    this.#runner.run(request, begun, (answer) => {
      if (answer.headers["retry-after"] !== undefined) connection.queue.rest()
      const last = this.#isLast(connection, exchange)
      try {
        writeAnswer(res, answer, last)
      } catch {
        // A header that can't be sent; nothing has been.
        writeAnswer(res, internalErrorResponse, last)
      }
      connection.answered(exchange, answer.body.length)
    })
  }

  /** Whether the connection is to end after this answer: when everything does, and no other answer is to follow it. */
  #isLast(connection: Connection, exchange: Exchange): boolean {
    if (connection.endsWith(exchange)) return true
    if (this.#closing === undefined || connection.detached || !connection.isLatest(exchange)) return false
    connection.last = true
    return true
  }

  /**
   * Answers before the body is there. What is left of it is read and forgotten, within the time that a request has; a
   * client that sends first and then listens would otherwise meet a reset in place of the answer.
   */
  #refuse(connection: Connection, { req, res }: Exchange, answer: WireResponse): void {
    connection.last = true
    writeAnswer(res, answer, true, false)
    req.on("end", () => res.end())
    req.resume()
    connection.linger()
  }

  #isIdle(socket: Socket): boolean {
    const connection = this.#connections.get(socket)
    return connection === undefined || !connection.owesAnswer
  }

  #onClientError(error: Violation.ParserError, socket: Socket): void {
    const connection = this.#connections.get(socket)
    if (connection === undefined) {
      // No TLS.
      socket.destroy()
      return
    }
    // It is being taken care of; Node's clock for the dead parser goes on.
    if (connection.detached) return
    const stop = Violation.unknownMethodStop(error)
    const answer = Violation.answerTo(error)
    if (stop === undefined && answer === undefined) {
      if (error.code !== "HPE_CLOSED_CONNECTION") socket.destroy()
      return
    }
    connection.detach(stop && unreadOf(stop))
    connection.whenSettled(() => {
      // Not before the parser that reported this has returned.
      setImmediate(() => {
        if (socket.destroyed) return
        if (stop === undefined || connection.last) connection.dismiss(answer && rawAnswer(answer))
        else {
          resumeAtMethod(
            connection,
            stop,
            this.#attach,
            this.#limits.headersTimeout,
            (unread) => connection.dismiss(rawAnswer(Violation.answerToUnknownMethod(unread))),
            () => connection.dismiss(rawAnswer(Violation.timedOut))
          )
        }
      })
    })
  }

  #part(socket: Socket, answer: WireResponse): void {
    const connection = this.#connections.get(socket)!
    connection.detach()
    connection.whenSettled(() => connection.dismiss(rawAnswer(answer)))
  }

  /** Nothing has come or gone for a while: an idle client, or one that doesn't take its answer. */
  #onTimeout(socket: Socket): void {
    const connection = this.#connections.get(socket)
    if (connection === undefined || !connection.owesAnswer || socket.writableLength > 0) socket.destroy()
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#drain())
  }

  async #drain(): Promise<void> {
    const quiet = new Promise<void>((resolve) => {
      // Not `Server.close` of HTTP, which also cuts connections whose answer is written but not yet taken.
      NetServer.prototype.close.call(this.#server, () => this.#runner.whenQuiet(resolve))
    })
    for (const connection of this.#connections.values()) {
      connection.onRest = () => dismissIdle(connection)
      dismissIdle(connection)
    }
    const peers = new Set([...this.#connections.keys()].map(peerOf))
    for (const socket of this.#sockets) {
      // In the midst of a TLS handshake.
      if (!peers.has(peerOf(socket))) socket.destroy()
    }
    clearInterval(this.#ageing)
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#limits.drainTimeout)
    })
    await Promise.race([quiet, patience])
    clearTimeout(timer)
    for (const socket of this.#sockets) socket.destroy()
    // Ends HTTP's own clock; there is nothing left to close.
    this.#server.close()
  }
}

const dismissIdle = (connection: Connection): void => {
  if (!connection.idle) return
  connection.detach()
  connection.dismiss()
}

const peerOf = (socket: Socket): string => `${socket.remoteAddress} ${socket.remotePort}`

/** How often what is held too long is looked for. */
const AGEING_MILLISECONDS = 1000

const NO_BODY = new Uint8Array(0)
