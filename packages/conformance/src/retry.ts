import { lookup, wireRequest } from "./api-request.ts"
import { REWRAP, UNWRAP } from "./endpoints.ts"
import { isPageOfProxy, nameOfProxy } from "./page-of-proxy.ts"
import type { Transport, WireRequest, WireResponse } from "./transport.ts"

/** The server, or a proxy in front of it, still has no time for a request after the suite waited as long as it does. */
export class StillBusy extends Error {
  override readonly name = "StillBusy"
  /** Without a limit, the request was not repeated, because the server may have carried it out. */
  constructor(request: WireRequest, response: WireResponse, limit?: number) {
    super(describeBusy(request, response, limit === undefined ? "" : ` for more than ${limit / 1_000} s`))
  }
}

function describeBusy(request: WireRequest, response: WireResponse, long: string): string {
  const { status } = response
  if (!isPageOfProxy(request, response))
    return `the server has answered ${status} to a request${long}: raise its rate limit, pass fewer --jobs, or run the suite later`
  const answers = `${nameOfProxy(response)} answers ${status} instead of the server to ${request.method} ${request.path.replace(/\?.*/, "")}${long}`
  return status === 503
    ? `${answers}: raise its limit of requests or connections, pass --jobs 1, or run the suite later; if it always does so, the server behind it does not answer`
    : `${answers}: the server behind it does not answer; start that server, or pass its own address`
}

/** How long the suite waits for one request of a case. */
const LIMIT_MS = 30_000

/** How long it waits if a proxy says that the server is not there, or answers too late. */
const ABSENT_LIMIT_MS = 5_000

/** How long it waits once a request of the same kind has waited in vain, and none of them was answered since. */
const VAIN_LIMIT_MS = 2_000

/** The shortest time to wait, so that `Retry-After: 0` does not make a loop without a pause. */
const LEAST_MS = 100

/** How long to wait after the first 429 without `Retry-After`, and at most: twice as long each time. OpenBao sends none. */
const BACK_OFF_MS = 250
const MAX_BACK_OFF_MS = 2_000

/**
 * A transport that repeats what the server had no time for: 429, 503 with `Retry-After`, and the page of a proxy with 502,
 * 503 or 504 is not the server's answer. It waits as long as the server asks, but no longer than half a minute for one
 * request, and then throws `StillBusy`.
 *
 * Such a server must not have carried out the request. The suite relies on it: a repeated unwrap gets the response only
 * if the first one did not consume the token. Before it repeats one, it looks the token up, which says in the report
 * whether the token was still valid. Behind a proxy that answered 502 or 504, the server may have carried it out: if the
 * token is no longer valid then, or if the request was part of a race, it throws `StillBusy`, because nobody can tell.
 */
