import type { OperationId } from "@enwrap/protocol"
import type { Call, CallOptions } from "./call.ts"
import type { DefinedArguments, DefinedOperation } from "./define-operation.ts"
import type { JsonCodec } from "./json-codec.ts"
import type { OperationRoute, OperationRoutes } from "./operation-route.ts"
import type { Envelope, OperationArguments, OperationCall, Operations } from "./operation-types.ts"
import type { PathCalls } from "./path-calls.ts"
import type { Expectation, WrappedFrom } from "./expectation.ts"
import type { Receipt } from "./receive.ts"
import type { Redacted } from "./redacted.ts"
import type { ConnectionHint, Fetch } from "./transport.ts"
import type { Ttl } from "./ttl.ts"
import type { WrappingToken } from "./wrapping-token.ts"
import type { Accessor, WrapInfo, WrappingLookup } from "./wrap-info.ts"

/** A token, or a function that returns the current one. */
export type TokenSource = string | Redacted | (() => Promise<string | Redacted> | string | Redacted)

/** The options of a client. It reads nothing else, such as environment variables. */
export interface ClientOptions<Ids extends OperationId = never> {
  /** The address of the server: `https://vault.example:8200`. Plain `http:` is allowed only to this machine. */
  readonly address: string
  /** Sends the requests. */
  readonly fetch: Fetch
  /**
   * The operations of `client.operations`, in addition to wrapping and unwrapping. Import them from `@enwrap/client/operations`:
   * only those that you use, so that a page loads no others, or all of them with `import * as operations`.
   */
  readonly operations?: OperationRoutes<Ids> | undefined
  /**
   * The caller's token, or a function that returns the current one before each request. Unwraps and lookups of wrapping
   * tokens do not need it, and do not call the function.
   */
  readonly token?: TokenSource | undefined
  /** The namespace of every request, for servers that support namespaces. */
  readonly namespace?: string | undefined
  /**
   * How long a call waits for its response, in milliseconds; 0 disables the timeout.
   *
   * @default 60_000
   */
  readonly timeoutMs?: number | undefined
  /**
   * The longest body of a response that is read, in bytes, decompressed. A longer one is an `UnexpectedResponseError`.
   *
   * @default 67_108_864
   */
  readonly maxResponseBytes?: number | undefined
  /** Additional headers of every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /**
   * The wrap TTL of calls that do not specify one.
   *
   * @default "5m"
   */
  readonly wrapTtl?: Ttl | undefined
  /** Parses and writes JSON; `JSON` by default, which rounds numbers above 2^53. */
  readonly json?: JsonCodec | undefined
  /**
   * Allows plain `http:` to other machines. Anyone on the network path can then read every token.
   *
   * @default false
   */
  readonly allowInsecureHttp?: boolean | undefined
  /** A likely reason for a failed connection on this platform, for the hint of the error. */
  readonly connectionHint?: ConnectionHint | undefined
}

/** The options of `wrap` and `rewrap`. */
export interface WrapOptions extends CallOptions {
  /** How long the wrapping token can be unwrapped. */
  readonly ttl?: Ttl | undefined
}

/** A token that was received, and what is expected of it: here, or declared once with `wrappedFrom`. */
export type ReceiveOptions<Content> = CallOptions & {
  /** The token, its wrap info, or the JSON of a backend that contains a `wrap_info`. */
  readonly token: WrappingToken<Content> | object
} & (Expectation | { readonly expected: WrappedFrom<Content> })

/**
 * A client of one server. It keeps no connection open, and printing it shows no token. `Ids` are the operations that it was
 * given.
 */
export interface Client<Ids extends OperationId = OperationId> extends PathCalls {
  /**
   * Wraps an object: it stays on the server, and the caller gets a single-use token for it.
   *
   * @example
   * ```ts
   * import type { Client } from "@enwrap/client"
   *
   * export const wrapPassword = async (client: Client<never>, password: string): Promise<string> => {
   *   const info = await client.wrap({ password }, { ttl: "5m" })
   *   return info.token.reveal()
   * }
   * ```
   *
   * @see RW-WE-7
   */
  wrap<Data extends object>(data: Data, options?: WrapOptions): Promise<WrapInfo<Envelope<Data>>>
  /**
   * Unwraps a wrapping token, and returns the wrapped envelope, or a `RawResponse` if what was wrapped has none. Without a
   * wrap info, `Content` is what you claim about the whole response, and not about its `data`, as in `read` and `wrappedFrom`:
   * `unwrap<Envelope<{ password: string }>>(token)`. It is not checked. A token can be unwrapped once, so the request is never sent
   * again. Calls for the same token at the same time share one request. Each call has its own `signal` and `timeoutMs`;
   * the request is aborted when all calls have given up.
   *
   * Use {@link Client.receive} for a token from someone else: it detects a substituted token.
   *
   * @throws WrappingTokenInvalidError if the token was used before, or its TTL has elapsed
   * @throws OutcomeUnknownError if no response arrived: the token may be used up
   * @throws UnexpectedResponseError if the response is not the server's, such as the page of a login server: likewise
   * @see RW-SU-1 RW-SEC-6
   */
  unwrap<Content = Envelope>(token: WrappingToken<Content>, options?: CallOptions): Promise<Content>
  /**
   * Says what a token wraps, without using it up.
   *
   * @see RW-LK-1
   */
  lookup(token: WrappingToken<unknown>, options?: CallOptions): Promise<WrappingLookup>
  /**
   * Exchanges a wrapping token for a new one with the same content. The old token is used up.
   *
   * @see RW-RW-1
   */
  rewrap<Content = Envelope>(token: WrappingToken<Content>, options?: WrapOptions): Promise<WrapInfo<Content>>
  /**
   * Looks a received token up, compares it with what is expected, and only then unwraps it. Failures are verdicts of the
   * receipt, not exceptions. `Content` is the whole response, as in {@link Client.unwrap}.
   *
   * @throws InvalidArgumentError if the token is not a non-empty string, the JSON contains no wrap info, or what is expected is
   * missing or not valid
   *
   * @example
   * ```ts
   * import type { Client } from "@enwrap/client"
   *
   * export const receivePassword = async (client: Client<never>, token: string): Promise<unknown> => {
   *   const receipt = await client.receive({ token, expectedPath: "sys/wrapping/wrap", expectedTtl: 300 })
   *   switch (receipt.verdict) {
   *     case "received":
   *       return receipt.response.data
   *     case "intercepted":
   *     case "tampered":
   *       throw new Error(`raise an alert: ${receipt.advice}`)
   *     case "unknown":
   *     case "refused":
   *     case "unreachable":
   *       throw receipt.error
   *   }
   * }
   * ```
   */
  receive<Content = Envelope>(options: ReceiveOptions<Content>): Promise<Receipt<Content>>
  /**
   * Revokes a wrapping token, and with it the wrapped response, by its accessor.
   *
   * @see RW-AC-4
   */
  revoke(accessor: Accessor | WrapInfo<unknown>, options?: CallOptions): Promise<void>
  /** Calls any operation of `@enwrap/client/operations`, one of {@link defineOperation}, or one of the client's own by its id. */
  call<Id extends OperationId>(operation: OperationRoute<Id>, ...args: OperationArguments<Id>): OperationCall<Id>
  call<Parameters, Result>(
    operation: DefinedOperation<Parameters, Result>,
    ...args: DefinedArguments<Parameters>
  ): Call<Result, NonNullable<Result>>
  call<Id extends Ids>(operation: Id, ...args: OperationArguments<Id>): OperationCall<Id>
  /** The operations that the client was given. */
  readonly operations: Pick<Operations, Ids>
}
