import {
  ABORTED,
  CONNECTION_FAILED,
  INSECURE_ADDRESS,
  INVALID_ARGUMENT,
  isClientError,
  NOT_FOUND,
  OUTCOME_UNKNOWN,
  PERMISSION_DENIED,
  SEALED,
  SERVER_ERROR,
  TIMED_OUT,
  UNEXPECTED_RESPONSE,
  WRAPPING_TOKEN_INVALID,
  type ClientError
} from "@enwrap/client-node"
import { kvTexts } from "@enwrap/protocol"
import { Failure, usageFailure } from "../cli/failure.ts"

/**
 * Translates a client's error for the user of the command: what went wrong, the likely cause, and what to do next.
 *
 * @param consumes whether the call uses up a wrapping token
 */
export const toFailure = (error: unknown, address: string, consumes: "token" | "nothing"): unknown => {
  if (!isClientError(error)) return error
  const hints = error.hint === undefined ? [] : [error.hint]
  switch (error.code) {
    case WRAPPING_TOKEN_INVALID:
      return new Failure("the wrapping token is not valid.", [
        "It was used, has expired, was revoked, or is mistyped; the server does not say which.",
        "If it has not expired and you did not use it, someone else may have read the secret: tell the sender to revoke",
        "the secret and to wrap a new one."
      ])
    case ABORTED:
    case TIMED_OUT:
    case CONNECTION_FAILED: {
      const { advice, place = address, what } = reasonOf(error)
      return new Failure(`cannot reach ${place}: ${what}.`, [
        advice ??
          "Check that the server is running and that the address is correct (BAO_ADDR, VAULT_ADDR or --address).",
        ...(advice === undefined ? ["Run `enwrap server --dev` to start a server for development."] : []),
        ...(consumes === "token" ? ["The wrapping token was not used."] : [])
      ])
    }
    case OUTCOME_UNKNOWN: {
      const { advice, what } = reasonOf(error)
      return new Failure(`the connection to ${address} was lost before a response arrived: ${what}.`, [
        ...(advice === undefined ? [] : [advice]),
        "The server may have carried out the request, so it was not retried.",
        consumes === "token" ? checkToken : "Check whether it did before you run the command again."
      ])
    }
    case PERMISSION_DENIED:
      return new Failure("permission denied.", [
        "The token is invalid, has expired, or does not permit this. Set BAO_TOKEN or VAULT_TOKEN, or use --token."
      ])
    case SEALED:
      return new Failure("the server is sealed.", [
        "Unseal it with `enwrap operator unseal`, then run the command again."
      ])
    case INSECURE_ADDRESS:
      return usageFailure(
        `${error.message}.`,
        "Use https. If you trust the network, and a proxy on the way, --allow-insecure-http permits http."
      )
    case INVALID_ARGUMENT:
      return usageFailure(error.message, ...hints)
    case NOT_FOUND:
      return new Failure(responseText(error), [
        ...hints,
        ...(error.errors.some((text) => text.startsWith("no handler for route")) ? [noMount] : []),
        ...(consumes === "token" ? [mayBeContents] : [])
      ])
    case SERVER_ERROR:
    case UNEXPECTED_RESPONSE:
      return new Failure(responseText(error), consumes === "token" ? [...hints, mayBeUsedUp] : hints)
    default:
      return new Failure(
        responseText(error),
        error.errors.includes(kvTexts.noDataProvided) ? [...hints, inData] : hints
      )
  }
}

const noMount =
  "Nothing is mounted at this path. `enwrap read sys/mounts` lists the mounts, and `enwrap write sys/mounts/NAME type=kv` adds one."

const inData =
  'Version 2 of the key-value engine takes a secret in the field `data`: echo \'{"data":{"KEY":"VALUE"}}\' | enwrap write PATH -'

const checkToken =
  "Run `enwrap lookup` to see whether the wrapping token is still valid. If not, ask for the secret to be wrapped again."

const mayBeContents =
  "This may be the wrapped response itself: 404 Not Found. Run `enwrap lookup` to see whether the token is still valid."

const mayBeUsedUp = `The wrapping token may be used up. ${checkToken}`

/** The server's error texts, or its status. The client's own message is not used: it names an operation of its API. */
const responseText = (error: ClientError): string => {
  const { errors, status } = error
  const said = errors.map((text) => text.trim().replace(/^1 error occurred:\n\t\* /, "")).join("; ")
  if (said !== "") return `the server responded with status ${status}: ${said}`
  if (error.code !== UNEXPECTED_RESPONSE) return `the server responded with status ${status}.`
  if (error.reason !== undefined) return "the response is not wrapped, although wrapping was requested."
  if (status === undefined) return "the response is not in the format of the protocol."
  return status >= 300 && status < 400
    ? `the server responded with status ${status}: a redirect, which is not followed.`
    : `the server responded with status ${status}, but not in the format of the protocol.`
}

