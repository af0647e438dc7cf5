import { httpTexts } from "@enwrap/protocol/engine-texts"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import type { Fetch, FetchResponse, Signal } from "./fetch.ts"
import type { Upstream } from "./upstream.ts"

export interface UpstreamRequest {
  readonly method: string
  readonly url: string
  /** A JSON text, where the method has a body. */
  readonly body: { readonly contentType: string; readonly text: string } | undefined
}

/** A response of the upstream, whatever its status. */
export interface UpstreamResponse {
  readonly status: number
  readonly contentType: string | undefined
  readonly body: Uint8Array
  readonly redirect: boolean
}

/** A browser hides the status of a redirect. */
const HIDDEN_REDIRECT = 302

const unreachable = plainError(502, httpTexts.unreachable)

/** The whole body, or `undefined` if it is larger than allowed: then the rest is not received. */
const readBody = async ({ body }: FetchResponse, maxSize: number): Promise<Uint8Array | undefined> => {
  if (body === null) return new Uint8Array(0)
  const reader = body.getReader()
  const chunks: Array<Uint8Array> = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done || value === undefined) break
    size += value.length
    if (size > maxSize) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

const exchange = async (
  fetch: Fetch,
  { headers, limits }: Upstream,
  { body, method, url }: UpstreamRequest,
  signal: Signal
): Promise<UpstreamResponse | "too-large"> => {
  const own: Array<[string, string]> = [["accept-encoding", "identity"]]
  if (body !== undefined && !headers.some(([name]) => name === "content-type"))
    own.push(["content-type", body.contentType])
  const response = await fetch(url, {
    method,
    headers: [...own, ...headers.map(([name, value]): [string, string] => [name, value])],
    ...(body === undefined ? {} : { body: body.text }),
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    signal
  })
  const hidden = response.type === "opaqueredirect"
  const status = hidden ? HIDDEN_REDIRECT : response.status
  const redirect = status >= 300 && status < 400
  if (redirect) await response.body?.getReader().cancel()
  const whole = redirect ? new Uint8Array(0) : await readBody(response, limits.max_response_size)
  if (whole === undefined) return "too-large"
  return { status, contentType: response.headers.get("content-type") ?? undefined, body: whole, redirect }
}

/**
 * Sends one request to the upstream. A response that is too late, too large or missing is a 502 or a 504. The error has no cause,
 * because a platform's message could quote the request. A request that is interrupted is aborted. @see RW-HTTP-10, RW-HTTP-11
 */
export const askUpstream = Effect.fn("http.askUpstream")(function* (
  fetch: Fetch,
  upstream: Upstream,
  request: UpstreamRequest
): Effect.fn.Return<UpstreamResponse, ProtocolError> {
  const { limits } = upstream
  const response = yield* Effect.tryPromise({
    try: (signal) => exchange(fetch, upstream, request, signal),
    catch: () => unreachable
  }).pipe(
    Effect.timeoutOrElse({
      duration: limits.timeout * 1000,
      orElse: () => Effect.fail(plainError(504, httpTexts.timeout(limits.timeout)))
    })
  )
  return response === "too-large" ? yield* plainError(502, httpTexts.tooLarge(limits.max_response_size)) : response
})