export function withRetries(
  transport: Transport,
  wait: (milliseconds: number) => Promise<void>,
  limit = LIMIT_MS
): Transport {
  const inVain = new Set<string>()
  /** Throws if a request has waited long enough, so that not every one of its kind waits as long. */
  const checkWaited = (request: WireRequest, response: WireResponse, waited: number): void => {
    const most = Math.min(
      limit,
      isAbsent(request, response) ? ABSENT_LIMIT_MS : limit,
      inVain.has(kindOf(request)) ? VAIN_LIMIT_MS : limit
    )
    if (waited <= most) return
    inVain.add(kindOf(request))
    throw new StillBusy(request, response, most)
  }
  const send = async (request: WireRequest): Promise<WireResponse> => {
    const earlier: Array<{ readonly request: WireRequest; readonly response: WireResponse }> = []
    for (let [attempt, waited] = [0, 0]; ; attempt++) {
      const response = await transport.send(request)
      const delay = delayOf(request, response, attempt)
      if (delay === undefined) {
        inVain.delete(kindOf(request))
        return earlier.length === 0 ? response : { ...response, earlier }
      }
      waited += delay
      checkWaited(request, response, waited)
      earlier.push({ request, response })
      await wait(delay)
      const token = consumed(request)
      if (token === undefined) continue
      const probe = wireRequest(lookup(token), { token: "", root: false })
      const found = await send(probe)
      earlier.push({ request: probe, response: found })
      if (isAbsent(request, response) && found.status !== 200) throw new StillBusy(request, response)
    }
  }
  return {
    send,
    ...(transport.connect !== undefined && {
      connect() {
        const { close, send } = transport.connect!()
        return { send: withRetries({ ...transport, send }, wait, limit).send, close }
      }
    }),
    async sendTogether(requests) {
      const responses = [...(await transport.sendTogether(requests))]
      let refused = requests.length
      for (let [attempt, waited] = [0, 0]; ; attempt++) {
        const delays = requests.map((request, i) => delayOf(request, responses[i] as WireResponse, attempt) ?? 0)
        const again = requests.flatMap((request, i) => ((delays[i] ?? 0) > 0 ? [{ request, i }] : []))
        const [first] = again
        if (first === undefined) return responses
        const lost = again.find(({ request, i }) => isAbsent(request, responses[i] as WireResponse))
        if (lost !== undefined) throw new StillBusy(lost.request, responses[lost.i] as WireResponse)
        // Many requests take their time at a limited rate: it is enough if some of them get through.
        if (again.length < refused) [attempt, waited] = [0, 0]
        refused = again.length
        const delay = Math.max(...delays)
        waited += delay
        checkWaited(first.request, responses[first.i] as WireResponse, waited)
        await wait(delay)
        const repeated = await transport.sendTogether(again.map(({ request }) => request))
        for (const [at, { request, i }] of again.entries()) {
          const earlier = [...(responses[i]?.earlier ?? []), { request, response: responses[i] as WireResponse }]
          responses[i] = { ...(repeated[at] as WireResponse), earlier }
        }
      }
    }
  }
}

/** Requests of one kind are answered by the same part of a server. */
const kindOf = ({ method, path }: WireRequest): string => `${method} ${path.replace(/\?.*/, "")}`

/** Whether a proxy says that the server is not there, or answers too late. */
const isAbsent = (request: WireRequest, response: WireResponse): boolean =>
  response.status !== 503 && isPageOfProxy(request, response)

/** How long to wait before a request is repeated; undefined if the response is the server's answer. */
function delayOf(request: WireRequest, response: WireResponse, attempt: number): number | undefined {
  const { headers, status, text } = response
  const after = headers["retry-after"]
  // The health of a standby node is 429, and says whether it is sealed.
  const isHealth = request.path.startsWith("sys/health") && text.includes('"sealed"')
  if (request.noRetry === true || isHealth) return undefined
  // Without Retry-After, 503 in the form of the protocol is the answer of a sealed server.
  const isBusy = status === 429 || (status === 503 && after !== undefined)
  if (!isBusy && !isPageOfProxy(request, response)) return undefined
  if (after === undefined) return Math.min(MAX_BACK_OFF_MS, BACK_OFF_MS * 2 ** attempt)
  const seconds = Number(after)
  const now = Date.parse(headers["date"] ?? "") || Date.now()
  const milliseconds = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(after) - now
  return Math.max(LEAST_MS, Number.isFinite(milliseconds) ? milliseconds : 1_000)
}

/** The wrapping token that a request would consume. */
function consumed({ body, headers, path }: WireRequest): string | undefined {
  if (path !== UNWRAP && path !== REWRAP && path !== "cubbyhole/response") return undefined
  try {
    const { token } = (JSON.parse(body ?? "{}") ?? {}) as { readonly token?: unknown }
    if (typeof token === "string") return token
  } catch {
    // Not JSON, so the token is in the header.
  }
  return headers["x-vault-token"] ?? headers["authorization"]?.replace(/^Bearer /, "")
}
