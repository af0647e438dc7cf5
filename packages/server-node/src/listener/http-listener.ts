import type { EnwrapServer, WireResponse } from "@enwrap/server"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { bind, type Place } from "./bind.ts"
import { ClientErrors } from "./client-errors.ts"
import { type BodyHost, BodyReceiver, type NodeExchange } from "../request/body-receiver.ts"
import { Bounds } from "../connection/bounds.ts"
import { Connection } from "../connection/connection.ts"
import { ConnectionLimit } from "../connection/connection-limit.ts"
import { Connections } from "../connection/connections.ts"
import { Faults } from "../connection/faults.ts"
import { drain } from "./drain.ts"
import { type HttpServer, makeHttpServer, type TlsOptions } from "./http-server.ts"
import { HandshakeErrors } from "./handshake-errors.ts"
import type { ListenerSettings } from "./listener-settings.ts"
import { refuseRequest } from "./refuse-request.ts"
import { resetSocket } from "../connection/reset-socket.ts"
import { respondOn } from "./respond-on.ts"
import { handleEvents } from "./server-events.ts"
import * as Violation from "../response/protocol-violation.ts"
import { hasBody } from "../request/request-body.ts"
import { type RequestBounds, requestProblem } from "../request/request-problem.ts"
import type { Progress } from "../connection/request-queue.ts"
import type { RequestRunner } from "../request/request-runner.ts"
import { RunningRequests } from "../request/running-requests.ts"
import { TlsRecords } from "../connection/tls-records.ts"
import {
  asksForUpgrade,
  countHead,
  headerOf,
  isWrappingOfPage,
  originForm,
  type ReceivedHead,
  wireRequest
} from "../request/wire-request.ts"
import { WholeRequests } from "./whole-requests.ts"

/** Handles the events of the sockets: one object for each `listen`. */
export class HttpListener {
  readonly #http: HttpServer
  readonly #faults: Faults
  readonly #connections: Connections
  readonly #runner: RequestRunner
  readonly #bodyHost: BodyHost
  readonly #requestBounds: RequestBounds
  readonly #isTls: boolean
  readonly #tlsRecords: TlsRecords = new TlsRecords()
  readonly #running: RunningRequests
  readonly #settings: ListenerSettings
  readonly #bounds: Bounds
  readonly #ageing: NodeJS.Timeout
  readonly #wholeRequests: WholeRequests
  #closing: Promise<void> | undefined

