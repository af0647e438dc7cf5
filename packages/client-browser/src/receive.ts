import type { CallOptions, Envelope, Expectation, WrappingLookup, WrappingToken } from "@enwrap/client"
import { isClientError, type ClientError } from "./client-error.ts"

/** A token that was received, and what is expected of it. */
export interface ReceiveOptions<Content = Envelope> extends Expectation, CallOptions {
  readonly token: WrappingToken<Content>
}

/** The result of receiving a token. A `switch` over `outcome` can be exhaustive. */
export type Receipt<Content> =
  /** The token was as expected: this is what it wrapped. */
  | { readonly outcome: "ok"; readonly response: Content; readonly lookup: WrappingLookup }
  /** The token is not valid. Unless its TTL has elapsed, treat it as intercepted. */
  | { readonly outcome: "invalid"; readonly error: ClientError }
  /** The token has another creation path than expected: it may have been substituted. It was not unwrapped. */
  | { readonly outcome: "pathMismatch"; readonly lookup: WrappingLookup }
  /** The token has another TTL than expected: its content may have been rewrapped. It was not unwrapped. */
  | { readonly outcome: "ttlMismatch"; readonly lookup: WrappingLookup }
  /** Another error. `consumed` says whether the token may be used up. */
  | { readonly outcome: "unknown"; readonly consumed: "no" | "maybe" | "yes"; readonly error: ClientError }

interface Receiver {
  readonly lookup: (token: WrappingToken<unknown>, options?: CallOptions) => Promise<WrappingLookup>
  readonly unwrap: <Content>(token: WrappingToken<Content>, options?: CallOptions) => Promise<Content>
}

/** Looks a token up, compares it with what is expected, and only then unwraps it. */
export const receive = async <Content>(
  options: ReceiveOptions<Content>,
  client: Receiver
): Promise<Receipt<Content>> => {
  const { token, expectedPath, expectedTtl, maxTtl = Infinity } = options
  let lookup
  try {
    lookup = await client.lookup(token, options)
    const { creationPath, creationTtl } = lookup
    const outcome = ![expectedPath].flat().includes(creationPath)
      ? "pathMismatch"
      : creationTtl !== (expectedTtl ?? creationTtl) || creationTtl > maxTtl
        ? "ttlMismatch"
        : "ok"
    return outcome === "ok" ? { outcome, response: await client.unwrap(token, options), lookup } : { outcome, lookup }
  } catch (error) {
    if (!isClientError(error) || error.code === "INVALID_ARGUMENT") throw error
    if (error.code === "WRAPPING_TOKEN_INVALID") return { outcome: "invalid", error }
    const consumed = lookup && error.envelope ? "yes" : lookup && mayHaveUnwrapped.test(error.code) ? "maybe" : "no"
    return { outcome: "unknown", consumed, error }
  }
}

const mayHaveUnwrapped = /^(OUT|SERV|UNEX)/
