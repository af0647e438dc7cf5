import type { OperationId } from "@enwrap/protocol"
import { checkAddress } from "./address.ts"
import { judgeAnswer, type JsonCodec } from "./answer.ts"
import { makeCall, type CallOptions } from "./call.ts"
import { InvalidArgumentError } from "./errors.ts"
import { tokenRevokeAccessor, wrappingLookup, wrappingRewrap, wrappingUnwrap, wrappingWrap } from "./gen/routes.ts"
import type { OperationRoute, OperationRoutes } from "./operation-route.ts"
import type { Envelope, OperationArguments, OperationCall, Operations } from "./operation-types.ts"
import { receive, type Expectation, type Receipt } from "./receive.ts"
import { Redacted } from "./redacted.ts"
import { buildRequest, type AnyParameters } from "./request.ts"
import { shareRequests } from "./share-requests.ts"
import { carryBy, sendRequest, type ConnectionHint, type Fetch } from "./transport.ts"
import { DEFAULT_WRAP_TTL, type Ttl } from "./ttl.ts"
import { readWrapInfo, readWrappingLookup, type WrapInfo, type WrappingLookup } from "./wrap-info.ts"

/** What a client is made of. Nothing is read from anywhere else. */
export interface ClientOptions<Ids extends OperationId = never> {
  /** The server's address: `https://vault.example:8200`. Plain `http:` only to this machine itself. */
  readonly address: string
  /** Carries the requests. */
  readonly fetch: Fetch
  /**
   * The operations that it has as `client.operations`, beside wrapping and unwrapping: those that a program imports from
   * `@enwrap/client/operations`, so that a page loads no other, or all of them, by `import * as operations`.
   */
  readonly operations?: OperationRoutes<Ids> | undefined
  /** The caller's token. An unwrap and a lookup need none. */
  readonly token?: string | Redacted | undefined
  /** The namespace of every request, for servers that have them. */
  readonly namespace?: string | undefined
  /**
   * How many milliseconds to wait for an answer; 0 waits for ever.
   *
   * @default 60_000
   */
  readonly timeoutMs?: number | undefined
  /** Headers beside the protocol's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /**
   * The TTL of what is wrapped where the call names none.
   *
   * @default "5m"
   */
  readonly wrapTtl?: Ttl | undefined
  /** How JSON is read and written; `JSON` by default, which rounds numbers beyond 2^53. */
  readonly json?: JsonCodec | undefined
  /**
   * Permits plain `http:` to other machines: whoever is in between reads every token.
   *
   * @default false
   */
  readonly allowInsecureHttp?: boolean | undefined
  /** What a failed connection may come from on this platform, for the hint of the error. */
  readonly connectionHint?: ConnectionHint | undefined
}

/** A wrapping token, bare or redacted, or the wrap info that it came in, which knows the type of what is wrapped. */
export type WrappingToken<Answer = Envelope> = string | Redacted | WrapInfo<Answer>

/** Options of what wraps. */
export interface WrapOptions extends CallOptions {
  /** How long the wrapping token lives. */
  readonly ttl?: Ttl | undefined
}

/** A token that was received, and what was promised about it. */
export interface ReceiveOptions<Answer> extends Expectation, CallOptions {
  readonly token: WrappingToken<Answer>
}

/**
 * A client of one server. It holds no connection, and printing it shows no token. `Ids` are the operations that it was
 * given.
 */
export interface Client<Ids extends OperationId = OperationId> {
  /**
   * Wraps an object: it stays on the server, and a single-use token for it comes back.
   *
   * @see RW-WE-7
   */
  wrap<Data extends object>(data: Data, options?: WrapOptions): Promise<WrapInfo<Envelope<Data>>>
  /**
   * Opens a wrapping token, once: gives the envelope that was wrapped. It is sent once and never again; a second call
   * for the same token while the first is under way shares its answer, and waits as
   * long as its own `signal` and `timeoutMs` let it; the request is aborted when all have given up.
   *
   * @throws WrappingTokenInvalidError when someone was there first, or the TTL is over
   * @throws OutcomeUnknownError when no answer came: the token may be used up
   * @see RW-SU-1 RW-SEC-6
   */
  unwrap<Answer = Envelope>(token: WrappingToken<Answer>, options?: CallOptions): Promise<Answer>
  /**
   * Tells what a token wraps, without using it.
   *
   * @see RW-LK-1
   */
  lookup(token: WrappingToken<unknown>, options?: CallOptions): Promise<WrappingLookup>
  /**
   * Exchanges a wrapping token for a fresh one of the same content; the old one is used up.
   *
   * @see RW-RW-1
   */
  rewrap<Answer = Envelope>(token: WrappingToken<Answer>, options?: WrapOptions): Promise<WrapInfo<Answer>>
  /**
   * Looks a received token up, checks it against what was promised, and only then unwraps it.
   *
   * @throws InvalidArgumentError for what is no token
   */
  receive<Answer = Envelope>(options: ReceiveOptions<Answer>): Promise<Receipt<Answer>>
  /**
   * Ends a wrapping token, and with it what it wraps, by its accessor.
   *
   * @see RW-AC-4
   */
  revoke(accessor: string | WrapInfo<unknown>, options?: CallOptions): Promise<void>
  /** Any operation of the spec, as `@enwrap/client/operations` has it, or one of its own by its id. */
  call<Id extends OperationId>(operation: OperationRoute<Id>, ...args: OperationArguments<Id>): OperationCall<Id>
  call<Id extends Ids>(operation: Id, ...args: OperationArguments<Id>): OperationCall<Id>
  /** The operations that it was given. Nothing is sent before the call is awaited. */
  readonly operations: Pick<Operations, Ids>
}

