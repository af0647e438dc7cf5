/**
 * The sentences for the errors of the client for pages. Load them when an error is shown:
 * `const { explain } = await import("@enwrap/client-browser/hints")`.
 */
import { adviceFor, type ErrorCode } from "@enwrap/client"
import { isClientError, type ClientError } from "./client-error.ts"
import type { Receipt } from "./receive.ts"

/** An error in sentences. */
export interface Explanation {
  /** What happened. */
  readonly message: string
  /** What to do next. */
  readonly hint: string
}

/** Chromium does so if a connection that it has used before closes. A page can neither prevent nor notice it. */
const resent =
  "A browser may have sent the unwrap twice: then the audit log has two of this token within milliseconds, from one address."

const explanations: Readonly<Record<ErrorCode, Explanation>> = {
  WRAPPING_TOKEN_INVALID: {
    message:
      "The wrapping token is not valid: it has expired, was used by someone else, was revoked, or was never issued.",
    hint: `If its TTL has not elapsed and you have not used it yourself, treat it as intercepted: raise an alert, and revoke the secret that it wrapped. ${resent}`
  },
  OUTCOME_UNKNOWN: {
    message: "The request was sent, but no response arrived: it may have taken effect.",
    hint: "Do not send it again before you know whether it has. A lookup does not use a token up. If in doubt, revoke it by its accessor and issue the secret again."
  },
  CONNECTION_FAILED: {
    message: "The server was not reached, or the connection was lost while reading. Nothing is used up.",
    hint: "Try again."
  },
  ABORTED: { message: "The call was aborted. Nothing is used up.", hint: "Call again if it is still needed." },
  TIMED_OUT: {
    message: "No response arrived in time. Nothing is used up.",
    hint: "Try again, or allow more time with timeoutMs."
  },
  PERMISSION_DENIED: {
    message: "The caller's token is missing or not valid, or its policies do not allow the request.",
    hint: "Log in again, or ask for a policy that allows it."
  },
  NOT_FOUND: {
    message: "There is nothing at the path.",
    hint: "Check that the address is that of the server. It must not end in /v1, which the client adds."
  },
  INVALID_REQUEST: { message: "The server rejected the request.", hint: "The `errors` say why." },
  RATE_LIMITED: { message: "The server is limiting requests. Nothing is used up.", hint: "Try again later." },
  SEALED: { message: "The server is sealed. Nothing is used up.", hint: "An operator must unseal it." },
  SERVER_ERROR: {
    message: "The server failed.",
    hint: "After an unwrap, the token may be used up: look it up, which does not use it up."
  },
  UNEXPECTED_RESPONSE: {
    message: "The response is not one of the protocol: it is no JSON, a redirect, too long, or not wrapped.",
    hint: "Check that the address is that of the server, and not that of a proxy or a web page. A token that was to be revoked may still be valid."
  },
  INSECURE_ADDRESS: {
    message: "The address is plain http: to another machine, which would send tokens unencrypted. Nothing was sent.",
    hint: "Use https:. If you trust the network with your tokens, allow http: with allowInsecureHttp: true."
  },
  INVALID_ARGUMENT: {
    message: "An argument is not valid. Nothing was sent.",
    hint: "The message of the error names the argument, or an option that does not exist. A token that was printed is a label: use token.reveal(). A path to expect has no slash and no v1 at its beginning: secret/data/db."
  }
}

/**
 * Explains an error of the client in sentences: what happened, and what to do next. Returns undefined for other errors.
 *
 * @example
 * ```ts
 * import { createBrowserClient } from "@enwrap/client-browser"
 *
 * const client = createBrowserClient({ address: "https://vault.example:8200" })
 * await client.unwrap("s.the-wrapping-token").catch(async (error: unknown) => {
 *   const { explain } = await import("@enwrap/client-browser/hints")
 *   const { message, hint } = explain(error) ?? { message: "another error", hint: "" }
 *   console.error(message, hint)
 * })
 * ```
 */
export const explain = (error: unknown): Explanation | undefined => {
  if (!isClientError(error)) return undefined
  const { message, hint } = explanations[error.code]
  return { message, hint: mayBeCors(error) ? `${hint} ${corsHint(globalThis.location.origin)}` : hint }
}

/**
 * Says what to do next after a token was received, in a sentence or two.
 *
 * @example
 * ```ts
 * import { createBrowserClient } from "@enwrap/client-browser"
 *
 * const client = createBrowserClient({ address: "https://vault.example:8200" })
 * const receipt = await client.receive({ token: "s.the-wrapping-token", expectedPath: "orders/7/key" })
 * if (receipt.verdict !== "received") {
 *   const { advise } = await import("@enwrap/client-browser/hints")
 *   console.error(advise(receipt))
 * }
 * ```
 */
export const advise = (receipt: Receipt<unknown>): string => {
  if (receipt.verdict === "tampered") return adviceFor.tampered[receipt.mismatch]
  if (receipt.verdict === "refused" && receipt.consumed === "yes") return adviceFor.wrappedError
  const advice = adviceFor[receipt.verdict]
  return receipt.verdict === "intercepted" ? `${advice} ${resent}` : advice
}

/** A browser does not tell a page whether the server is down or rejects the page's origin. */
const mayBeCors = ({ cause }: ClientError): boolean =>
  cause instanceof Error && cause.message.startsWith("TypeError") && globalThis.location !== undefined

const corsHint = (origin: string): string =>
  `If the server is up and has another origin than this page, it does not allow the page's origin: add ${origin} to the allowed origins of the server (CORS).`
