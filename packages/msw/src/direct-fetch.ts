/** The platform's `fetch`, or a replacement. */
export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>

/** A network error, like those of `fetch`. */
const networkError = (reason: string): TypeError => new TypeError("fetch failed", { cause: new Error(reason) })

export interface DirectFetchOptions {
  readonly covers: (request: Request) => boolean
  readonly resolve: (url: string) => string
  readonly respond: (request: Request) => Promise<Response>
}

/** Creates a `fetch` whose responses come from a function instead of the network. Redirects are not followed. */
export const makeDirectFetch =
  ({ covers, resolve, respond }: DirectFetchOptions): Fetch =>
  async (input, init) => {
    const request = new Request(typeof input === "string" ? resolve(input) : input, init)
    request.signal.throwIfAborted()
    if (!covers(request)) throw networkError(`this mock does not serve ${new URL(request.url).origin}`)
    const response = await untilAborted(respond(request), request.signal)
    if (response.type === "error") throw networkError("the response was lost")
    return response
  }

/** Resolves with the result, or rejects when the signal aborts. The request takes effect in either case. */
const untilAborted = <A>(result: Promise<A>, signal: AbortSignal): Promise<A> =>
  new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error)
    signal.addEventListener("abort", onAbort, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort))
  })
