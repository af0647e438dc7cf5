/** The parts of the Fetch standard that the http engine needs: engines are compiled without the types of any platform. */

/** Aborts a `fetch`. */
export interface Signal {
  readonly aborted: boolean
}

/** The part of `RequestInit` that the engine passes: a request without the platform's credentials, cache and redirects. */
export interface FetchInit {
  readonly method: string
  readonly headers: Array<[name: string, value: string]>
  readonly body?: string
  /** A redirect is returned, not followed. */
  readonly redirect: "manual"
  /** Sends neither cookies nor other credentials of the platform. */
  readonly credentials: "omit"
  readonly cache: "no-store"
  readonly referrerPolicy: "no-referrer"
  readonly signal: Signal
}

/** The part of a `ReadableStream` that the engine uses to read a body, up to its limit. */
export interface FetchedBody {
  readonly getReader: () => {
    readonly read: () => Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
    readonly cancel: () => Promise<void>
  }
}

/** The part of a `Response` that the engine reads. */
export interface FetchResponse {
  readonly status: number
  /** `opaqueredirect` if a browser hides a redirect. */
  readonly type: string
  readonly headers: { readonly get: (name: string) => string | null }
  readonly body: FetchedBody | null
}

/** `globalThis.fetch`, or a function that behaves like it. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/** The platform's `fetch` at the time of the call, so that a test can replace it. */
export const platformFetch: Fetch = (url, init) => (globalThis as unknown as { readonly fetch: Fetch }).fetch(url, init)
