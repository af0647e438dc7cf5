import { readResponse, wireRequest, type ApiRequest, type Operator } from "../api-request.ts"
import { NoResponse, type Transport, type WireResponse } from "../transport.ts"
import { firstContradiction, type Contradiction, type Expiry, type Observed } from "./linearizable.ts"
import { SHORT_TTL, type Trace, type TraceRequest } from "./trace.ts"
import { only, type Answer } from "./model.ts"
import { Translator } from "./translator.ts"

export interface PlayOptions {
  readonly transport: Transport
  readonly operator: Operator
  /** Whether a used token must have no accessor as soon as its unwrap was answered (RW-AC-12), and not soon after. */
  readonly strict: boolean
  /** A unique prefix of everything that the trace creates. */
  readonly prefix: string
  readonly isNew: (accessor: string) => boolean
  readonly wait: (milliseconds: number) => Promise<void>
}

/** A request that was sent in a trace, in the order of sending. */
export interface Sent {
  readonly request: TraceRequest
  readonly observed: Observed
  /** The status of the answer; the error if there was none. */
  readonly status: number | string
  /** Whether a wait came before it. */
  readonly afterWait: boolean
  /** The index of its round. */
  readonly round: number
}

export interface Played {
  readonly sent: ReadonlyArray<Sent>
  readonly contradiction: Contradiction | undefined
}

/** Servers with whole-second clocks may end a token up to a second early; they may also take a moment to end it. */
const EARLY_MS = 1000
const LATE_MS = 1500
/** A timer may fire this many milliseconds too early: a busy Node.js counts from a time before the timer was set. */
const TIMER_MS = 50

/** How often a request is sent again that the server was too busy for, and how long to wait for that at most. */
const ATTEMPTS = 5
const LONGEST_RETRY_S = 10

/** Plays a trace on new tokens, and compares every answer with the model. */
export async function playTrace(trace: Trace, options: PlayOptions): Promise<Played> {
  const { transport, operator, wait } = options
  const translator = new Translator(options.prefix, options.isNew)
  const sent: Array<Sent> = []
  const expiries: Array<Expiry> = []
  let waited = false

  const attempt = async (request: ApiRequest): Promise<WireResponse> => {
    for (let left = ATTEMPTS; ; left--) {
      const response = await transport.send(wireRequest(request, operator))
      const seconds = busyFor(response)
      if (seconds === undefined || left <= 1) return response
      await wait(Math.min(seconds, LONGEST_RETRY_S) * 1000)
    }
  }
  const play = async (request: TraceRequest, api: ApiRequest, contended: boolean, round: number): Promise<void> => {
    const invoked = performance.now()
    const place = sent.push(undefined as never) - 1
    const { answer, status } = await attempt(api).then(
      (response) => ({
        answer: translator.answerOf(
          request,
          readResponse(wireRequest(api, operator), response),
          contended,
          isEnding(request)
        ),
        status: response.status as number | string
      }),
      (cause: unknown) => {
        if (!(cause instanceof NoResponse)) throw cause
        return { answer: only("lost"), status: cause.code }
      }
    )
    const returned = answer.kind === "lost" ? Infinity : performance.now()
    if (answer.kind === "wrapped" && answer.ttl <= SHORT_TTL) {
      const [from, to] = [invoked + answer.ttl * 1000 - EARLY_MS, returned + answer.ttl * 1000 + LATE_MS]
      expiries.push({ token: request.number, from, to })
    }
    const observed = { request, answer, invoked, returned, alwaysRight: isTolerated(request, answer) }
    sent[place] = { request, observed, status, afterWait: waited, round }
  }
  /** Whether the token has been used: only the profile `strict` forbids that its accessor exists for a moment longer. */
  const isEnding = ({ token }: TraceRequest): boolean =>
    !options.strict &&
    sent.some(
      (one) =>
        one?.request.token === token &&
        (one.observed.answer.kind === "opened" || one.observed.answer.kind === "wrapped")
    )
  const isTolerated = (request: TraceRequest, answer: Answer): boolean =>
    request.op === "find" && answer.kind === "found" && isEnding(request)

  for (const [index, round] of trace.entries()) {
    if (round === "wait") {
      const until = Math.max(0, ...expiries.map(({ to }) => to - performance.now()))
      if (until > 0) await wait(until + TIMER_MS)
      waited = true
      continue
    }
    const ready = round.together.flatMap((request) => {
      const api = translator.requestOf(request)
      return api === undefined ? [] : [{ request, api }]
    })
    const contended = ({ token }: TraceRequest): boolean =>
      ready.filter(({ request }) => request.token === token).length > 1
    await Promise.all(ready.map(({ request, api }) => play(request, api, contended(request), index)))
    waited = false
  }
  const ended = new Set(
    sent.flatMap(({ request: { op, token }, observed: { answer } }) =>
      answer.kind === "opened" || (op === "rewrap" && answer.kind === "wrapped") || op === "revoke" ? [token] : []
    )
  )
  for (const request of translator.leftovers(ended))
    await transport.send(wireRequest(request, operator)).catch(() => undefined)
  return {
    sent,
    contradiction: firstContradiction(
      sent.map(({ observed }) => observed),
      expiries
    )
  }
}

/** The seconds to wait if the server did not carry out the request because it was too busy. */
function busyFor({ status, headers }: WireResponse): number | undefined {
  const seconds = Number(headers["retry-after"] ?? Number.NaN)
  if (status === 429) return Number.isFinite(seconds) ? seconds : 1
  return status === 503 && Number.isFinite(seconds) ? seconds : undefined
}