/**
 * Makes a client of one server.
 *
 * @throws InsecureAddressError for plain `http:` to another machine, unless `allowInsecureHttp` is set
 * @throws InvalidArgumentError for what is no address of a server
 */
export const createClient = <Ids extends OperationId = never>(options: ClientOptions<Ids>): Client<Ids> => {
  const routes = new Map<string, OperationRoute>(Object.entries(options.operations ?? {}))
  const { fetch, wrapTtl = DEFAULT_WRAP_TTL, timeoutMs = 60_000, json, connectionHint } = options
  const defaults = { ...options, address: checkAddress(options.address, options.allowInsecureHttp ?? false) }
  const shared = shareRequests()

  const send = async (
    operation: OperationRoute,
    parameters?: AnyParameters,
    { signal, timeoutMs: ownTimeoutMs }: CallOptions = {},
    ttl?: Ttl,
    sharedBy?: string
  ): Promise<unknown> => {
    const request = buildRequest(defaults, operation, parameters, ttl)
    const own = carryBy(fetch, request)
    const carry = sharedBy === undefined ? own : shared(sharedBy, own)
    const answer = await sendRequest(carry, request, { signal, timeoutMs: ownTimeoutMs ?? timeoutMs, connectionHint })
    return judgeAnswer(answer, request, json)
  }

  const call = (operation: OperationRoute | string, parameters?: AnyParameters, callOptions?: CallOptions) => {
    const route = typeof operation === "string" ? routes.get(operation) : operation
    if (route === undefined) {
      throw new InvalidArgumentError(
        `The client has no operation ${String(operation)}: give it to it as one of its operations`
      )
    }
    return makeCall((ttl) => send(route, parameters, callOptions, ttl), wrapTtl)
  }

  const lookup: Client["lookup"] = async (token, callOptions) =>
    readWrappingLookup(await send(wrappingLookup, { body: { token: tokenText(token) } }, callOptions))

  const unwrap = async <Answer>(given: WrappingToken<Answer>, callOptions?: CallOptions): Promise<Answer> => {
    const token = tokenText(given)
    return (await send(wrappingUnwrap, { body: { token } }, callOptions, undefined, token)) as Answer
  }

  const client = {
    wrap: async (data: object, { ttl = wrapTtl, ...callOptions }: WrapOptions = {}) => {
      if (typeof data !== "object" || data === null)
        throw new InvalidArgumentError("What is to be wrapped is no object")
      return send(wrappingWrap, { body: data }, callOptions, ttl)
    },
    unwrap,
    lookup,
    rewrap: async (token: WrappingToken<unknown>, { ttl, ...callOptions }: WrapOptions = {}) => {
      const answer = await send(wrappingRewrap, { body: { token: tokenText(token) } }, callOptions, ttl)
      return ttl === undefined ? readWrapInfo(answer) : answer
    },
    receive: async ({ token: given, signal, timeoutMs: ownTimeoutMs, ...expectation }: ReceiveOptions<unknown>) => {
      const token = tokenText(given)
      const callOptions = { signal, timeoutMs: ownTimeoutMs }
      return receive(
        expectation,
        () => lookup(token, callOptions),
        () => unwrap(token, callOptions)
      )
    },
    revoke: async (of: string | WrapInfo<unknown>, callOptions?: CallOptions) => {
      await send(tokenRevokeAccessor, { body: { accessor: textOf(of, "accessor") } }, callOptions)
    },
    call,
    operations: Object.fromEntries(
      Array.from(routes, ([id, route]) => [
        id,
        (parameters?: AnyParameters, callOptions?: CallOptions) => call(route, parameters, callOptions)
      ])
    )
  }
  // What each function takes and gives is a matter of the operation's types alone; the table drives them all alike.
  return client as unknown as Client<Ids>
}

const tokenText = (token: WrappingToken<unknown>): string => textOf(token, "token")

/** The token or the accessor, bare or of a wrap info; from JavaScript it may be anything. */
const textOf = (given: WrappingToken<unknown>, name: "token" | "accessor"): string => {
  const held =
    typeof given === "object" && !(given instanceof Redacted) ? (given as Partial<WrapInfo> | null)?.[name] : given
  const text = held instanceof Redacted ? held.reveal() : held
  if (typeof text !== "string" || text === "") throw new InvalidArgumentError(`The ${name} is no text, or an empty one`)
  return text
}
