import type { OperationId } from "@enwrap/protocol"
import { checkAddress } from "./address.ts"
import { makeCall, type CallOptions } from "./call.ts"
import { checkNumber } from "./check-number.ts"
import type { Client, ClientOptions, ReceiveOptions, TokenSource, WrapOptions } from "./client.ts"
import { InvalidArgumentError, isClientError } from "./errors.ts"
import { checkExpected, toExpected } from "./expectation.ts"
import { tokenRevokeAccessor, wrappingLookup, wrappingRewrap, wrappingUnwrap, wrappingWrap } from "./gen/routes.ts"
import { judgeReceived } from "./judge-response.ts"
import type { AnyRoute } from "./operation-route.ts"
import { makePathCalls } from "./path-calls.ts"
import { receive } from "./receive.ts"
import { inspectSymbol, Redacted } from "./redacted.ts"
import { buildRequest, type AnyParameters } from "./request.ts"
import { rejectUnknown } from "./reject-unknown.ts"
import { readWrapInfo } from "./revive-wrap-info.ts"
import { hidePayload } from "./shape.ts"
import { shareRequests } from "./share-requests.ts"
import { validated } from "./standard-schema.ts"
import { accessorOf, wrappingTokenOf, type WrappingToken } from "./wrapping-token.ts"
import { sendRequest, sendWith } from "./transport.ts"
import { DEFAULT_WRAP_TTL, type Ttl } from "./ttl.ts"
import { field, wrapInfoOf, readWrappingLookup, type WrapInfo } from "./wrap-info.ts"

/**
 * Creates a client of one server over a `fetch` that you provide. Use `createNodeClient` of `@enwrap/client-node` or
 * `createBrowserClient` of `@enwrap/client-browser` unless your platform is another one.
 *
 * @throws InsecureAddressError if the address is plain `http:` to another machine and `allowInsecureHttp` is not set
 * @throws InvalidArgumentError if the address or a number is not valid, or an option does not exist
 *
 * @example
 * ```ts
 * import { createClient } from "@enwrap/client"
 * import { kvV2Read } from "@enwrap/client/operations"
 *
 * const client = createClient({
 *   address: "http://127.0.0.1:8200",
 *   token: "s.the-token",
 *   fetch: (url, init) => fetch(url, init),
 *   operations: { kvV2Read }
 * })
 * const info = await client.operations.kvV2Read({ mount: "secret", path: "db" }).wrapped("5m")
 * const { data } = await client.unwrap(info)
 * console.log(data.metadata.version)
 * ```
 */
