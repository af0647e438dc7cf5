import { ConnectionError, OutcomeUnknownError } from "./errors.ts"
import { scrub } from "./redacted.ts"
import type { PreparedRequest } from "./request.ts"

/**
 * The `fetch` that carries a client's requests: the platform's own, an adapter, or a test's function.
 *
 * One that rejects with an error whose `sent` is false says that nothing went out; that spares a call which counts once
 * the verdict "outcome unknown".
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What a failed connection may come from on a platform: always, or by the platform's error. */
export type ConnectionHint = string | ((cause: Error) => string | undefined)

/** What bounds the wait for an answer. */
export interface SendOptions {
  /** Gives up when it aborts. */
  readonly signal?: AbortSignal | undefined
  /** Gives up after so many milliseconds; 0 waits for ever. */
  readonly timeoutMs?: number | undefined
}

/** An answer, read to its end. */
export interface ReceivedAnswer {
  readonly status: number
  /** Of a redirect that the platform did not follow. */
  readonly redirected: boolean
  readonly contentType: string
  /** Every answer of the protocol forbids to be kept; a proxy's page seldom does. */
  readonly noStore: boolean
  readonly bytes: Uint8Array
  /** The bytes as UTF-8. */
  readonly text: string
}

/** Reads a response to its end. */
export const readAnswer = async (response: Response): Promise<ReceivedAnswer> => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  return {
    status: response.status,
    redirected: response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400),
    contentType: response.headers.get("content-type") ?? "",
    noStore: response.headers.get("cache-control")?.includes("no-store") ?? false,
    bytes,
    text: new TextDecoder().decode(bytes)
  }
}

/** Carries a request to the end of its answer, until the signal aborts; fails as the platform does. */
export type Carry = (signal: AbortSignal | undefined) => Promise<ReceivedAnswer>

/** Carries a request by a `fetch`. */
export const carryBy =
  (fetch: Fetch, request: PreparedRequest): Carry =>
  async (signal) =>
    readAnswer(
      await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        redirect: "manual",
        ...(request.body !== undefined && { body: request.body }),
        ...(signal && { signal })
      })
    )

/**
 * Sends a request, once, and waits for the whole answer.
 *
 * @throws ConnectionError when nothing was sent, or when the request only reads
 * @throws OutcomeUnknownError when a request that counts once may have arrived
 * @see RW-SEC-6
 */
export const sendRequest = async (
  carry: Carry,
  request: PreparedRequest,
  options: SendOptions & { readonly connectionHint?: ConnectionHint | undefined }
): Promise<ReceivedAnswer> => {
  const { signal, timeoutMs = 0 } = options
  const timeout = timeoutMs > 0 ? AbortSignal.timeout(timeoutMs) : undefined
  let sent = false
  try {
    signal?.throwIfAborted()
    const signals = [signal, timeout].filter((given) => given !== undefined)
    sent = true
    return await carry(signals.length > 0 ? AbortSignal.any(signals) : undefined)
  } catch (error) {
    const reason = signal?.aborted ? "was aborted" : timeout?.aborted ? `had no answer in ${timeoutMs} ms` : "failed"
    throw failure(request, reason, sent && mayBeSent(error), error, options.connectionHint)
  }
}

const failure = (
  { operation, useOnce, secrets }: PreparedRequest,
  reason: string,
  sent: boolean,
  error: unknown,
  connectionHint: ConnectionHint | undefined
): ConnectionError | OutcomeUnknownError => {
  const cause = scrubbedCause(error, secrets)
  const ownHint = typeof connectionHint === "function" ? connectionHint(cause) : connectionHint
  if (useOnce && sent) {
    const advice =
      "Do not send it again: a wrapping token may be used up. Its lookup uses nothing up and tells whether it still " +
      "stands; if in doubt, revoke it by its accessor and have the secret issued anew."
    const hint = ownHint === undefined ? advice : `${advice} ${ownHint}`
    return new OutcomeUnknownError(`${operation} ${reason} after it was sent: it may have had its effect`, {
      hint,
      cause
    })
  }
  return new ConnectionError(`${operation} ${reason}: ${cause.message}`, { hint: ownHint, cause })
}

const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"])

/** Whether a request may have gone out before `fetch` gave up. Only where the platform is sure of the contrary: no. */
const mayBeSent = (error: unknown, depth = 0): boolean => {
  if (!(error instanceof Error) || depth > 4) return true
  const { sent, code } = error as { readonly sent?: unknown; readonly code?: unknown }
  if (sent === false || neverConnected.has(String(code))) return false
  return error.cause === undefined || mayBeSent(error.cause, depth + 1)
}

/** The platform's error without what it may quote of the request. */
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
