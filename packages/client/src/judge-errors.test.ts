import { errorTexts } from "@enwrap/protocol"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { failureOf } from "../test/failure-of.ts"
import {
  foreignBodies,
  foreignSuccesses,
  gatewayErrors,
  revocations,
  unmarkedRevocations,
  unwrapped
} from "../test/unwrapped-errors.ts"
import {
  defaults,
  envelope,
  errors,
  json,
  read,
  unwrap,
  wrapInfo,
  wrapped,
  wrappedRead
} from "../test/judged-requests.ts"
import {
  InvalidRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitedError,
  SealedError,
  ServerError,
  UnexpectedResponseError,
  WrappingTokenInvalidError
} from "./errors.ts"
import { defineOperation } from "./define-operation.ts"
import { invalidTokenText, judgeResponse } from "./judge-response.ts"
import {
  leaseRevoke,
  policyDelete,
  policyWrite,
  tokenRevoke,
  tokenRevokeAccessor,
  tokenRevokeOrphan,
  tokenRevokeSelf
} from "./operations.ts"
import { buildRequest } from "./request.ts"

/** Every way to revoke a token, also by its path and in a namespace. */
const revocationRequests = [
  buildRequest(defaults, tokenRevokeAccessor, { body: { accessor: "A" } }),
  buildRequest(defaults, tokenRevoke, { body: { token: "s.other" } }),
  buildRequest(defaults, tokenRevokeOrphan, { body: { token: "s.other" } }),
  buildRequest(defaults, tokenRevokeSelf),
  buildRequest(defaults, { ...defineOperation("update {path*}"), raw: true }, { path: "team/auth/token/revoke-self" })
]

describe("judgeResponse: errors", () => {
  it("recognises an invalid wrapping token, and says what to do [RW-SU-2]", async () => {
    const error = await failureOf(judgeResponse(errors(400, errorTexts.invalidWrappingToken), unwrap))
    expect(error).toBeInstanceOf(WrappingTokenInvalidError)
    expect(error).toMatchObject({ status: 400, errors: [errorTexts.invalidWrappingToken] })
    expect(error.message).toMatch(/expired, was used by someone else, was revoked, or was never issued/)
    expect(error.hint).toMatch(/intercepted/)
  })

  it("ignores error texts that are none", async () => {
    const hostile = Response.json({ errors: [{ toString: 1, valueOf: 1 }, "busy", 7] }, { status: 429 })
    expect(await failureOf(judgeResponse(hostile, unwrap))).toMatchObject({ code: "RATE_LIMITED", errors: ["busy"] })
  })

  it.each(["x", "token", "wrapping", "valid or", "on", "\u0000"])("recognises it if the token is %j", async (token) => {
    const request = { ...unwrap, secrets: [token] }
    const error = await failureOf(judgeResponse(errors(400, errorTexts.invalidWrappingToken), request))
    expect(error).toBeInstanceOf(WrappingTokenInvalidError)
    expect(error.errors).toEqual([errorTexts.invalidWrappingToken])
  })

  it("recognises a sealed server whatever the token is, and quotes no token beside the protocol's text", async () => {
    const request = { ...read, secrets: ["sealed", "s.wrapping"] }
    expect(await failureOf(judgeResponse(errors(503, "Vault is sealed"), request))).toBeInstanceOf(SealedError)
    const error = await failureOf(judgeResponse(errors(400, `${errorTexts.invalidWrappingToken}: s.wrapping`), request))
    expect(error.errors).toEqual([`${errorTexts.invalidWrappingToken}: <token>`])
  })

  it("has the text of the protocol", () => {
    expect(invalidTokenText).toBe(errorTexts.invalidWrappingToken)
  })

  it.each([
    [400, ["missing data"], InvalidRequestError],
    [403, ["permission denied"], PermissionDeniedError],
    [404, [], NotFoundError],
    [405, [], InvalidRequestError],
    [413, ["http: request body too large"], InvalidRequestError],
    [429, ["request path: rate limit quota exceeded"], RateLimitedError],
    [500, ["1 error occurred:\n\t* internal error\n\n"], ServerError],
    [503, ["Vault is sealed"], SealedError],
    [503, ["OpenBao is sealed"], SealedError],
    [503, ["overloaded"], ServerError]
  ] as const)("recognises %i %j", async (status, texts, Class) => {
    const error = await failureOf(judgeResponse(errors(status, ...texts), read))
    expect(error).toBeInstanceOf(Class)
    expect(error).toMatchObject({ status, errors: texts })
    expect(error.message).toContain(`kvV1Read was answered with ${status}`)
  })

  it("keeps the envelope of a 404 [RW-KV-6 RW-WE-11]", async () => {
    const body = { ...envelope, data: { data: null, metadata: { version: 1 } } }
    for (const [response, request] of [
      [json(body, 404), read],
      [unwrapped(404, JSON.stringify(body))(), unwrap]
    ] as const) {
      const error = await failureOf(judgeResponse(response, request))
      expect(error).toBeInstanceOf(NotFoundError)
      expect(error.envelope).toEqual(body)
      expect(Object.keys(error)).not.toContain("envelope")
      expect(inspect(error) + JSON.stringify(error)).not.toContain("metadata")
    }
  })

  it("keeps the envelope of another status that was unwrapped, and an empty object if nothing was wrapped", async () => {
    const failed = await failureOf(judgeResponse(unwrapped(400, JSON.stringify(envelope))(), unwrap))
    expect(failed).toMatchObject({ code: "INVALID_REQUEST", status: 400, envelope })
    const nothing = await failureOf(judgeResponse(unwrapped(404, "")(), unwrap))
    expect(nothing).toMatchObject({ code: "NOT_FOUND" })
    expect(nothing.envelope).toEqual({})
    expect((await failureOf(judgeResponse(unwrapped(404, "")(), read))).envelope).toBeUndefined()
  })

  it("takes a gateway's error for no response of the server to an unwrap, and its JSON for no envelope", async () => {
    for (const response of gatewayErrors)
      expect(await failureOf(judgeResponse(response(), unwrap))).toMatchObject({
        code: "UNEXPECTED_RESPONSE",
        envelope: undefined
      })
    expect(await failureOf(judgeResponse(json({ message: "no route" }, 404), read))).toMatchObject({
      code: "NOT_FOUND",
      envelope: undefined
    })
  })

  it("judges an error that is not JSON by its status", async () => {
    const proxy = () => new Response("<html>Bad gateway s.session</html>", { status: 502 })
    const error = await failureOf(judgeResponse(proxy(), read))
    expect(error).toBeInstanceOf(ServerError)
    expect(inspect(error)).not.toContain("Bad gateway")
  })

  it("does not quote a token that the server echoes [RW-SEC-1]", async () => {
    const error = await failureOf(judgeResponse(errors(400, "token s.wrapping is odd"), unwrap))
    expect(error.errors).toEqual(["token <token> is odd"])
    expect(inspect(error) + JSON.stringify(error) + error.message).not.toContain("s.wrapping")
  })
})

