import { readAnswer, wireRequest, type Answer, type Ask, type Exchange, type Operator } from "./ask.ts"
import { cleanUp } from "./clean-up.ts"
import { WRAP } from "./endpoints.ts"
import { textAt, wrapInfoOf, type WrapInfo } from "./expect.ts"
import { mountedKv } from "./kv-mount.ts"
import type { Redactor } from "./redactor.ts"
import { NoAnswer, type Transport, type WireAnswer, type WireRequest } from "./transport.ts"
import { Failure, Interrupted, Skip } from "./verdict.ts"

/** A token that the suite created. */
export interface CreatedToken {
  readonly token: string
  readonly accessor: string
}

/** What a case has at hand. Whatever it makes is gone when it is over. */
export interface Context {
  readonly operator: Operator
  readonly send: (ask: Ask) => Promise<Answer>
  /** At the same time, each on a connection of its own. */
  readonly sendTogether: (asks: ReadonlyArray<Ask>) => Promise<ReadonlyArray<Answer>>
  /** Skips the case if the operator may not; a root token may everything. */
  readonly sendPrivileged: (ask: Ask) => Promise<Answer>
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
  readonly afterwards: (ask: Ask) => void
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

export interface PlayedContext {
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
}: ContextOptions): PlayedContext {
  const exchanges: Array<Exchange> = []
  const answers: Array<Answer> = []
  const after: Array<Ask> = []
  const counters = new Map<string, number>()
  let names = 0
  const unique = (name: string): string => `${prefix}-${++names}-${name}`
  const payload = (): { conformance: string } => ({ conformance: unique("payload") })

  const record = (request: WireRequest, response: WireAnswer): Answer => {
    redactor.discover(response.text, counters)
    const answer = readAnswer(request, response)
    exchanges.push(answer.exchange)
    answers.push(answer)
    return answer
  }
  const lost = (requests: ReadonlyArray<WireRequest>, cause: unknown): unknown => {
    if (!(cause instanceof NoAnswer)) return cause
    for (const request of requests) exchanges.push({ request, noAnswer: `${cause.code}: ${cause.message}` })
    if (UNREACHABLE.has(cause.code)) return cause
    return new Failure(`the server did not respond (${cause.code}: ${cause.message})`)
  }
  /** A request that is under way is waited for: what it made must be known, so that it can be taken away. */
  const goOn = (): void => {
    if (signal?.aborted === true) throw new Interrupted()
  }
  const send = async (ask: Ask): Promise<Answer> => {
    goOn()
    const request = wireRequest(ask, operator)
    return record(
      request,
      await transport.send(request).catch((cause: unknown) => {
        throw lost([request], cause)
      })
    )
  }

  const context: Context = {
    operator,
    send,
    async sendTogether(asks) {
      goOn()
      const requests = asks.map((ask) => wireRequest(ask, operator))
      const received = await transport.sendTogether(requests).catch((cause: unknown) => {
        throw lost(requests, cause)
      })
      return received.map((response, i) => record(requests[i] as WireRequest, response))
    },
    async sendPrivileged(ask) {
      const answer = await send(ask)
      if (answer.status === 403 && !operator.root)
        throw new Skip(`the given token is not permitted to ${ask.method} ${ask.path}`)
      return answer
    },
    async wrap(body = payload(), ttl = 300) {
      return wrapInfoOf(await send({ method: "POST", path: WRAP, ttl, body }))
    },
    async createToken(body = { policies: ["default"] }) {
      const answer = await send({ method: "POST", path: "auth/token/create", body: { ttl: "10m", ...body } })
      if (answer.status !== 200 && !operator.root)
        throw new Skip(`the given token is not permitted to create the token that this case needs (${answer.status})`)
      if (answer.status === 404) throw new Skip("needs auth/token/create, which the server does not have")
      return { token: textAt(answer, "auth.client_token"), accessor: textAt(answer, "auth.accessor") }
    },
    createPowerlessToken: () =>
      context.createToken({ policies: [`${prefix}-no-such-policy`], no_default_policy: true }),
    async cubbyholeEntry(entry = payload(), name = "entry") {
      const path = `cubbyhole/${unique(name)}`
      after.push({ method: "DELETE", path })
      const answer = await context.sendPrivileged({ method: "POST", path, body: entry })
      if (answer.status !== 204)
        throw new Failure("a write to the cubbyhole did not return 204", {
          expected: "204",
          got: String(answer.status),
          answer
        })
      return path
    },
    kvMount: (version) => mountedKv(version, { ...context, given: kvMount }),
    unique,
    payload,
    async wait(milliseconds) {
      await wait(milliseconds)
      goOn()
    },
    afterwards: (ask) => void after.push(ask),
    skip(reason) {
      throw new Skip(reason)
    }
  }
  return {
    context,
    exchanges,
    cleanUp: () =>
      cleanUp({ transport, operator, after, answers, discover: (text) => redactor.discover(text, counters) })
  }
}

/** The server is not there (any more): that says nothing about how it behaves. */
const UNREACHABLE = new Set(["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN"])
