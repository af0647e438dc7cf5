import {
  ConnectionError,
  NotFoundError,
  OutcomeUnknownError,
  ServerError,
  UnexpectedResponseError
} from "@enwrap/client-node"
import { describe, expect, it } from "vitest"
import { toFailure } from "./client-failure.ts"
import { Failure, printFailure } from "../cli/failure.ts"

const printed = (error: unknown, consumes: "token" | "nothing" = "token"): string => {
  const failure = toFailure(error, "https://vault.example", consumes)
  if (!(failure instanceof Failure)) throw new Error("not a Failure")
  return printFailure(failure)
}

describe("toFailure", () => {
  it.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "VAULT_CACERT"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "VAULT_CACERT"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "VAULT_CACERT"],
    ["CERT_HAS_EXPIRED", "VAULT_CACERT"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "VAULT_TLS_SERVER_NAME"],
    ["EPROTO", "starts with http://"],
    ["TLS_EXPECTED", "starts with https://"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "starts with http://"],
    ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "VAULT_CLIENT_CERT"],
    ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "does not accept the client certificate"],
    ["ERR_OSSL_X509_KEY_VALUES_MISMATCH", "do not belong together"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "versions of TLS"],
    ["ABORT_ERR", "VAULT_CLIENT_TIMEOUT"],
    ["ECONNREFUSED", "VAULT_ADDR"]
  ])("%s: says what to do next", (code, advice) => {
    const cause = Object.assign(new Error("outer"), { cause: Object.assign(new Error("inner"), { code }) })
    expect(printed(new ConnectionError("x", { cause }))).toContain(advice)
  })

  it("recognises a timeout by the name of the error", () => {
    const cause = new DOMException("x", "TimeoutError")
    expect(printed(new OutcomeUnknownError("x", { cause }))).toContain("timed out")
  })

  it("does not print the name of a client operation", () => {
    for (const error of [
      new NotFoundError("wrappingUnwrap failed with 404", { status: 404 }),
      new ServerError("wrappingUnwrap failed with 502", { status: 502 }),
      new UnexpectedResponseError("wrappingUnwrap was redirected", { status: 302 })
    ])
      expect(printed(error)).toMatch(
        /^enwrap: the server responded with status (404|502|302)(\.|: a redirect, which is not followed\.)\n/
      )
  })

  it("warns that the token may be used up, if the call consumes a token", () => {
    const error = new ServerError("wrappingUnwrap failed with 502", { status: 502, errors: ["oops"] })
    expect(printed(error)).toMatch(/the server responded with status 502: oops\n.*may be used up/)
    expect(printed(new NotFoundError("x", { status: 404 }))).toContain("may be the wrapped response")
    expect(printed(error, "nothing")).not.toContain("used up")
  })
})
