import { engines, type Fetch, type FetchResponse, makeHttpEngine } from "@enwrap/engines"

/** A request that the upstream has received. */
export interface Received {
  readonly method: string
  readonly isAborted: () => boolean
  readonly respond: (response: Response) => void
}

/** An upstream that responds when a test says so. As with every `fetch`, the wait ends when the request is aborted. */
export const lateUpstream = () => {
  const received: Array<Received> = []
  const waiting: Array<(one: Received) => void> = []
  const fetch: Fetch = (_, init) =>
    new Promise((resolve, reject) => {
      const signal = init.signal as AbortSignal
      signal.addEventListener("abort", () => reject(signal.reason))
      const one: Received = {
        method: init.method,
        isAborted: () => signal.aborted,
        respond: (response) => resolve(response as unknown as FetchResponse)
      }
      received.push(one)
      waiting.shift()?.(one)
    })
  return {
    received,
    /** All engines. The one for HTTP APIs has this upstream. */
    engines: [makeHttpEngine({ fetch }), ...engines.filter(({ type }) => type !== "http")],
    /** The next request. Call it before the request is sent. */
    next: () => new Promise<Received>((resolve) => waiting.push(resolve))
  }
}
