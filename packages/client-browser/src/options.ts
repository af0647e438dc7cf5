import type { Envelope, JsonCodec, Redacted, Ttl, WrapInfo, WrappingLookup, WrappingToken } from "@enwrap/client"
import type { CallOptions, WrapOptions } from "./call-options.ts"
import type { Receipt, ReceiveOptions } from "./receive.ts"

/** The options of a client for web pages. */
export interface BrowserClientOptions {
  /**
   * The address of the server: `https://vault.example:8200`, or a path of the page's own origin, such as `/` or `/vault`,
   * which a proxy forwards. Plain `http:` is allowed only to this machine.
   */
  readonly address: string
  /** The caller's token. Unwraps and lookups do not need it. */
  readonly token?: string | Redacted | undefined
  /** The namespace of every request, for servers that support namespaces. */
  readonly namespace?: string | undefined
  /** Additional headers of every request. Each one must be allowed by the server's CORS configuration. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /**
   * How long a call waits for its response, in milliseconds; 0 disables the timeout.
   *
   * @default 60_000
   */
  readonly timeoutMs?: number | undefined
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
  /** Sends the requests instead of the page's `fetch`, for example in tests. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined
}

/** A client of one server, for web pages. It keeps no connection open, and printing it shows no token. */
export interface BrowserClient {
  /**
   * Wraps an object: it stays on the server, and the caller gets a single-use token for it.
   *
   * @see RW-WE-7
   */
  wrap<Data extends object>(data: Data, options?: WrapOptions): Promise<WrapInfo<Envelope<Data>>>
  /**
   * Unwraps a wrapping token, and returns the wrapped envelope. A token can be unwrapped once, so the client never sends the
   * request again. A browser may do so if a connection that it has used before closes. Calls for the same token at the same
   * time share one request. Each call has its own `signal` and `timeoutMs`; the request is aborted when all calls have given
   * up.
   *
   * `Content` is what you claim about the whole response, and not about its `data`:
   * `unwrap<Envelope<{ password: string }>>(token)`. A wrapped response without an envelope is a `RawResponse`:
   * `unwrap<RawResponse>(token)`.
   *
   * Use {@link BrowserClient.receive} for a token from someone else: it detects a substituted token.
   *
   * @throws ClientError with the code `WRAPPING_TOKEN_INVALID` if the token was used before, or its TTL has elapsed
   * @throws ClientError with the code `OUTCOME_UNKNOWN` if no response arrived: the token may be used up
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
   * receipt, not exceptions.
   *
   * @throws ClientError with the code `INVALID_ARGUMENT` if the token cannot be a wrapping token, no path is expected, or a check
   * cannot be made or does not exist
   */
  receive<Content = Envelope>(options: ReceiveOptions<Content>): Promise<Receipt<Content>>
  /**
   * Revokes a wrapping token, and with it the wrapped response, by its accessor.
   *
   * @see RW-AC-4
   */
  revoke(accessor: string | WrapInfo<unknown>, options?: CallOptions): Promise<void>
}
