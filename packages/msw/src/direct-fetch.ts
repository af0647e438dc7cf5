/** The platform's `fetch`, or what stands in its place. */
export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>

/** A network error, as `fetch` rejects with. */
const failed = (why: string): TypeError => new TypeError("fetch failed", { cause: new Error(why) })

/** A `fetch` that is answered by a function, without any network. Redirects are not followed. */
export const makeDirectFetch =
  (covers: (request: Request) => boolean, answer: (request: Request) => Promise<Response>): Fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    if (!covers(request)) throw failed(`this mock does not answer ${new URL(request.url).origin}`)
    const response = await untilAborted(answer(request), request.signal)
    if (response.type === "error") throw failed("the response was lost")
    return response
  }

/** The result, unless the signal comes first: whoever waits is gone, what was asked for happens all the same. */
const untilAborted = <A>(result: Promise<A>, signal: AbortSignal): Promise<A> =>
  new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error)
    signal.addEventListener("abort", onAbort, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort))
  })
