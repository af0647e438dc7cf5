/** A request that is ready to be sent, and what is needed to judge its response. */
export interface PreparedRequest {
  /** The operation, as errors name it: its id, or its verb and path. */
  readonly operation: string
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Whether the request must be sent at most once: it writes, or uses a token up. */
  readonly sendOnce: boolean
  /** Whether the response must be wrapped. */
  readonly wrapped: boolean
  /** Whether an error status is a result too: it describes the server, not the request. */
  readonly anyStatusIsSuccess: boolean
  /** Whether the response may be raw, that is without an envelope: a certificate, a CRL, an upstream's response. */
  readonly mayBeRaw: boolean
  /** Whether the request unwraps a token: then only an envelope, or what the protocol marks as its own, is the content. */
  readonly unwraps: boolean
  /** Whether the data of the response may be secret, so that printing it shows only its shape. */
  readonly hidesData: boolean
  /** The tokens in the request, which no error may quote. */
  readonly secrets: ReadonlyArray<string>
}
