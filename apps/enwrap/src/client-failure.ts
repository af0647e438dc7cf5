import {
  CONNECTION_FAILED,
  INSECURE_ADDRESS,
  INVALID_ARGUMENT,
  isClientError,
  OUTCOME_UNKNOWN,
  PERMISSION_DENIED,
  SEALED,
  WRAPPING_TOKEN_INVALID
} from "@enwrap/client-node"
import { Failure, usageFailure } from "./failure.ts"

/** A client's error as the user of the command is to read it: what went wrong, why that may be, what to do next. */
export const toFailure = (error: unknown, address: string): unknown => {
  if (!isClientError(error)) return error
  const hints = error.hint === undefined ? [] : [error.hint]
  switch (error.code) {
    case WRAPPING_TOKEN_INVALID:
      return new Failure("the wrapping token is not valid.", [
        "It was used already, has expired, was revoked, or is mistyped; the server does not tell which.",
        "If its time is not over and you did not use it, someone else may have: tell the sender, who should revoke what",
        "was wrapped and wrap it anew."
      ])
    case CONNECTION_FAILED:
      return new Failure(`cannot reach ${address}: ${reason(error)}.`, [
        "Is the server running, and is this its address? Set VAULT_ADDR or BAO_ADDR, or give --address.",
        "`enwrap server --dev` starts one. Nothing was used up."
      ])
    case OUTCOME_UNKNOWN:
      return new Failure(`the connection to ${address} broke before the answer was here: ${reason(error)}.`, [
        "What was asked for may have happened, so it was not tried again.",
        "`enwrap lookup` tells whether a wrapping token still stands; if it does not, have the secret wrapped anew."
      ])
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
    default:
      return new Failure(
        error.errors.length > 0 ? `the server answered ${error.status}: ${error.errors.join("; ")}` : error.message,
        hints
      )
  }
}

/** The system's own word for a broken connection: `ECONNREFUSED`. */
const reason = (error: { readonly cause?: unknown }): string => {
  const { code, message } = (error.cause ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  switch (code) {
    case "ECONNREFUSED":
      return "nothing listens there (ECONNREFUSED)"
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `no such host is known (${code})`
    default:
      return typeof code === "string" ? code : typeof message === "string" && message !== "" ? message : "no answer"
  }
}
