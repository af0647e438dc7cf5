import {
  readResponse,
  wireRequest,
  type ApiResponse,
  type ApiRequest,
  type Exchange,
  type Operator
} from "./api-request.ts"
import { cleanUp } from "./clean-up.ts"
import type { Profile } from "./profile.ts"
import { UNWRAP, WRAP } from "./endpoints.ts"
import { memberOf } from "./exact-json.ts"
import { expectDone, stringAt } from "./expect.ts"
import { findKvMount } from "./kv-mount.ts"
import { judgeNoResponse } from "./no-response.ts"
import { makeObserver, type Observer } from "./observer.ts"
import type { Redactor } from "./redactor.ts"
import { NoResponse, type Transport, type WireResponse, type WireRequest } from "./transport.ts"
import { Interrupted, Skip } from "./verdict.ts"
import { type WrapInfo, wrapInfoOf } from "./wrap-info.ts"

/** A token that the suite created. */
export interface CreatedToken {
  readonly token: string
  readonly accessor: string
}

/** What a case works with. Everything that it creates is removed at the end of the case. */
export interface Context {
  readonly operator: Operator
  readonly send: (request: ApiRequest) => Promise<ApiResponse>
  /** Sends requests concurrently, each on its own connection. */
  readonly sendTogether: (requests: ReadonlyArray<ApiRequest>) => Promise<ReadonlyArray<ApiResponse>>
  /** Sends requests one after the other on one connection. Skips the case if the transport has none. */
  readonly onOneConnection: (run: (send: Context["send"]) => Promise<void>) => Promise<void>
  /** Sends many requests concurrently, which are not reported: for samples. */
  readonly sendUnrecorded: (requests: ReadonlyArray<ApiRequest>) => Promise<ReadonlyArray<ApiResponse>>
  /** Sends a request, and skips the case if the operator lacks permission. A root token never does. */
  readonly sendPrivileged: (request: ApiRequest) => Promise<ApiResponse>
  /** Wraps a payload with `sys/wrapping/wrap`, by default for 300 seconds. */
  readonly wrap: (payload?: unknown, ttl?: string | number) => Promise<WrapInfo>
  /** Creates a token with a TTL of ten minutes. Skips the case if the operator cannot create it. */
  readonly createToken: (body?: Readonly<Record<string, unknown>>) => Promise<CreatedToken>
  /** Creates a token without any permission. */
  readonly createUnprivilegedToken: () => Promise<CreatedToken>
  /** Writes an entry to the operator's cubbyhole, and returns its path. */
  readonly cubbyholeEntry: (entry?: unknown, name?: string) => Promise<string>
  /** Returns a key-value mount of this version. Skips the case if there is none and none can be created. */
  readonly kvMount: (version: 1 | 2) => Promise<string>
  /** Returns a unique name with the prefix of the suite. */
  readonly unique: (name: string) => string
  /** Returns a unique payload. */
  readonly payload: () => { readonly conformance: string }
  /** Waits; returns at once when `over` is aborted. */
  readonly wait: (milliseconds: number, over?: AbortSignal) => Promise<void>
  /** How many milliseconds after its creation a token that has ended is still tried. */
  readonly recheck: number
  /** The first response of the run with this fault, if there is one. */
  readonly observed: Observer["first"]
  /** Sends a request at the end of the case. Deferred requests are sent in reverse order. */
  readonly defer: (request: ApiRequest) => void
  /** Skips the case. `missing` is the profile of what the server does not have; absent if the token is the reason. */
  readonly skip: (reason: string, missing?: Profile) => never
}

export interface ContextOptions {
  readonly transport: Transport
  readonly operator: Operator
  readonly redactor: Redactor
  /** The prefix of every name that the case creates. */
  readonly prefix: string
  readonly kvMount?: string | undefined
  readonly wait: (milliseconds: number, over?: AbortSignal) => Promise<void>
  readonly recheck: number
  /** Looks at every response; a new one if absent. */
  readonly observer?: Observer | undefined
  /** Once it is aborted, the case sends no more requests. */
  readonly signal?: AbortSignal | undefined
}

export interface CaseContext {
  readonly context: Context
  /** In the order in which the requests were sent. */
  readonly exchanges: ReadonlyArray<Exchange>
  readonly cleanUp: () => Promise<void>
}

const CREATE = "auth/token/create"
const NO_TOKENS = `needs ${CREATE}, which the server does not have`