interface Reason {
  readonly what: string
  /** What could not be reached, if that is not the server. */
  readonly place?: string
  /** What to do, if the reason determines it. */
  readonly advice?: string
}

const setClientFiles =
  "Set BAO_CLIENT_CERT and BAO_CLIENT_KEY, or VAULT_CLIENT_CERT and VAULT_CLIENT_KEY, to a certificate that the server accepts and its key."

/** The alerts of a server that has seen the client certificate. */
const refusedCertificate = /_ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_\w+|UNKNOWN_CA)$/

const checkProxy =
  "Check the variable that names the proxy: BAO_PROXY_ADDR, BAO_HTTP_PROXY, HTTP_PROXY or HTTPS_PROXY, or those of VAULT. NO_PROXY names servers that need none."

const unreachable = (code: string | undefined): Reason => {
  if (code === "ECONNREFUSED") return { what: "connection refused (ECONNREFUSED)" }
  return { what: code === "ENOTFOUND" || code === "EAI_AGAIN" ? `unknown host (${code})` : (code ?? "no response") }
}

/** The proxy that could not be reached: the message of the cause names it. */
const proxyOf = (causes: ReadonlyArray<Cause>): string | undefined =>
  causes.map(({ message }) => /^cannot reach the proxy (\S+): /.exec(String(message))?.[1]).find((found) => found)

/** Why no response arrived. Unknown reasons are named by the system's error code. */
const reasonOf = (error: { readonly cause?: unknown }): Reason => {
  const causes = causesOf(error)
  const code = causes.map((cause) => cause.code).find((given) => typeof given === "string")
  if (causes.some((cause) => cause.name === "TimeoutError" || cause.name === "AbortError") || code === "ABORT_ERR") {
    return {
      what: "the request timed out",
      advice: "To wait longer, set BAO_CLIENT_TIMEOUT or VAULT_CLIENT_TIMEOUT, for example to 120s."
    }
  }
  const proxy = proxyOf(causes)
  if (proxy !== undefined) return { ...unreachable(code), place: `the proxy ${proxy}`, advice: checkProxy }
  switch (code) {
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return unreachable(code)
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return {
        what: `its certificate is not trusted (${code})`,
        advice: "Set BAO_CACERT or VAULT_CACERT to the file of the CA certificate that signed it."
      }
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return {
        what: `its certificate is for another name (${code})`,
        advice: "Use the certificate's name as the address, or set BAO_TLS_SERVER_NAME or VAULT_TLS_SERVER_NAME to it."
      }
    case "CERT_HAS_EXPIRED":
      return {
        what: `its certificate has expired (${code})`,
        advice: "Renew the certificate. If the CA certificate in BAO_CACERT or VAULT_CACERT has expired, replace that."
      }
    case "ERR_OSSL_X509_KEY_VALUES_MISMATCH":
      return { what: `the client certificate and the key do not belong together (${code})`, advice: setClientFiles }
    case "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED":
      return { what: `the server requires a client certificate (${code})`, advice: setClientFiles }
    case "TLS_EXPECTED":
      return {
        what: "the server expects TLS",
        advice:
          "Use an address that starts with https://. The request was sent without encryption: whoever could read it has what it contained."
      }
    case "EPROTO":
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
      return {
        what: `the server does not speak TLS (${code})`,
        advice: "If the server speaks plain HTTP, use an address that starts with http://."
      }
    default: {
      if (code !== undefined && refusedCertificate.test(code))
        return { what: `the server does not accept the client certificate (${code})`, advice: setClientFiles }
      if (code !== undefined && /^ERR_O?SSL_/.test(code))
        return {
          what: `TLS failed (${code})`,
          advice: "Check the files of the certificates and keys, and the versions of TLS that the server accepts."
        }
      const message = causes[0]?.message
      return { what: code ?? (typeof message === "string" && message !== "" ? message : "no response") }
    }
  }
}

interface Cause {
  readonly name?: unknown
  readonly code?: string
  readonly message?: unknown
}

/** The causes of an error, the direct cause first. */
const causesOf = (error: { readonly cause?: unknown }): ReadonlyArray<Cause> => {
  const causes: Array<Cause> = []
  for (let { cause } = error; typeof cause === "object" && cause !== null && causes.length < 8;) {
    causes.push(cause as Cause)
    cause = (cause as { readonly cause?: unknown }).cause
  }
  return causes
}
