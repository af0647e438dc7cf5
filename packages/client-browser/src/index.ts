/**
 * The Enwrap client for web pages: wrapping and unwrapping over the page's `fetch`, in less than three kilobytes. Other
 * operations are in `@enwrap/client-browser/full`, and the sentences for errors in `@enwrap/client-browser/hints`.
 */
export { createBrowserClient } from "./browser-client.ts"
export type { CallOptions, WrapOptions } from "./call-options.ts"
export type { BrowserClient, BrowserClientOptions } from "./options.ts"
export { ClientError, isClientError } from "./client-error.ts"
export type { Expectation, Receipt, ReceiveOptions } from "./receive.ts"
export { takeToken } from "./take-token.ts"
export {
  ABORTED,
  CONNECTION_FAILED,
  INSECURE_ADDRESS,
  INVALID_ARGUMENT,
  INVALID_REQUEST,
  NOT_FOUND,
  OUTCOME_UNKNOWN,
  PERMISSION_DENIED,
  RATE_LIMITED,
  RawResponse,
  Redacted,
  SEALED,
  SERVER_ERROR,
  TIMED_OUT,
  UNEXPECTED_RESPONSE,
  WRAPPING_TOKEN_INVALID,
  type Envelope,
  type ErrorCode,
  type JsonCodec,
  type Ttl,
  type WrapInfo,
  type WrappingLookup,
  type WrappingToken
} from "@enwrap/client"