  constructor(core: EnwrapServer, options: ListenerSettings, runner: RequestRunner) {
    const { limits, maxRequestSize, tls } = options
    const faults = (this.#faults = new Faults(runner.log))
    const open = (socket: Socket): void => this.#open(socket)
    this.#http = makeHttpServer(
      tls,
      limits,
      faults.guardEach(open, (socket) => socket),
      new HandshakeErrors(runner.log)
    )
    this.#runner = runner
    this.#settings = options
    this.#running = new RunningRequests(limits.requestDuration)
    this.#isTls = tls !== undefined
    this.#connections = new Connections(this.#isTls, limits)
    const connectionLimit = new ConnectionLimit(limits.connections, this.#connections)
    this.#bounds = new Bounds(limits, faults, {
      refuseBody: (socket) => this.#connections.of(socket)?.receiver?.refuse(Violation.overloaded),
      reset: resetSocket,
      lingers: (socket) => this.#connections.lingers(socket, connectionLimit)
    })
    this.#requestBounds = { headerFields: limits.headerFields, bodyBytes: maxRequestSize }
    this.#bodyHost = {
      free: Math.min(core.freeRequestSize, maxRequestSize),
      max: maxRequestSize,
      authenticated: core.maxRequestSize,
      faults,
      held: this.#bounds.bodies,
      isFull: () => this.#bounds.isFull,
      admit: (head, done) => runner.admit(head, done),
      received: (head, body) => this.#received(head, body),
      refuse: (connection, exchange, response) => this.#refuse(connection, exchange, response)
    }
    this.#wholeRequests = new WholeRequests(
      limits,
      { headBytes: limits.headerBytes, headerFields: limits.headerFields, bodyBytes: this.#bodyHost.free },
      this.#bounds,
      {
        faults,
        isClosing: () => this.#closing !== undefined,
        addressOf: (connection, forwardedFor) => this.#clientAddress(connection, forwardedFor),
        received: (head, body) => this.#received(head, body),
        attach: this.#http.attach
      }
    )
    this.#ageing = setInterval(() => this.#age(), AGEING_MILLISECONDS).unref()
    const errors = new ClientErrors(this.#connections, this.#http.attach, limits.headersTimeout)
    handleEvents(this.#http.server, faults, {
      onConnection: (socket) => {
        this.#connections.accept(socket)
        if (!connectionLimit.add(socket)) this.#connections.refuse(socket)
      },
      onRequest: (req, res, sendContinue) => this.#onRequest(req, res, sendContinue),
      onUnknownExpectation: (req, res) => this.#onUnknownExpectation(req, res),
      onConnect: (socket) => errors.onConnect(socket),
      onError: (error, socket) => errors.onError(error, socket),
      onTimeout: (socket) => this.#onTimeout(socket)
    })
  }

  listen(place: Place): Promise<void> {
    return bind(this.#http.server, place)
  }

  /** Uses another certificate for new connections, or throws. */
  setTls(tls: TlsOptions): void {
    this.#http.setTls(tls)
  }

  /** Where it listens, unless that is a Unix domain socket. */
  get place(): AddressInfo {
    return this.#http.server.address() as AddressInfo
  }

  #open(socket: Socket): void {
    if (this.#connections.isEnded(socket)) return
    if (this.#closing !== undefined || !socket.writable) {
      socket.destroy()
      return
    }
    const connection = new Connection(socket, this.#bounds)
    this.#connections.add(connection)
    const isWhole = this.#wholeRequests.read(connection)
    // In front of what reads whole requests.
    if (this.#isTls) this.#tlsRecords.limit(socket)
    if (!isWhole) connection.reader.attach(this.#http.attach)
  }

  #onUnknownExpectation(req: IncomingMessage, res: ServerResponse): void {
    const connection = this.#connections.of(req.socket)!
    this.#refuse(connection, this.#begin(connection, req, res, countHead(req).bytes), Violation.unmetExpectation)
  }

  #begin(connection: Connection, req: IncomingMessage, res: ServerResponse, bytes: number): NodeExchange {
    const exchange = connection.begin(req, res, bytes)
    res.on(
      "close",
      this.#faults.guard(connection.socket, () => connection.sent(exchange))
    )
    return exchange
  }

  #onRequest(req: IncomingMessage, res: ServerResponse, sendContinue?: () => void): void {
    const connection = this.#connections.of(req.socket)!
    const count = countHead(req)
    const exchange = this.#begin(connection, req, res, count.bytes)
    // The last response of this connection has been chosen: the client has to send later requests again, elsewhere.
    if (connection.closing) return
    // After an upgrade, Node drops what follows in the same chunk, and would take what comes after that for a new request.
    // And while the listener closes, a client that keeps sending requests must not delay it.
    // And a browser sends an unwrap again if it sent it on a connection that it had used before, and that closed.
    if (asksForUpgrade(req) || this.#closing !== undefined || isWrappingOfPage(req.headers.origin, req.url!))
      connection.closeAfter(exchange)
    const method = connection.restart.takeMethod() ?? req.method!
    const target = originForm(req.url!)
    const problem = requestProblem(req, count, target, this.#requestBounds)
    if (problem !== undefined) return this.#refuse(connection, exchange, problem)
    const remoteAddress = this.#clientAddress(connection, req.headers["x-forwarded-for"])
    if (typeof remoteAddress !== "string") return this.#refuse(connection, exchange, remoteAddress)
    const head = { connection, exchange, method, target: target!, header: headerOf(req), remoteAddress }
    if (hasBody(req)) new BodyReceiver(this.#bodyHost, head, sendContinue).start()
    else this.#received(head, NO_BODY)
  }

  /** Node joins the values of repeated headers with a comma. */
  #clientAddress(
    { remoteAddress }: Connection,
    forwardedFor: string | Array<string> | undefined
  ): string | WireResponse {
    const find = this.#settings.clientAddress
    return find === undefined ? remoteAddress : find(forwardedFor?.toString(), remoteAddress)
  }

  /** A request is complete. */
  #received(head: ReceivedHead, body: Uint8Array): void {
    const { connection, exchange } = head
    connection.received(exchange, body, (progress) => this.#run(head, body, progress))
  }

  #run(head: ReceivedHead, body: Uint8Array, progress: Progress): void {
    const { connection, exchange } = head
    const request = wireRequest(head, body, this.#settings.withoutToken)
    const respond = this.#faults.guard(connection.socket, (response: WireResponse) =>
      respondOn(connection, exchange, response, this.#closing !== undefined, this.#bounds.turns)
    )
    this.#runner.run(request, progress, this.#running.track(respond))
  }

  /** Responds before the body has been received. */
  #refuse(connection: Connection, exchange: NodeExchange, response: WireResponse): void {
    this.#settings.onRefusal?.(exchange.req, response)
    refuseRequest(connection, exchange, response)
  }

  /** Nothing was received or sent for a while: the client is idle, or does not read its response. */
  #onTimeout(socket: Socket): void {
    const connection = this.#connections.of(socket)
    if (connection === undefined) socket.destroy()
    else if (connection.owed === 0 || socket.writableLength > 0) connection.unread.discard()
  }

  #age(): void {
    this.#bounds.age()
    this.#connections.age()
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#drain())
  }

  async #drain(): Promise<void> {
    this.#running.stop()
    await drain(this.#http.server, this.#connections, this.#runner, this.#settings.limits.drainTimeout)
    clearInterval(this.#ageing)
    this.#wholeRequests.stop()
    this.#connections.destroyAll()
    // Stops the timers of the HTTP server.
    this.#http.server.close()
  }
}

/** How often the ages of what connections hold are checked. */
const AGEING_MILLISECONDS = 1000

const NO_BODY = new Uint8Array(0)
