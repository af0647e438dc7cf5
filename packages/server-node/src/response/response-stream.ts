import type { WireResponse } from "@enwrap/server"
import type { ServerResponse } from "node:http"

/** The response to a request that was read whole, in the form of Node's own. */
export interface WholeStream {
  /** The client has disconnected. */
  readonly destroyed: boolean
  readonly headersSent: boolean
  readonly writableEnded: boolean
  /** Bytes that the kernel has not accepted. */
  readonly writableLength: number
  /** The connection stays open after this response, unless its head says otherwise. */
  readonly shouldKeepAlive: boolean
  /** Writes a response with this body. Throws if a header cannot be sent. */
  readonly respond: (response: WireResponse, body: string, last: boolean) => void
  /** Begins with the head. Throws if a header cannot be sent. */
  readonly start: (response: WireResponse, length: number | undefined, last: boolean) => void
  readonly write: (part: string | Uint8Array, onAccepted?: (error?: Error | null) => void) => void
  readonly end: { (): void; (body: string | Uint8Array, encoding: BufferEncoding): void }
}

/** What a response is written through. */
export type ResponseStream = ServerResponse | WholeStream
