import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"
import type { Faults } from "../connection/faults.ts"

/** What a listener does when its HTTP server reports something. */
export interface ServerEvents {
  readonly onConnection: (socket: Socket) => void
  /** @param sendContinue asks the client for the body, if it waits for that */
  readonly onRequest: (req: IncomingMessage, res: ServerResponse, sendContinue?: () => void) => void
  readonly onUnknownExpectation: (req: IncomingMessage, res: ServerResponse) => void
  /** A request with the method CONNECT. */
  readonly onConnect: (socket: Socket) => void
  readonly onError: (error: Error, socket: Socket) => void
  /** Nothing was received or sent for a while. */
  readonly onTimeout: (socket: Socket) => void
}

/** Handles the events of an HTTP server. What throws meanwhile ends only its connection. */
export const handleEvents = (server: Server, faults: Faults, events: ServerEvents): void => {
  const itself = (socket: Socket): Socket => socket
  const ofRequest = ({ socket }: IncomingMessage): Socket => socket
  const ofError = (_: Error, socket: Socket): Socket => socket
  const onRequest = (req: IncomingMessage, res: ServerResponse): void => events.onRequest(req, res)
  const onContinue = (req: IncomingMessage, res: ServerResponse): void => {
    // Otherwise, Node would end the connection after a response without `100 Continue`, and the listener would not know that.
    ;(res as ServerResponse & { _expect_continue: boolean })._expect_continue = false
    events.onRequest(req, res, () => sendContinue(req, res, faults))
  }
  const onConnect = ({ socket }: IncomingMessage): void => events.onConnect(socket)

  server.prependListener("connection", faults.guardEach(events.onConnection, itself))
  server.on("request", faults.guardEach(onRequest, ofRequest))
  server.on("checkContinue", faults.guardEach(onContinue, ofRequest))
  server.on("checkExpectation", faults.guardEach(events.onUnknownExpectation, ofRequest))
  server.on("connect", faults.guardEach(onConnect, ofRequest))
  server.on("clientError", faults.guardEach(events.onError, ofError))
  server.on("timeout", faults.guardEach(events.onTimeout, itself))
}

/**
 * Asks a client that waits for it to send the body, after the responses to the requests before. Until then, Node would keep the
 * `100 Continue`, and write the head of a binary response before it.
 */
const sendContinue = (req: IncomingMessage, res: ServerResponse, faults: Faults): void => {
  if (res.socket !== null) return res.writeContinue()
  const whenFirst = (): void => {
    if (!res.headersSent && !req.complete) res.writeContinue()
  }
  res.once("socket", faults.guard(req.socket, whenFirst))
}
