/** What a response is written through: Node's own, or that to a request that was read whole. */
export interface ResponseStream {
  /** The client has disconnected. */
  readonly destroyed: boolean
  readonly headersSent: boolean
  readonly writableEnded: boolean
  /** Bytes that the kernel has not accepted. */
  readonly writableLength: number
  /** The connection stays open after this response, unless its head says otherwise. */
  readonly shouldKeepAlive: boolean
  /** Throws if a header cannot be sent. */
  readonly writeHead: (status: number, headers: Record<string, string | number>) => unknown
  readonly write: (part: string | Uint8Array, onAccepted?: (error?: Error | null) => void) => unknown
  readonly end: { (): unknown; (body: string | Uint8Array, encoding: BufferEncoding): unknown }
}
