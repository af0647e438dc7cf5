import {
  AbortedError,
  ConnectionError,
  InsecureAddressError,
  OutcomeUnknownError,
  TimedOutError,
  UnexpectedResponseError,
  type ClientError
} from "./errors.ts"
import type { PreparedRequest } from "./prepared-request.ts"
import { readResponse, type ReceivedResponse } from "./received-response.ts"
import { scrub } from "./redacted.ts"

/**
 * The `fetch` that sends a client's requests: the platform's own, an adapter, or a function of a test.
 *
 * It may reject with an error whose `sent` is false if it is certain that nothing was sent. Then a failed unwrap is a
 * `ConnectionError` and not an `OutcomeUnknownError`.
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** A likely reason for a failed connection on a platform: a fixed string, or one chosen by the platform's error. */
export type ConnectionHint = string | ((cause: Error) => string | undefined)

/** How long a call waits for its response. */
export interface SendOptions {
  /** Aborts the call. */
  readonly signal?: AbortSignal | undefined
  /** Aborts the call after this time, in milliseconds; 0 disables the timeout. */
  readonly timeoutMs?: number | undefined
}

/** Sends a request and reads its whole response, until the signal aborts. It rejects with the platform's error. */
export type Send = (signal: AbortSignal) => Promise<ReceivedResponse>

/** Sends a request with a `fetch`. */
export const sendWith =
  (fetch: Fetch, request: PreparedRequest, maxResponseBytes?: number): Send =>
  async (signal) =>
    readResponse(
      await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        redirect: "manual",
        ...(request.body !== undefined && { body: request.body }),
        signal
      }),
      maxResponseBytes
    )

/**
 * Sends a request once, and waits for the whole response.
 *
 * @throws ConnectionError if nothing was sent, or if the request only reads
 * @throws AbortedError or TimedOutError likewise, if that was the reason
 * @throws OutcomeUnknownError if a request that must be sent at most once may have arrived
 * @see RW-SEC-6
 */
export const sendRequest = async (
  send: Send,
  request: PreparedRequest,
  options: SendOptions & { readonly connectionHint?: ConnectionHint | undefined }
): Promise<ReceivedResponse> => {
  const { signal, timeoutMs = 0 } = options
  let limit: Limit | undefined
  try {
    signal?.throwIfAborted()
    limit = timeLimit(signal, timeoutMs)
    return await Promise.race([send(limit.signal), limit.ignored])
  } catch (error) {
    // The response arrived, and cannot be used; or the platform would have to send the token unencrypted, and has not.
    if (error instanceof UnexpectedResponseError || error instanceof InsecureAddressError) throw error
    const maybeSent = limit !== undefined && mayBeSent(error)
    if (signal?.aborted) {
      const details = { cause: signal.reason as unknown }
      throw failure(request, "was aborted", maybeSent, details, AbortedError)
    }
    if (limit?.signal.aborted) {
      const details = { cause: limit.signal.reason as unknown, hint: timeoutHint }
      throw failure(request, `got no response within ${timeoutMs} ms`, maybeSent, details, TimedOutError)
    }
    const cause = scrubbedCause(error, request.secrets)
    const { connectionHint: given } = options
    const details = { cause, hint: typeof given === "function" ? given(cause) : given }
    throw failure(request, "failed", maybeSent, details, ConnectionError)
  } finally {
    limit?.end()
  }
}

interface Limit {
  /** It aborts when the caller's signal does, or after a time. */
  readonly signal: AbortSignal
  /** It rejects some time after the abort: a `fetch` may ignore its signal. */
  readonly ignored: Promise<never>
  readonly end: () => void
}

/** How long a `fetch` may take to reject after an abort. Its own error is better: it may say that nothing was sent. */
const GRACE_MS = 50

/** Its timers are those of the program, which a test may fake, unlike that of `AbortSignal.timeout`. */
const timeLimit = (signal: AbortSignal | undefined, timeoutMs: number): Limit => {
  const controller = new AbortController()
  let end = (): void => {}
  const ignored = new Promise<never>((_, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = (reason: unknown): void => {
      clearTimeout(timer)
      timer = setTimeout(reject, GRACE_MS)
      controller.abort(reason)
    }
    const abort = (): void => stop(signal?.reason)
    const elapse = (): void => stop(new DOMException("No response arrived in time", "TimeoutError"))
    signal?.addEventListener("abort", abort)
    if (timeoutMs > 0) timer = setTimeout(elapse, Math.min(timeoutMs, LONGEST_TIMER_MS))
    end = () => {
      clearTimeout(timer)
      signal?.removeEventListener("abort", abort)
    }
  })
  return { signal: controller.signal, ignored, end }
}

/** A longer timer would elapse at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

const timeoutHint = "Set a longer time with timeoutMs, or VAULT_CLIENT_TIMEOUT; 0 disables the timeout."

const failure = (
  { operation, sendOnce }: PreparedRequest,
  reason: string,
  sent: boolean,
  details: { readonly cause: unknown; readonly hint?: string | undefined },
  Harmless: typeof ConnectionError | typeof AbortedError | typeof TimedOutError
): ClientError => {
  if (sendOnce && sent) {
    const advice =
      "Do not send it again before you know whether it has. A lookup does not use a token up. If in doubt, revoke it by its " +
      "accessor and issue the secret again."
    return new OutcomeUnknownError(`${operation} ${reason} after it was sent: it may have taken effect`, {
      hint: details.hint === undefined ? advice : `${advice} ${details.hint}`,
      cause: details.cause
    })
  }
  const what = Harmless === ConnectionError ? `: ${(details.cause as Error).message.trim()}` : ""
  return new Harmless(`${operation} ${reason}${what}`, details)
}

const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"])

/** Whether a request may have been sent before `fetch` failed. It is false only if the platform is certain. */
const mayBeSent = (error: unknown, depth = 0): boolean => {
  if (!(error instanceof Error) || depth > 4) return true
  const { sent, code } = error as { readonly sent?: unknown; readonly code?: unknown }
  if (sent === false || neverConnected.has(String(code))) return false
  return error.cause === undefined || mayBeSent(error.cause, depth + 1)
}

/** A copy of the platform's error without the tokens that it may quote. */
const scrubbedCause = (error: unknown, secrets: ReadonlyArray<string>, depth = 0): Error => {
  const cause = new Error(scrub(error instanceof Error ? error.message : String(error), secrets))
  if (error instanceof Error) {
    cause.name = error.name
    if (error.stack !== undefined) cause.stack = scrub(error.stack, secrets)
    const { code } = error as { readonly code?: unknown }
    if (typeof code === "string") Object.assign(cause, { code })
    if (error.cause instanceof Error && depth < 4) cause.cause = scrubbedCause(error.cause, secrets, depth + 1)
  }
  return cause
}