export const createClient = <Ids extends OperationId = never>(options: ClientOptions<Ids>): Client<Ids> => {
  const {
    address,
    allowInsecureHttp = false,
    connectionHint,
    fetch,
    headers,
    json,
    maxResponseBytes,
    namespace: clientNamespace,
    operations = {},
    timeoutMs = 60_000,
    token: ownSource,
    wrapTtl = DEFAULT_WRAP_TTL,
    ...unread
  } = options
  rejectUnknown(unread)
  const routes = new Map<string, AnyRoute>(Object.entries(operations))
  const defaults = { address: checkAddress(address, allowInsecureHttp), headers, json }
  checkNumber("timeoutMs", timeoutMs)
  checkNumber("maxResponseBytes", maxResponseBytes)
  const share = shareRequests()

  const send = async (
    operation: AnyRoute,
    parameters?: AnyParameters,
    callOptions: CallOptions = {},
    ttl?: Ttl,
    shareKey?: string
  ): Promise<unknown> => {
    const { namespace = clientNamespace, signal, timeoutMs: ownTimeoutMs, callerToken, ...unread } = callOptions
    rejectUnknown(unread)
    checkNumber("timeoutMs", ownTimeoutMs)
    const source = callerToken ?? ownSource
    // With a wrapping token in the body, an unwrap or a lookup needs no other. It must not cause a login.
    const needsOwn = !(
      (operation === wrappingUnwrap || operation === wrappingLookup) &&
      field(parameters?.body, "token")
    )
    const ownToken = typeof source !== "function" ? source : needsOwn ? await tokenFrom(source) : undefined
    const request = buildRequest({ ...defaults, namespace, token: ownToken }, operation, parameters, ttl)
    const own = sendWith(fetch, request, maxResponseBytes)
    const response = await sendRequest(shareKey === undefined ? own : share(shareKey, own), request, {
      signal,
      timeoutMs: ownTimeoutMs ?? timeoutMs,
      connectionHint
    })
    const result = judgeReceived(response, request, json)
    if (operation.schema === undefined || ttl !== undefined) return result
    return withData(result, await validated(operation.schema, field(result, "data"), operation.id))
  }

  const call = (operation: AnyRoute | string, parameters?: AnyParameters, callOptions?: CallOptions) =>
    makeCall(async (ttl) => {
      const route = typeof operation === "string" ? routes.get(operation) : operation
      if (route === undefined) {
        throw new InvalidArgumentError(`The client has no operation ${String(operation)}: add it to its options`)
      }
      return send(route, parameters, callOptions, ttl)
    }, wrapTtl)

  const tokenOf = (given: WrappingToken<unknown>) =>
    wrappingTokenOf(given, typeof ownSource === "function" ? undefined : ownSource)

  const lookup: Client["lookup"] = async (token, callOptions) =>
    readWrappingLookup(await send(wrappingLookup, { body: { token: tokenOf(token) } }, callOptions))

  const unwrap = async <Content>(given: WrappingToken<Content>, callOptions?: CallOptions): Promise<Content> => {
    const token = tokenOf(given)
    return (await send(wrappingUnwrap, { body: { token } }, callOptions, undefined, token)) as Content
  }

  const client = {
    wrap: async (data: object, { ttl = wrapTtl, ...callOptions }: WrapOptions = {}) => {
      if (typeof data !== "object" || data === null) throw new InvalidArgumentError("The data must be an object")
      return send(wrappingWrap, { body: data }, callOptions, ttl)
    },
    unwrap,
    lookup,
    rewrap: async (token: WrappingToken<unknown>, { ttl, ...callOptions }: WrapOptions = {}) => {
      const response = await send(wrappingRewrap, { body: { token: tokenOf(token) } }, callOptions, ttl)
      return ttl === undefined ? wrapInfoOf(response) : response
    },
    receive: async (receiveOptions: ReceiveOptions<unknown>) => {
      const { token: given, signal, timeoutMs: ownTimeoutMs, namespace, callerToken, ...rest } = receiveOptions
      const info = infoOf(given)
      const token = tokenOf(info ?? (given as string))
      const callOptions = { signal, timeoutMs: ownTimeoutMs, namespace, callerToken }
      const expected = "expected" in rest ? checkExpected(rest) : toExpected(rest)
      const { schema } = expected
      return receive(expected, info, {
        lookUp: () => lookup(token, callOptions),
        unwrap: () => unwrap(token, callOptions),
        check: async (response) =>
          schema === undefined
            ? response
            : withData(response, await validated(schema, field(response, "data"), "unwrap"))
      })
    },
    revoke: async (given: string | WrapInfo<unknown>, callOptions?: CallOptions) => {
      await send(tokenRevokeAccessor, { body: { accessor: accessorOf(given) } }, callOptions)
    },
    call,
    ...makePathCalls(call),
    operations: Object.fromEntries(
      Array.from(routes, ([id, route]) => [
        id,
        (parameters?: AnyParameters, callOptions?: CallOptions) => call(route, parameters, callOptions)
      ])
    )
    // Without `satisfies`, a call of the interface could be missing here.
  } satisfies Record<keyof Client, unknown>
  // Only the types know the parameters and the response of each operation: at run time one function serves them all.
  Object.defineProperty(client, inspectSymbol, { value: () => `<client of ${defaults.address}>` })
  return client as unknown as Client<Ids>
}

/** The same envelope with the data that a schema made. */
const withData = (envelope: unknown, data: unknown): unknown => {
  hidePayload(data)
  return Object.assign(envelope as object, { data })
}

/** The function may reject with anything. Its error may contain secrets, so it is only the cause. */
const tokenFrom = async (source: Extract<TokenSource, () => unknown>): Promise<string | Redacted> => {
  try {
    return await source()
  } catch (error) {
    if (isClientError(error)) throw error
    throw new InvalidArgumentError("The token cannot be read", { cause: error })
  }
}

/** The wrap info of a received token, if it is one, or the JSON of a backend that contains one. */
const infoOf = (given: unknown): WrapInfo<unknown> | undefined =>
  typeof given === "object" && given !== null && !(given instanceof Redacted) ? readWrapInfo(given) : undefined
