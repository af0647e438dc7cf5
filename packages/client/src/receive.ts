import {
  isClientError,
  OutcomeUnknownError,
  ServerError,
  UnexpectedAnswerError,
  WrappingTokenInvalidError,
  type ClientError
} from "./errors.ts"
import type { WrappingLookup } from "./wrap-info.ts"

/** What the receiver of a wrapping token knows of it beforehand. */
export interface Expectation {
  /** The creation path, or those, that the token must have: `secret/data/db`. */
  readonly expectedPath: string | ReadonlyArray<string>
  /** The TTL, in seconds, that the token must have been made with. */
  readonly expectedTtl?: number | undefined
  /** The longest TTL, in seconds, that the token may have been made with. */
  readonly maxTtl?: number | undefined
}

/** What became of a received token; a `switch` over `outcome` can be exhaustive. */
export type Receipt<Answer> =
  | { readonly outcome: "ok"; readonly answer: Answer; readonly lookup: WrappingLookup }
  /** The token opens nothing. Unless it is past its TTL: take it as intercepted. */
  | { readonly outcome: "invalid"; readonly error: WrappingTokenInvalidError }
  /** The token wraps something else than was promised: someone may have put another in its place. It was not used. */
  | { readonly outcome: "pathMismatch"; readonly lookup: WrappingLookup }
  /** The token was made with another TTL than was promised: someone may have wrapped it anew. It was not used. */
  | { readonly outcome: "ttlMismatch"; readonly lookup: WrappingLookup }
  /** Something else failed. `consumed` tells whether the token may be used up. */
  | { readonly outcome: "unknown"; readonly consumed: "no" | "maybe" | "yes"; readonly error: ClientError }

/**
 * Looks up, compares, and only then unwraps: a token that wraps something else than was promised is not opened, and its
 * content not taken for the promised one.
 */
export const receive = async <Answer>(
  expectation: Expectation,
  lookup: () => Promise<WrappingLookup>,
  unwrap: () => Promise<Answer>
): Promise<Receipt<Answer>> => {
  const found = await attempt(lookup)
  if ("error" in found) {
    return found.error instanceof WrappingTokenInvalidError
      ? { outcome: "invalid", error: found.error }
      : { outcome: "unknown", consumed: "no", error: found.error }
  }
  const known = found.value
  if (![expectation.expectedPath].flat().includes(known.creationPath)) {
    return { outcome: "pathMismatch", lookup: known }
  }
  const { expectedTtl = known.creationTtl, maxTtl = known.creationTtl } = expectation
  if (known.creationTtl !== expectedTtl || known.creationTtl > maxTtl) return { outcome: "ttlMismatch", lookup: known }
  const opened = await attempt(unwrap)
  if (!("error" in opened)) return { outcome: "ok", answer: opened.value, lookup: known }
  return opened.error instanceof WrappingTokenInvalidError
    ? { outcome: "invalid", error: opened.error }
    : { outcome: "unknown", consumed: consumed(opened.error), error: opened.error }
}

const attempt = async <A>(
  action: () => Promise<A>
): Promise<{ readonly value: A } | { readonly error: ClientError }> => {
  try {
    return { value: await action() }
  } catch (error) {
    if (isClientError(error)) return { error }
    throw error
  }
}

const consumed = (error: ClientError): "no" | "maybe" | "yes" => {
  if (error.code === "NOT_FOUND" && error.envelope !== undefined) return "yes"
  return error instanceof OutcomeUnknownError || error instanceof ServerError || error instanceof UnexpectedAnswerError
    ? "maybe"
    : "no"
}
