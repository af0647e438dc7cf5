import {
  isClientError,
  OutcomeUnknownError,
  ServerError,
  UnexpectedResponseError,
  WrappingTokenInvalidError,
  type ClientError
} from "./errors.ts"
import type { WrappingLookup } from "./wrap-info.ts"

/** What the receiver of a wrapping token expects of it. */
export interface Expectation {
  /** The creation path that the token must have, or a list of permitted ones: `secret/data/db`. */
  readonly expectedPath: string | ReadonlyArray<string>
  /** The TTL, in seconds, with which the token must have been created. */
  readonly expectedTtl?: number | undefined
  /** The longest TTL, in seconds, with which the token may have been created. */
  readonly maxTtl?: number | undefined
}

/** The result of receiving a token. A `switch` over `outcome` can be exhaustive. */
export type Receipt<Content> =
  /** The token was as expected: this is what it wrapped. */
  | { readonly outcome: "ok"; readonly response: Content; readonly lookup: WrappingLookup }
  /** The token is not valid. Unless its TTL has elapsed, treat it as intercepted. */
  | { readonly outcome: "invalid"; readonly error: WrappingTokenInvalidError }
  /** The token has another creation path than expected: it may have been substituted. It was not unwrapped. */
  | { readonly outcome: "pathMismatch"; readonly lookup: WrappingLookup }
  /** The token has another TTL than expected: its content may have been rewrapped. It was not unwrapped. */
  | { readonly outcome: "ttlMismatch"; readonly lookup: WrappingLookup }
  /** Another error. `consumed` says whether the token may be used up. */
  | { readonly outcome: "unknown"; readonly consumed: Consumed; readonly error: ClientError }

type Consumed = "no" | "maybe" | "yes"

/**
 * Looks a token up, compares it with what is expected, and only then unwraps it. A substituted token is not unwrapped, and
 * its content is not mistaken for the expected one.
 */
export const receive = async <Content>(
  { expectedPath, expectedTtl, maxTtl = Infinity }: Expectation,
  lookUp: () => Promise<WrappingLookup>,
  unwrap: () => Promise<Content>
): Promise<Receipt<Content>> => {
  let lookup: WrappingLookup
  try {
    lookup = await lookUp()
  } catch (error) {
    return failed(error, () => "no")
  }
  const { creationPath, creationTtl } = lookup
  if (![expectedPath].flat().includes(creationPath)) return { outcome: "pathMismatch", lookup }
  if (creationTtl !== (expectedTtl ?? creationTtl) || creationTtl > maxTtl) return { outcome: "ttlMismatch", lookup }
  try {
    return { outcome: "ok", response: await unwrap(), lookup }
  } catch (error) {
    return failed(error, consumedBy)
  }
}

const failed = (error: unknown, consumed: (error: ClientError) => Consumed): Receipt<never> => {
  if (!isClientError(error)) throw error
  return error instanceof WrappingTokenInvalidError
    ? { outcome: "invalid", error }
    : { outcome: "unknown", consumed: consumed(error), error }
}

/** Whether a failed unwrap has used the token up. */
const consumedBy = (error: ClientError): Consumed => {
  if (error.code === "NOT_FOUND" && error.envelope !== undefined) return "yes"
  return error instanceof OutcomeUnknownError ||
    error instanceof ServerError ||
    error instanceof UnexpectedResponseError
    ? "maybe"
    : "no"
}
