import type { ListenerAccess, WireResponse } from "@enwrap/server"
import type { IncomingMessage } from "node:http"
import type { ClientAddress } from "./client-address.ts"
import type { TlsOptions } from "./http-server.ts"
import type { Limits } from "../limits.ts"

/** How one listener differs from others of the same server. */
export interface ListenerSettings {
  readonly tls: TlsOptions | undefined
  readonly limits: Limits
  /** Bytes of a body, at most. */
  readonly maxRequestSize: number
  readonly clientAddress: ClientAddress | undefined
  readonly withoutToken: ListenerAccess | undefined
  /** Is called with each request that is refused before the server receives it. */
  readonly onRefusal: ((request: IncomingMessage, response: WireResponse) => void) | undefined
}
