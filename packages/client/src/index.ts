/**
 * The client core: typed calls of the response-wrapping protocol over a `fetch` that you provide. Most programs use
 * `@enwrap/client-node` or `@enwrap/client-browser` instead, which provide it.
 */

// The client
export { createClient } from "./create-client.ts"
export type { Client, ClientOptions, ReceiveOptions, TokenSource, WrapOptions } from "./client.ts"
export type { Call, CallOptions } from "./call.ts"
export { defineOperation, type DefinedArguments, type DefinedOperation } from "./define-operation.ts"
export type { ListedKeys, PathCallOptions, PathCalls } from "./path-calls.ts"
export type { SchemaIssue, SchemaResult, StandardSchema } from "./standard-schema.ts"
export type { AnyRoute, OperationRoute, OperationRoutes } from "./operation-route.ts"
export type {
  Envelope,
  JsonObject,
  OperationArguments,
  OperationCall,
  OperationParameters,
  Operations,
  Payload,
  UnwrappedResponse
} from "./operation-types.ts"
export {
  mismatchOf,
  wrappedFrom,
  type Expectation,
  type Mismatch,
  type WrappedFrom,
  type WrappedFromOptions
} from "./expectation.ts"
export type {
  Intercepted,
  InvalidReason,
  Receipt,
  ReceiptDetails,
  Received,
  Refused,
  Tampered,
  Unknown,
  Unreachable
} from "./receive.ts"
export { adviceFor } from "./advice.ts"
export { readWrapInfo, reviveWrapInfo } from "./revive-wrap-info.ts"
export { RawResponse } from "./raw-response.ts"
export { Redacted } from "./redacted.ts"
export { DEFAULT_WRAP_TTL, type Ttl } from "./ttl.ts"
export type { WrappingToken } from "./wrapping-token.ts"
export type { Accessor, WrapInfo, WrappingLookup, WrappingTokenText } from "./wrap-info.ts"
export type { OperationId, ResponseData, ResponseEnvelope } from "@enwrap/protocol"

// Errors
export {
  ABORTED,
  AbortedError,
  CONNECTION_FAILED,
  ConnectionError,
  INSECURE_ADDRESS,
  InsecureAddressError,
  INVALID_ARGUMENT,
  INVALID_REQUEST,
  InvalidArgumentError,
  InvalidRequestError,
  isClientError,
  NOT_FOUND,
  NotFoundError,
  OUTCOME_UNKNOWN,
  OutcomeUnknownError,
  PERMISSION_DENIED,
  PermissionDeniedError,
  RATE_LIMITED,
  RateLimitedError,
  SEALED,
  SealedError,
  SERVER_ERROR,
  ServerError,
  TIMED_OUT,
  TimedOutError,
  UNEXPECTED_RESPONSE,
  UnexpectedResponseError,
  WRAPPING_TOKEN_INVALID,
  WrappingTokenInvalidError,
  type ClientError,
  type ErrorCode
} from "./errors.ts"

export type { UnexpectedReason } from "./base-error.ts"

// For platforms and tests: build a request without sending it, judge a response without a request
export { isThisMachine } from "./address.ts"
export type { JsonCodec } from "./json-codec.ts"
export { judgeResponse } from "./judge-response.ts"
export { DEFAULT_MAX_RESPONSE_BYTES } from "./received-response.ts"
export type { PreparedRequest } from "./prepared-request.ts"
export { buildRequest, type AnyParameters, type RequestDefaults } from "./request.ts"
export type { ConnectionHint, Fetch, SendOptions } from "./transport.ts"