/** Creates the context of one case. */
export function makeContext({
  transport,
  operator,
  redactor,
  prefix,
  kvMount,
  wait,
  recheck,
  observer = makeObserver(),
  signal
}: ContextOptions): CaseContext {
  const exchanges: Array<Exchange> = []
  const responses: Array<ApiResponse> = []
  const deferred: Array<ApiRequest> = []
  /** Wrapping tokens that were not recorded, and not used. */
  const unused = new Set<string>()
  const counters = new Map<string, number>()
  let names = 0
  const unique = (name: string): string => `${prefix}-${++names}-${name}`
  /** The tokens and payloads of the case. */
  const secrets = new Set<string>()
  const payload = (): { conformance: string } => {
    const conformance = unique("payload")
    secrets.add(conformance)
    return { conformance }
  }

  const record = (sent: WireRequest, received: WireResponse): ApiResponse => {
    for (const { request, response } of received.earlier ?? []) exchanges.push({ request, response })
    redactor.discover(received.text, counters)
    const response = readResponse(sent, received)
    exchanges.push(response.exchange)
    responses.push(response)
    for (const [block, key] of TOKENS) {
      const token = memberOf(memberOf(response.json, block), key)
      if (typeof token === "string") secrets.add(token)
    }
    observer.observe(response, secrets)
    return response
  }
  const noteUnused = ({ json, status, exchange: { request } }: ApiResponse): void => {
    const wrapping = memberOf(memberOf(json, "wrap_info"), "token")
    if (typeof wrapping === "string") unused.add(wrapping)
    if (request.path === UNWRAP && status === 200) unused.delete(request.headers["x-vault-token"] ?? "")
  }
  const failureOf = (requests: ReadonlyArray<WireRequest>, cause: unknown): unknown => {
    if (!(cause instanceof NoResponse)) return cause
    for (const request of requests) exchanges.push({ request, noResponse: `${cause.code}: ${cause.message}` })
    return judgeNoResponse(cause)
  }
  // Checked between requests only: the response to one that was sent says what must be cleaned up.
  const throwIfInterrupted = (): void => {
    if (signal?.aborted === true) throw new Interrupted()
  }
  const sendTogether = async (requests: ReadonlyArray<ApiRequest>): Promise<ReadonlyArray<ApiResponse>> => {
    throwIfInterrupted()
    const sent = requests.map((request) => wireRequest(request, operator))
    const received = await transport.sendTogether(sent).catch((cause: unknown) => {
      throw failureOf(sent, cause)
    })
    return received.map((response, i) => record(sent[i] as WireRequest, response))
  }
  const sendUnrecorded = async (requests: ReadonlyArray<ApiRequest>): Promise<ReadonlyArray<ApiResponse>> => {
    throwIfInterrupted()
    const sent = requests.map((request) => wireRequest(request, operator))
    const received = await transport.sendTogether(sent).catch((cause: unknown) => {
      throw failureOf(sent.slice(0, 1), cause)
    })
    return received.map((response, i) => {
      const read = readResponse(sent[i] as WireRequest, response)
      noteUnused(read)
      return read
    })
  }
  const sendBy =
    (by: Pick<Transport, "send">) =>
    async (request: ApiRequest): Promise<ApiResponse> => {
      throwIfInterrupted()
      const sent = wireRequest(request, operator)
      const received = await by.send(sent).catch((cause: unknown) => {
        throw failureOf([sent], cause)
      })
      return record(sent, received)
    }
  const send = sendBy(transport)

  const context: Context = {
    operator,
    send,
    sendTogether,
    async onOneConnection(run) {
      if (transport.connect === undefined) throw new Skip("needs a transport that keeps a connection open")
      const connection = transport.connect()
      await run(sendBy(connection)).finally(connection.close)
    },
    sendUnrecorded,
    async sendPrivileged(request) {
      const response = await send(request)
      if (response.status === 403 && !operator.root)
        throw new Skip(`the given token is not permitted to ${request.method} ${request.path}`)
      if (response.status === 404 && request.path === CREATE) throw new Skip(NO_TOKENS, "tokens")
      return response
    },
    async wrap(body = payload(), ttl = 300) {
      return wrapInfoOf(await send({ method: "POST", path: WRAP, ttl, body }))
    },
    async createToken(body = { policies: ["default"] }) {
      const response = await send({ method: "POST", path: CREATE, body: { ttl: "10m", ...body } })
      if (response.status !== 200 && !operator.root)
        throw new Skip(`the given token is not permitted to POST ${CREATE} with what this case needs`)
      if (response.status === 404) throw new Skip(NO_TOKENS, "tokens")
      return { token: stringAt(response, "auth.client_token"), accessor: stringAt(response, "auth.accessor") }
    },
    createUnprivilegedToken: () =>
      context.createToken({ policies: [`${prefix}-no-such-policy`], no_default_policy: true }),
    async cubbyholeEntry(entry = payload(), name = "entry") {
      const path = `cubbyhole/${unique(name)}`
      deferred.push({ method: "DELETE", path })
      const response = await context.sendPrivileged({ method: "POST", path, body: entry })
      expectDone(response)
      return path
    },
    kvMount: (version) => findKvMount(version, { ...context, path: kvMount }),
    unique,
    payload,
    async wait(milliseconds, over) {
      await wait(milliseconds, over)
      throwIfInterrupted()
    },
    recheck,
    observed: observer.first,
    defer: (request) => void deferred.push(request),
    skip(reason, missing) {
      throw new Skip(reason, missing)
    }
  }
  return {
    context,
    exchanges,
    cleanUp: () =>
      cleanUp({
        transport,
        operator,
        deferred,
        responses,
        unused,
        discover: (text) => redactor.discover(text, counters)
      })
  }
}

const TOKENS = [
  ["wrap_info", "token"],
  ["auth", "client_token"]
] as const
