import {
  CONNECTION_FAILED,
  INSECURE_ADDRESS,
  INVALID_ARGUMENT,
  isClientError,
  NOT_FOUND,
  OUTCOME_UNKNOWN,
  PERMISSION_DENIED,
  SEALED,
  SERVER_ERROR,
  UNEXPECTED_RESPONSE,
  WRAPPING_TOKEN_INVALID,
  type ClientError
} from "@enwrap/client-node"
import { Failure, usageFailure } from "./failure.ts"

/**
 * A client's error as the user of the command is to read it: what went wrong, why that may be, what to do next. `uses`
 * says whether the call uses a wrapping token up.
 */
export const toFailure = (error: unknown, address: string, uses: "token" | "nothing"): unknown => {
  if (!isClientError(error)) return error
  const hints = error.hint === undefined ? [] : [error.hint]
  switch (error.code) {
    case WRAPPING_TOKEN_INVALID:
      return new Failure("the wrapping token is not valid.", [
        "It was used already, has expired, was revoked, or is mistyped; the server does not tell which.",
        "If its time is not over and you did not use it, someone else may have: tell the sender, who should revoke what",
        "was wrapped and wrap it anew."
      ])
    case CONNECTION_FAILED: {
      const { what, advice } = reason(error)
      return new Failure(`cannot reach ${address}: ${what}.`, [
        advice ?? "Is the server running, and is this its address? Set VAULT_ADDR or BAO_ADDR, or give --address.",
        advice === undefined ? "`enwrap server --dev` starts one. Nothing was used up." : "Nothing was used up."
      ])
    }
    case OUTCOME_UNKNOWN: {
      const { what, advice } = reason(error)
      return new Failure(`the connection to ${address} broke before the answer was here: ${what}.`, [
        ...(advice === undefined ? [] : [advice]),
        "What was asked for may have happened, so it was not tried again.",
        "`enwrap lookup` tells whether a wrapping token still stands; if it does not, have the secret wrapped anew."
      ])
    }
    case PERMISSION_DENIED:
      return new Failure("permission denied.", [
        "The token in use is not valid, has expired, or may not do this. Set VAULT_TOKEN or BAO_TOKEN, or give --token."
      ])
    case SEALED:
      return new Failure("the server is sealed.", ["It answers nothing until it is unsealed."])
    case INSECURE_ADDRESS:
      return usageFailure(
        `the address ${address} would send tokens in the clear.`,
        "Use https. On a network that you trust as much as the token itself, --allow-insecure-http permits it."
      )
    case INVALID_ARGUMENT:
      return usageFailure(error.message, ...hints)
    case NOT_FOUND:
      return new Failure(answered(error), uses === "token" ? [...hints, mayBeWhatWasWrapped] : hints)
    case SERVER_ERROR:
    case UNEXPECTED_RESPONSE:
      return new Failure(answered(error), uses === "token" ? [...hints, mayBeUsedUp] : hints)
    default:
      return new Failure(answered(error), hints)
  }
}

const mayBeWhatWasWrapped =
  "That may be what was wrapped: an answer that there is nothing. `enwrap lookup` tells whether the token still stands."

const mayBeUsedUp =
  "The wrapping token may be used up: `enwrap lookup` tells whether it still stands; if not, have the secret wrapped anew."

/** What the server answered, in its own words where it had any. */
const answered = ({ errors, message, status }: ClientError): string => {
  if (errors.length > 0) return `the server answered ${status}: ${errors.join("; ")}`
  // The client names its operation, which is no word of this command's.
  const match = /^\w+ was answered with (.*)$/s.exec(message)
  return match === null ? message : `the server answered with ${match[1]}.`
}

interface Reason {
  readonly what: string
  /** What to do, where the reason tells. */
  readonly advice?: string
}

/** Why there is no answer: in words where the system's own code is known, or else by that code. */
const reason = (error: { readonly cause?: unknown }): Reason => {
  const causes = causesOf(error)
  const code = causes.map((cause) => cause.code).find((given) => typeof given === "string")
  if (causes.some((cause) => cause.name === "TimeoutError" || cause.name === "AbortError") || code === "ABORT_ERR") {
    return {
      what: "no answer in time",
      advice: "VAULT_CLIENT_TIMEOUT or BAO_CLIENT_TIMEOUT has how long to wait: 120s."
    }
  }
  switch (code) {
    case "ECONNREFUSED":
      return { what: "nothing listens there (ECONNREFUSED)" }
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return { what: `no such host is known (${code})` }
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return {
        what: `nobody known vouches for its certificate (${code})`,
        advice: "Name the file of the CA that signed it in VAULT_CACERT or BAO_CACERT."
      }
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return {
        what: `its certificate is for another name (${code})`,
        advice:
          "Use the name in the certificate as the address, or name it in VAULT_TLS_SERVER_NAME or BAO_TLS_SERVER_NAME."
      }
    case "CERT_HAS_EXPIRED":
      return {
        what: `its certificate has expired (${code})`,
        advice: "Have it renewed. VAULT_CACERT or BAO_CACERT names the CA, should that be the one which is out of date."
      }
    case "EPROTO":
      return {
        what: `it does not speak TLS (${code})`,
        advice: "Does the server speak http? Then the address begins with http://."
      }
    default: {
      const message = causes[0]?.message
      return { what: code ?? (typeof message === "string" && message !== "" ? message : "no answer") }
    }
  }
}

interface Cause {
  readonly name?: unknown
  readonly code?: string
  readonly message?: unknown
}

/** An error's causes, from the nearest to the first. */
const causesOf = (error: { readonly cause?: unknown }): ReadonlyArray<Cause> => {
  const causes: Array<Cause> = []
  for (let { cause } = error; typeof cause === "object" && cause !== null && causes.length < 8;) {
    causes.push(cause as Cause)
    cause = (cause as { readonly cause?: unknown }).cause
  }
  return causes
}
