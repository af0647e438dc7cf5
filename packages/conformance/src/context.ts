import {
  readResponse,
  wireRequest,
  type ApiResponse,
  type ApiRequest,
  type Exchange,
  type Operator
} from "./api-request.ts"
import { cleanUp } from "./clean-up.ts"
import { WRAP } from "./endpoints.ts"
import { stringAt, wrapInfoOf, type WrapInfo } from "./expect.ts"
import { findKvMount } from "./kv-mount.ts"
import type { Redactor } from "./redactor.ts"
import { NoResponse, type Transport, type WireResponse, type WireRequest } from "./transport.ts"
import { Failure, Interrupted, Skip } from "./verdict.ts"

/** A token that the suite created. */
export interface CreatedToken {
  readonly token: string
  readonly accessor: string
}

/** What a case has at hand. Whatever it makes is gone when it is over. */
export interface Context {
  readonly operator: Operator
  readonly send: (request: ApiRequest) => Promise<ApiResponse>
  /** At the same time, each on a connection of its own. */
  readonly sendTogether: (requests: ReadonlyArray<ApiRequest>) => Promise<ReadonlyArray<ApiResponse>>
  /** Skips the case if the operator may not; a root token may everything. */
  readonly sendPrivileged: (request: ApiRequest) => Promise<ApiResponse>
  /** Wraps a payload by `sys/wrapping/wrap`, for 300 seconds unless told otherwise. */
  readonly wrap: (payload?: unknown, ttl?: string | number) => Promise<WrapInfo>
  /** Creates a token that lives ten minutes at most; skips the case if that is not possible here. */
  readonly createToken: (body?: Readonly<Record<string, unknown>>) => Promise<CreatedToken>
  /** A token that may do nothing at all. */
  readonly createPowerlessToken: () => Promise<CreatedToken>
  /** Writes an entry into the operator's cubbyhole and gives back its path. */
  readonly cubbyholeEntry: (entry?: unknown, name?: string) => Promise<string>
  /** A key-value mount of that version; skips the case if there is none and none may be made. */
  readonly kvMount: (version: 1 | 2) => Promise<string>
  /** A name that no one else uses, recognisable as the suite's. */
  readonly unique: (name: string) => string
  /** A payload of which no part is anywhere else. */
  readonly payload: () => { readonly conformance: string }
  readonly wait: (milliseconds: number) => Promise<void>
  /** Asked when the case is over, the last first. */
  readonly defer: (request: ApiRequest) => void
  readonly skip: (reason: string) => never
}

export interface ContextOptions {
  readonly transport: Transport
  readonly operator: Operator
  readonly redactor: Redactor
  /** Begins every name that the suite gives. */
  readonly prefix: string
  readonly kvMount?: string | undefined
  readonly wait: (milliseconds: number) => Promise<void>
  /** Once it is aborted, the case asks no more. */
  readonly signal?: AbortSignal | undefined
}

export interface CaseContext {
  readonly context: Context
  /** In the order in which they were sent. */
  readonly exchanges: ReadonlyArray<Exchange>
  readonly cleanUp: () => Promise<void>
}

/** A fresh context, for one case. */
export function makeContext({
  transport,
  operator,
  redactor,
  prefix,
  kvMount,
  wait,
  signal
}: ContextOptions): CaseContext {
  const exchanges: Array<Exchange> = []
  const responses: Array<ApiResponse> = []
  const deferred: Array<ApiRequest> = []
  const counters = new Map<string, number>()
  let names = 0
  const unique = (name: string): string => `${prefix}-${++names}-${name}`
  const payload = (): { conformance: string } => ({ conformance: unique("payload") })

  const record = (request: WireRequest, response: WireResponse): ApiResponse => {
    redactor.discover(response.text, counters)
    const answer = readResponse(request, response)
    exchanges.push(answer.exchange)
    responses.push(answer)
    return answer
  }
  const failureOf = (requests: ReadonlyArray<WireRequest>, cause: unknown): unknown => {
    if (!(cause instanceof NoResponse)) return cause
    for (const request of requests) exchanges.push({ request, noResponse: `${cause.code}: ${cause.message}` })
    if (UNREACHABLE.has(cause.code)) return cause
    return new Failure(`the server did not respond (${cause.code}: ${cause.message})`)
  }
  /** A request that is under way is waited for: what it made must be known, so that it can be taken away. */
  const throwIfInterrupted = (): void => {
    if (signal?.aborted === true) throw new Interrupted()
  }
  const send = async (ask: ApiRequest): Promise<ApiResponse> => {
    throwIfInterrupted()
    const request = wireRequest(ask, operator)
    return record(
      request,
      await transport.send(request).catch((cause: unknown) => {
        throw failureOf([request], cause)
      })
    )
  }

  const context: Context = {
    operator,
    send,
    async sendTogether(asks) {
      throwIfInterrupted()
      const requests = asks.map((request) => wireRequest(request, operator))
      const received = await transport.sendTogether(requests).catch((cause: unknown) => {
        throw failureOf(requests, cause)
      })
      return received.map((response, i) => record(requests[i] as WireRequest, response))
    },
    async sendPrivileged(request) {
      const response = await send(request)
      if (response.status === 403 && !operator.root)
        throw new Skip(`the given token is not permitted to ${request.method} ${request.path}`)
      return response
    },
    async wrap(body = payload(), ttl = 300) {
      return wrapInfoOf(await send({ method: "POST", path: WRAP, ttl, body }))
    },
    async createToken(body = { policies: ["default"] }) {
      const response = await send({ method: "POST", path: "auth/token/create", body: { ttl: "10m", ...body } })
      if (response.status !== 200 && !operator.root)
        throw new Skip(`the given token is not permitted to create the token that this case needs (${response.status})`)
      if (response.status === 404) throw new Skip("needs auth/token/create, which the server does not have")
      return { token: stringAt(response, "auth.client_token"), accessor: stringAt(response, "auth.accessor") }
    },
    createPowerlessToken: () =>
      context.createToken({ policies: [`${prefix}-no-such-policy`], no_default_policy: true }),
    async cubbyholeEntry(entry = payload(), name = "entry") {
      const path = `cubbyhole/${unique(name)}`
      deferred.push({ method: "DELETE", path })
      const response = await context.sendPrivileged({ method: "POST", path, body: entry })
      if (response.status !== 204)
        throw new Failure("a write to the cubbyhole did not return 204", {
          expected: "204",
          got: String(response.status),
          response
        })
      return path
    },
    kvMount: (version) => findKvMount(version, { ...context, given: kvMount }),
    unique,
    payload,
    async wait(milliseconds) {
      await wait(milliseconds)
      throwIfInterrupted()
    },
    defer: (request) => void deferred.push(request),
    skip(reason) {
      throw new Skip(reason)
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
        answers: responses,
        discover: (text) => redactor.discover(text, counters)
      })
  }
}

/** The server is not there (any more): that says nothing about how it behaves. */
const UNREACHABLE = new Set(["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN"])
