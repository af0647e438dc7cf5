import { adviceFor } from "./advice.ts"
import { isClientError, type ClientError, type ConnectionError, type WrappingTokenInvalidError } from "./errors.ts"
import { CLOCK_SKEW_MS, mismatchOf, type Expected, type Mismatch } from "./expectation.ts"
import { shapeOf } from "./shape.ts"
import { field, type WrapInfo, type WrappingLookup } from "./wrap-info.ts"

/** What every receipt has, for the report. A receipt never contains the token. */
export interface ReceiptDetails {
  /** What to do next, in a sentence or two. */
  readonly advice: string
  /** When the token was received, by the clock of this machine. */
  readonly receivedAt: Date
  /** The accessor of the token, if its wrap info was given. */
  readonly accessor: string | undefined
  /** When the token was created and will expire, and for which path, as far as it is known. */
  readonly creationTime: Date | undefined
  readonly expiresAt: Date | undefined
  readonly creationPath: string | undefined
}

/** Why a token may be invalid. */
export type InvalidReason = "used" | "revoked" | "expired" | "neverIssued"

/** The token was as expected: `response` is what it wrapped. */
export interface Received<Content> extends ReceiptDetails {
  readonly verdict: "received"
  readonly response: Content
  readonly lookup: WrappingLookup
}

/** The token is not valid, although you have not used it: someone else may have. Raise an alert unless it has expired. */
export interface Intercepted extends ReceiptDetails {
  readonly verdict: "intercepted"
  /** What may have happened, the likeliest first. What is ruled out by the known times is not in the list. */
  readonly possible: ReadonlyArray<InvalidReason>
  /** Whether the lookup succeeded just before: then the token was used or revoked in between. */
  readonly wasValid: boolean
  readonly error: WrappingTokenInvalidError
}

/** The token is not the expected one: it may have been substituted, or its content wrapped again. Raise an alert. */
export interface Tampered extends ReceiptDetails {
  readonly verdict: "tampered"
  /** The first difference: the creation path, the TTL, the age, the time in its wrap info, or what it wrapped. */
  readonly mismatch: Mismatch
  readonly lookup: WrappingLookup
  /** Whether the token was unwrapped. Only the mismatches `schema` and `wrapped` are found after that. */
  readonly consumed: "no" | "yes"
}

/** The unwrap was sent, but its response was lost or cannot be read. The token may be used up. */
export interface Unknown extends ReceiptDetails {
  readonly verdict: "unknown"
  readonly consumed: "maybe"
  readonly error: ClientError
}

/** The server responded, but did not unwrap the token, or the wrapped response is an error itself. */
export interface Refused extends ReceiptDetails {
  readonly verdict: "refused"
  /** `yes` only if the wrapped response is an error: `error.envelope` is what it contains. */
  readonly consumed: "no" | "yes"
  readonly error: ClientError
}

/** The server was not reached, or did not respond to the lookup. The token was not used. */
export interface Unreachable extends ReceiptDetails {
  readonly verdict: "unreachable"
  readonly consumed: "no"
  readonly error: ConnectionError | ClientError
}

/** The result of receiving a token. A `switch` over `verdict` can be exhaustive. */
export type Receipt<Content> = Received<Content> | Intercepted | Tampered | Unknown | Refused | Unreachable

/** The part of a receipt that its verdict determines. */
type Judgement<Content> = {
  [Verdict in Receipt<Content>["verdict"]]: Omit<Extract<Receipt<Content>, { verdict: Verdict }>, keyof ReceiptDetails>
}[Receipt<Content>["verdict"]]

/** The calls that receiving a token needs. */
interface ReceivingCalls<Content> {
  readonly lookUp: () => Promise<WrappingLookup>
  readonly unwrap: () => Promise<Content>
  /** Checks the data of the response. It rejects if the schema does not match. */
  readonly check: (response: Content) => Promise<Content>
}

/**
 * Looks a token up, compares it with what is expected, and only then unwraps it. A substituted token is not unwrapped, and
 * its content is not mistaken for the expected one.
 */
