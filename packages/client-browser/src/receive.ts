import type { Envelope, Mismatch, WrappingLookup, WrappingToken } from "@enwrap/client"
import { argument } from "./arguments.ts"
import type { CallOptions } from "./call-options.ts"
import { ClientError } from "./client-error.ts"
import { field } from "./field.ts"

/** What the receiver of a wrapping token expects of it. */
export interface Expectation {
  /** The creation path that the token must have, or a list of permitted ones: `secret/data/db`. It can be built from input. */
  readonly expectedPath: string | ReadonlyArray<string>
  /** The TTL, in seconds, with which the token must have been created. */
  readonly expectedTtl?: number | undefined
  /** The longest TTL, in seconds, with which the token may have been created. */
  readonly maxTtl?: number | undefined
}

/** A token that was received, and what is expected of it. */
export interface ReceiveOptions<Content = Envelope> extends Expectation, CallOptions {
  readonly token: WrappingToken<Content>
}

/** The result of receiving a token. A `switch` over `verdict` can be exhaustive. */
export type Receipt<Content> =
  /** The token was as expected: `response` is what it wrapped. */
  | { readonly verdict: "received"; readonly response: Content; readonly lookup: WrappingLookup }
  /** The token is not valid. Unless its TTL has elapsed, someone else may have used it: raise an alert. */
  | { readonly verdict: "intercepted"; readonly error: ClientError }
  /**
   * The token is not the expected one: it may have been substituted. It was unwrapped only if `mismatch` is `schema` or
   * `wrapped` (it wrapped another wrapping token).
   */
  | { readonly verdict: "tampered"; readonly mismatch: Mismatch; readonly lookup: WrappingLookup }
  /** The unwrap was sent, but its response was lost or cannot be read. The token may be used up. */
  | { readonly verdict: "unknown"; readonly consumed: "maybe"; readonly error: ClientError }
  /** The server did not unwrap the token, or what it wrapped is an error: then it is used up (`yes`). */
  | { readonly verdict: "refused"; readonly consumed: "no" | "yes"; readonly error: ClientError }
  /** The server was not reached, or did not respond to the lookup. The token was not used. */
  | { readonly verdict: "unreachable"; readonly consumed: "no"; readonly error: ClientError }

interface Receiver {
  readonly lookup: (token: WrappingToken<unknown>, options?: CallOptions) => Promise<WrappingLookup>
  readonly unwrap: <Content>(token: WrappingToken<Content>, options?: CallOptions) => Promise<Content>
}

/**
 * Looks a token up, compares it with what is expected, and only then unwraps it.
 *
 * @param check compares in another way, and returns the first difference
 */
export const receive = async <Content>(
  { token, expectedPath, expectedTtl, maxTtl = Infinity, ...callOptions }: ReceiveOptions<Content>,
  client: Receiver,
  check?: (lookup: WrappingLookup) => Mismatch | undefined
): Promise<Receipt<Content>> => {
  const paths = [expectedPath].flat()
  // JavaScript may pass anything. What no token can match would make every token `tampered`, and a check that cannot be made, or
  // whose name is misspelt, must not be left out. The calls reject the names that are left.
  argument("expectedPath", () => expectedPath[0] && !/^(|v1)(\/|$)/m.test(paths.join("\n")))
  argument("ttl", () => maxTtl > 0 && (expectedTtl === undefined || expectedTtl > 0))
  let lookup
  try {
    lookup = await client.lookup(token, callOptions)
    const { creationPath, creationTtl } = lookup
    let response
    let mismatch: Mismatch | undefined = check
      ? check(lookup)
      : !paths.includes(creationPath)
        ? "path"
        : !(creationTtl > 0 && creationTtl <= maxTtl && creationTtl === (expectedTtl ?? creationTtl))
          ? "ttl"
          : undefined
    // A server wraps nothing twice, so the response of an unwrap has no wrap info.
    if (!mismatch && field((response = await client.unwrap(token, callOptions)), "wrap_info")) mismatch = "wrapped"
    return mismatch ? { verdict: "tampered", mismatch, lookup } : { verdict: "received", response: response!, lookup }
  } catch (error) {
    const { code, envelope } = error as ClientError
    if (!(error instanceof ClientError) || code === "INVALID_ARGUMENT") throw error
    if (/^[W]/.test(code)) return { verdict: "intercepted", error }
    const isUnknown = lookup && /^(O|SER|U)/.test(code)
    return {
      verdict: isUnknown ? "unknown" : /^[ACT]/.test(code) ? "unreachable" : "refused",
      consumed: isUnknown ? "maybe" : envelope ? "yes" : "no",
      error
    } as Receipt<Content>
  }
}
