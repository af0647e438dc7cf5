import type { Ttl } from "@enwrap/client"

/** The options of every call. The token and the namespace are those of the client. */
export interface CallOptions {
  /** Aborts the call. */
  readonly signal?: AbortSignal | undefined
  /** Aborts the call after this time, in milliseconds; 0 disables the timeout. */
  readonly timeoutMs?: number | undefined
}

/** The options of `wrap` and `rewrap`. */
export interface WrapOptions extends CallOptions {
  /** How long the wrapping token can be unwrapped. */
  readonly ttl?: Ttl | undefined
}
