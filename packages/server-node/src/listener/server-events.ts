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
  const onContinue = (req: IncomingMessage, res: ServerResponse): void =>
    events.onRequest(req, res, () => res.writeContinue())
  const onConnect = ({ socket }: IncomingMessage): void => events.onConnect(socket)

  server.prependListener("connection", faults.guardEach(events.onConnection, itself))
  server.on("request", faults.guardEach(onRequest, ofRequest))
  server.on("checkContinue", faults.guardEach(onContinue, ofRequest))
  server.on("checkExpectation", faults.guardEach(events.onUnknownExpectation, ofRequest))
  server.on("connect", faults.guardEach(onConnect, ofRequest))
  server.on("clientError", faults.guardEach(events.onError, ofError))
  server.on("timeout", faults.guardEach(events.onTimeout, itself))
}