export const receive = async <Content>(
  expected: Expected,
  info: WrapInfo<unknown> | undefined,
  { check, lookUp, unwrap }: ReceivingCalls<Content>
): Promise<Receipt<Content>> => {
  const receivedAt = new Date()
  let known: Partial<WrappingLookup> | undefined = info
  const receipt = (advice: string, rest: Judgement<Content>): Receipt<Content> =>
    reportable({
      ...rest,
      advice,
      receivedAt,
      accessor: info?.accessor,
      creationTime: known?.creationTime,
      expiresAt: known?.expiresAt,
      creationPath: known?.creationPath
    })
  const invalid = (error: WrappingTokenInvalidError, wasValid: boolean): Receipt<Content> => {
    const possible = reasonsOf(known?.expiresAt, wasValid)
    const advice = possible[0] === "expired" ? adviceFor.expired : adviceFor.intercepted
    return receipt(advice, { verdict: "intercepted", possible, wasValid, error })
  }

  // It is certain that the token was not used.
  const unused = (error: ClientError): Receipt<Content> => {
    const verdict = gotNoResponse.has(error.code) ? "unreachable" : "refused"
    return receipt(adviceFor[verdict], { verdict, consumed: "no", error })
  }

  let lookup: WrappingLookup
  try {
    lookup = await lookUp()
  } catch (error) {
    // What the caller passed was not valid, and nothing was sent: that says nothing about the token.
    if (!isClientError(error) || error.code === "INVALID_ARGUMENT") throw error
    if (error.code === "WRAPPING_TOKEN_INVALID") return invalid(error, false)
    return unused(error)
  }
  known = lookup
  const tampered = (mismatch: Mismatch, consumed: "no" | "yes"): Receipt<Content> =>
    receipt(adviceFor.tampered[mismatch], {
      verdict: "tampered",
      mismatch,
      lookup,
      consumed
    })
  const mismatch = mismatchOf(lookup, expected, info, receivedAt.getTime())
  if (mismatch !== undefined) return tampered(mismatch, "no")
  let response: Content
  try {
    response = await unwrap()
  } catch (error) {
    if (!isClientError(error)) throw error
    if (error.code === "WRAPPING_TOKEN_INVALID") return invalid(error, true)
    if (error.envelope !== undefined) {
      return receipt(adviceFor.wrappedError, { verdict: "refused", consumed: "yes", error })
    }
    if (mayHaveUnwrapped.has(error.code)) {
      return receipt(adviceFor.unknown, { verdict: "unknown", consumed: "maybe", error })
    }
    return unused(error)
  }
  // A server wraps nothing twice, so the response of an unwrap has no wrap info.
  if (field(response, "wrap_info")) return tampered("wrapped", "yes")
  try {
    return receipt(adviceFor.received, { verdict: "received", response: await check(response), lookup })
  } catch (error) {
    if (!isClientError(error)) throw error
    return tampered("schema", "yes")
  }
}

/** Errors after which it is certain that there was no response. */
const gotNoResponse: ReadonlySet<string> = new Set(["CONNECTION_FAILED", "ABORTED", "TIMED_OUT"])

/** Errors of an unwrap after which the token may be used up. */
const mayHaveUnwrapped: ReadonlySet<string> = new Set(["OUTCOME_UNKNOWN", "SERVER_ERROR", "UNEXPECTED_RESPONSE"])

/**
 * What may have happened to a token that is not valid. One that has more time left than the clocks may differ has not expired.
 */
const reasonsOf = (expiresAt: Date | undefined, wasValid: boolean): ReadonlyArray<InvalidReason> => {
  if (expiresAt === undefined) return ["used", "expired", "revoked", "neverIssued"]
  const leftMs = expiresAt.getTime() - Date.now()
  if (leftMs > CLOCK_SKEW_MS) return ["used", "revoked"]
  return leftMs > (wasValid ? -1000 : 1000) ? ["used", "revoked", "expired"] : ["expired", "used", "revoked"]
}

/** In JSON, as in print, the response shows only its shape. */
const reportable = <Content>(receipt: object): Receipt<Content> =>
  Object.defineProperty(receipt, "toJSON", {
    value: () => ("response" in receipt ? { ...receipt, response: shapeOf(receipt.response) } : receipt)
  }) as Receipt<Content>