describe("judgeResponse: unexpected responses", () => {
  it.each([
    ["a page", new Response("<html>"), /not JSON/],
    ["half an envelope", new Response(JSON.stringify(envelope).slice(0, 40)), /not JSON/],
    ["an empty body", new Response("", { status: 200 }), /not a JSON object/],
    ["a list", json([1]), /not a JSON object/],
    ["a number", json(5), /not a JSON object/],
    ["errors with 200", errors(200, "odd"), /not a JSON object/],
    ["a redirect", new Response(null, { status: 307, headers: { location: "https://elsewhere.example" } }), /redirect/]
  ])("rejects %s", async (_, response, message) => {
    const error = await failureOf(judgeResponse(response, read))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error.message).toMatch(message)
    expect(inspect(error)).not.toMatch(/zap|elsewhere/)
  })

  it.each(foreignBodies)("takes %s with no-store for no content of a token", async (_, contentType, body) => {
    const headers = { "content-type": contentType, "cache-control": "no-cache, no-store, must-revalidate" }
    const error = await failureOf(judgeResponse(new Response(body, { headers }), unwrap))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({ status: 200 })
    expect(inspect(error)).not.toMatch(/zip|ign/)
  })

  it.each([...foreignSuccesses, ...unmarkedRevocations])(
    "takes %s for no revocation, and says that the token may still be valid",
    async (_, respond) => {
      for (const revocation of revocationRequests) {
        const error = await failureOf(judgeResponse(respond(), revocation))
        expect(error).toBeInstanceOf(UnexpectedResponseError)
        expect(error.hint).toMatch(/may still be valid\.$/)
        expect(inspect(error)).not.toMatch(/ign/)
      }
    }
  )

  it.each(revocations)("takes %s of a server for a revocation", async (_, respond) => {
    for (const revocation of revocationRequests)
      await expect(judgeResponse(respond(), revocation)).resolves.not.toBeInstanceOf(Error)
  })

  it.each(foreignSuccesses)("takes %s for no success of another write", async (_, respond) => {
    for (const route of [policyWrite, policyDelete, leaseRevoke]) {
      const error = await failureOf(judgeResponse(respond(), buildRequest(defaults, route, { name: "app", body: {} })))
      expect(error).toBeInstanceOf(UnexpectedResponseError)
      expect(error.hint).not.toMatch(/valid/)
    }
  })

  it("rejects a redirect that a browser hides", async () => {
    const hidden = {
      type: "opaqueredirect",
      status: 0,
      headers: new Headers(),
      body: null
    } as unknown as Response
    await expect(judgeResponse(hidden, unwrap)).rejects.toThrow(/redirect/)
  })

  it.each([
    ["an unwrapped response", json(envelope)],
    ["a 204", new Response(null, { status: 204 })],
    ["a wrap info without a token", json({ ...wrapped, wrap_info: { ...wrapInfo, token: undefined } })],
    ["an invalid creation time", json({ ...wrapped, wrap_info: { ...wrapInfo, creation_time: "today" } })]
  ])("rejects %s if wrapping was requested [RW-HD-6]", async (_, response) => {
    const error = await failureOf(judgeResponse(response, wrappedRead))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(inspect(error)).not.toMatch(/zap|s\.Wrapping/)
  })
})
