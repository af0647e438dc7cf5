/** The parts of the Fetch standard that asking an upstream needs: engines are compiled without any platform's types. */

/** Tells a request that nobody waits for it any more. */
export interface Signal {
  readonly aborted: boolean
}

export interface FetchInit {
  readonly method: string
  readonly headers: Array<[name: string, value: string]>
  readonly body?: string
  /** What is answered with a redirect is given back as it is. */
  readonly redirect: "manual"
  /** Neither cookies nor anything else that the platform knows of the upstream. */
  readonly credentials: "omit"
  readonly cache: "no-store"
  readonly referrerPolicy: "no-referrer"
  readonly signal: Signal
}

export interface FetchedBody {
  readonly getReader: () => {
    readonly read: () => Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
    readonly cancel: () => Promise<void>
  }
}

export interface FetchResponse {
  readonly status: number
  /** `opaqueredirect` where a browser hides a redirect. */
  readonly type: string
  readonly headers: { readonly get: (name: string) => string | null }
  readonly body: FetchedBody | null
}

/** `globalThis.fetch`, or something that answers like it. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/** A signal, and how it is given. */
export const newAbort = (): { readonly signal: Signal; readonly abort: () => void } => new AbortController()

/** The platform's own, looked for when it is needed: a test may have put another in its place. */
export const platformFetch: Fetch = (url, init) => (globalThis as unknown as { readonly fetch: Fetch }).fetch(url, init)
