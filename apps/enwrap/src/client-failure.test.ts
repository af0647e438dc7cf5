import {
  ConnectionError,
  NotFoundError,
  OutcomeUnknownError,
  ServerError,
  UnexpectedResponseError
} from "@enwrap/client-node"
import { describe, expect, it } from "vitest"
import { toFailure } from "./client-failure.ts"
import { Failure, printFailure } from "./failure.ts"

const said = (error: unknown, uses: "token" | "nothing" = "token"): string => {
  const failure = toFailure(error, "https://vault.example", uses)
  if (!(failure instanceof Failure)) throw new Error("no failure")
  return printFailure(failure)
}

describe("toFailure", () => {
  it.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "VAULT_CACERT"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "VAULT_CACERT"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "VAULT_CACERT"],
    ["CERT_HAS_EXPIRED", "VAULT_CACERT"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "VAULT_TLS_SERVER_NAME"],
    ["EPROTO", "speak http?"],
    ["ABORT_ERR", "VAULT_CLIENT_TIMEOUT"],
    ["ECONNREFUSED", "VAULT_ADDR"]
  ])("%s: says what to do", (code, advice) => {
    const cause = Object.assign(new Error("outer"), { cause: Object.assign(new Error("inner"), { code }) })
    expect(said(new ConnectionError("x", { cause }))).toContain(advice)
  })

  it("tells a time-out by its name", () => {
    const cause = new DOMException("x", "TimeoutError")
    expect(said(new OutcomeUnknownError("x", { cause }))).toContain("no answer in time")
  })

  it("names no operation of the client's", () => {
    for (const error of [
      new NotFoundError("wrappingUnwrap was answered with 404", { status: 404 }),
      new ServerError("wrappingUnwrap was answered with 502", { status: 502 }),
      new UnexpectedResponseError("wrappingUnwrap was answered with a redirect, which is not followed", { status: 302 })
    ])
      expect(said(error)).toMatch(/^enwrap: the server answered with (404|502|a redirect)/)
  })

  it("warns that a token may be used up, where the call uses one", () => {
    const error = new ServerError("wrappingUnwrap was answered with 502", { status: 502, errors: ["oops"] })
    expect(said(error)).toMatch(/the server answered 502: oops\n.*may be used up/)
    expect(said(new NotFoundError("x", { status: 404 }))).toContain("may be what was wrapped")
    expect(said(error, "nothing")).not.toContain("used up")
  })
})
