import type { WireResponse } from "@enwrap/server"
import type { Connection } from "../connection/connection.ts"
import type { NodeExchange } from "../request/body-receiver.ts"
import { writeResponse } from "../response/write-response.ts"

/**
 * Responds before the body has been received, and ends the connection. The rest of the body is read and ignored, within the time
 * limit of the request; otherwise a client that sends first and reads later would get a reset instead of the response.
 */
export const refuseRequest = (connection: Connection, { req, res }: NodeExchange, response: WireResponse): void => {
  connection.startClosing()
  writeResponse(res, response, true, false)
  // All of it may have arrived while the core decided how much may be received.
  if (req.readableEnded) res.end()
  else req.on("end", () => res.end())
  req.resume()
  connection.linger()
}
