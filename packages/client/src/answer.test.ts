import { errorTexts } from "@enwrap/protocol"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { failureOf } from "../test/failure-of.ts"
import { invalidTokenText, judgeResponse } from "./answer.ts"
import {
  InvalidRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitedError,
  SealedError,
  ServerError,
  UnexpectedAnswerError,
  WrappingTokenInvalidError
} from "./errors.ts"
import { kvV1Read, pkiReadCaPem, sysHealth, tokenLookupSelf, wrappingUnwrap } from "./operations.ts"
import { RawAnswer } from "./raw-answer.ts"
import { buildRequest } from "./request.ts"
import type { WrapInfo } from "./wrap-info.ts"

const defaults = { address: "https://vault.example", token: "s.session" }
const read = buildRequest(defaults, kvV1Read, { mount: "secret", path: "foo" })
const wrappedRead = buildRequest(defaults, kvV1Read, { mount: "secret", path: "foo" }, "5m")
const unwrap = buildRequest(defaults, wrappingUnwrap, { body: { token: "s.wrapping" } })
const health = buildRequest(defaults, sysHealth)

const envelope = {
  request_id: "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
  lease_id: "",
  renewable: false,
  lease_duration: 2764800,
  data: { zip: "zap" },
  wrap_info: null,
  warnings: null,
  auth: null
}
const wrapInfo = {
  token: "s.WrappingTokenExample1234",
  accessor: "WrappingAccessorExample1",
  ttl: 300,
  creation_time: "2026-08-21T18:58:13.123456789Z",
  creation_path: "secret/foo"
}
const wrapped = { ...envelope, request_id: "", lease_duration: 0, data: null, wrap_info: wrapInfo }

const noStore = { "cache-control": "no-store" }
const json = (body: unknown, status = 200) => Response.json(body, { status })
const errors = (status: number, ...texts: ReadonlyArray<string>) => json({ errors: texts }, status)

describe("judgeResponse: successes", () => {
  it("gives the envelope as it came", async () => {
    expect(await judgeResponse(json(envelope), read)).toEqual(envelope)
  })

  it("gives undefined for 204 [RW-ENV-6]", async () => {
    expect(await judgeResponse(new Response(null, { status: 204 }), read)).toBeUndefined()
  })

  it("gives what an unwrap found as it is, if it is no envelope, and shows none of it [RW-WE-11]", async () => {
    const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 255])
    const found = await judgeResponse(
      new Response(picture, { headers: { "content-type": "image/png", ...noStore } }),
      unwrap
    )
    expect(found).toBeInstanceOf(RawAnswer)
    const raw = found as RawAnswer
    expect([raw.status, raw.contentType, raw.bytes()]).toEqual([200, "image/png", picture])
    expect(`${raw}${JSON.stringify(raw)}${inspect(raw)}`).not.toContain("PNG")
    const pem = buildRequest(defaults, pkiReadCaPem, { mount: "pki" })
    const certificate = new Response("-----BEGIN", {
      headers: { "content-type": "application/pem-certificate-chain", ...noStore }
    })
    expect(((await judgeResponse(certificate, pem)) as RawAnswer).text()).toBe("-----BEGIN")
  })

  it("gives an upstream's JSON that is no object as it is: it was the consumer's only chance", async () => {
    const found = await judgeResponse(
      new Response("[1,2]", { headers: { "content-type": "application/json", ...noStore } }),
      unwrap
    )
    expect((found as RawAnswer).text()).toBe("[1,2]")
  })

  it("a page in the place of an envelope is no answer", async () => {
    const page = new Response("<html>", { headers: { "content-type": "text/html" } })
    await expect(judgeResponse(page.clone(), read)).rejects.toBeInstanceOf(UnexpectedAnswerError)
    // Nor is it what an unwrap gives: the protocol's own answers say that nobody may keep them.
    await expect(judgeResponse(page, unwrap)).rejects.toBeInstanceOf(UnexpectedAnswerError)
  })

  it("gives the wrap info of a wrapped answer, its token redacted [RW-ENV-3]", async () => {
    const info = (await judgeResponse(json(wrapped), wrappedRead)) as WrapInfo
    expect(info.token.reveal()).toBe("s.WrappingTokenExample1234")
    expect(info).toMatchObject({ accessor: "WrappingAccessorExample1", ttl: 300, creationPath: "secret/foo" })
    expect(info.creationTime).toEqual(new Date("2026-08-21T18:58:13.123Z"))
    expect(info.expiresAt).toEqual(new Date("2026-08-21T19:03:13.123Z"))
    expect(info.wrappedAccessor).toBeUndefined()
    expect(inspect(info) + JSON.stringify(info)).not.toContain("s.WrappingTokenExample1234")
  })

  it("gives the accessor of the token inside [RW-ENV-5]", async () => {
    const body = { ...wrapped, wrap_info: { ...wrapInfo, wrapped_accessor: "Inner" } }
    expect(await judgeResponse(json(body), wrappedRead)).toMatchObject({ wrappedAccessor: "Inner" })
  })

  it.each(["2026-08-21T18:58:13Z", "2026-08-21T20:58:13.0+02:00"])(
    "reads the creation time %s [RW-ENV-4]",
    async (text) => {
      const body = { ...wrapped, wrap_info: { ...wrapInfo, creation_time: text } }
      expect(await judgeResponse(json(body), wrappedRead)).toMatchObject({
        creationTime: new Date("2026-08-21T18:58:13Z")
      })
    }
  )

  it("hides a token that an answer holds from the console, and leaves it readable", async () => {
    const auth = { client_token: "s.issued", policies: ["default"] }
    const answer = (await judgeResponse(json({ ...envelope, auth }), read)) as { readonly auth: typeof auth }
    expect(answer.auth.client_token).toBe("s.issued")
    expect(inspect(answer, { depth: 9 })).not.toContain("s.issued")
  })

  it.each(["read", "unwrapped"])("hides a token that was looked up from the console: %s", async (how) => {
    const request = how === "read" ? buildRequest(defaults, tokenLookupSelf) : unwrap
    const data = { id: "s.lookedUp", accessor: "A", creation_ttl: 0 }
    const answer = (await judgeResponse(json({ ...envelope, data }), request)) as { readonly data: typeof data }
    expect(answer).toEqual({ ...envelope, data })
    expect(inspect(answer, { depth: 9 })).toMatch(/id: '<token>'/)
    expect(JSON.stringify(answer)).toContain("s.lookedUp")
  })

  it("hides no other id, and makes no token up", async () => {
    for (const data of [
      { id: 7, name: "shop" },
      { id: "", creation_ttl: 0 }
    ]) {
      expect(inspect(await judgeResponse(json({ ...envelope, data }), read))).not.toContain("<token>")
    }
  })

  it("reads JSON as it is told to", async () => {
    const codec = { parse: (text: string) => ({ text }), stringify: JSON.stringify }
    expect(await judgeResponse(new Response("12345678901234567890"), read, codec)).toEqual({
      text: "12345678901234567890"
    })
  })

  it.each([200, 429, 472, 473, 501, 503])(
    "takes %i of sys/health for what it says of the server [RW-SYS-1]",
    async (status) => {
      const body = { initialized: true, sealed: status === 503, standby: false }
      expect(await judgeResponse(json(body, status), health)).toEqual(body)
    }
  )
})

describe("judgeResponse: refusals", () => {
  it("knows an invalid wrapping token, and says what to make of it [RW-SU-2]", async () => {
    const error = await failureOf(judgeResponse(errors(400, errorTexts.invalidWrappingToken), unwrap))
    expect(error).toBeInstanceOf(WrappingTokenInvalidError)
    expect(error).toMatchObject({ status: 400, errors: [errorTexts.invalidWrappingToken] })
    expect(error.message).toMatch(/expired, was used by someone else, was revoked, or was never issued/)
    expect(error.hint).toMatch(/intercepted/)
  })

  it.each(["x", "token", "wrapping", "valid or", "on", "\u0000"])("knows it whatever the token: %j", async (token) => {
    const request = { ...unwrap, secrets: [token] }
    const error = await failureOf(judgeResponse(errors(400, errorTexts.invalidWrappingToken), request))
    expect(error).toBeInstanceOf(WrappingTokenInvalidError)
    expect(error.errors).toEqual([errorTexts.invalidWrappingToken])
  })

  it("knows a sealed server whatever the token, and quotes none beside the protocol's text", async () => {
    const request = { ...read, secrets: ["sealed", "s.wrapping"] }
    expect(await failureOf(judgeResponse(errors(503, "Vault is sealed"), request))).toBeInstanceOf(SealedError)
    const error = await failureOf(judgeResponse(errors(400, `${errorTexts.invalidWrappingToken}: s.wrapping`), request))
    expect(error.errors).toEqual([`${errorTexts.invalidWrappingToken}: <token>`])
  })

  it("knows the text of the protocol", () => {
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
  ] as const)("takes %i %j", async (status, texts, Class) => {
    const error = await failureOf(judgeResponse(errors(status, ...texts), read))
    expect(error).toBeInstanceOf(Class)
    expect(error).toMatchObject({ status, errors: texts })
    expect(error.message).toContain(`kvV1Read was answered with ${status}`)
  })

  it("keeps the envelope of a 404 that has one [RW-KV-6 RW-WE-11]", async () => {
    const body = { ...envelope, data: { data: null, metadata: { version: 1 } } }
    const error = await failureOf(judgeResponse(json(body, 404), unwrap))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error.envelope).toEqual(body)
    expect(Object.keys(error)).not.toContain("envelope")
  })

  it("takes a refusal that is no JSON by its status", async () => {
    const proxy = () => new Response("<html>Bad gateway s.session</html>", { status: 502 })
    const error = await failureOf(judgeResponse(proxy(), read))
    expect(error).toBeInstanceOf(ServerError)
    expect(inspect(error)).not.toContain("Bad gateway")
  })

  it("quotes no token that a server echoes [RW-SEC-1]", async () => {
    const error = await failureOf(judgeResponse(errors(400, "token s.wrapping is odd"), unwrap))
    expect(error.errors).toEqual(["token <token> is odd"])
    expect(inspect(error) + JSON.stringify(error) + error.message).not.toContain("s.wrapping")
  })
})

describe("judgeResponse: what the protocol does not know", () => {
  it.each([
    ["a page", new Response("<html>"), /not JSON/],
    ["half an envelope", new Response(JSON.stringify(envelope).slice(0, 40)), /not JSON/],
    ["nothing", new Response("", { status: 200 }), /no JSON object/],
    ["a list", json([1]), /no JSON object/],
    ["a number", json(5), /no JSON object/],
    ["errors with 200", errors(200, "odd"), /no JSON object/],
    ["a redirect", new Response(null, { status: 307, headers: { location: "https://elsewhere.example" } }), /redirect/]
  ])("refuses %s", async (_, response, message) => {
    const error = await failureOf(judgeResponse(response, read))
    expect(error).toBeInstanceOf(UnexpectedAnswerError)
    expect(error.message).toMatch(message)
    expect(inspect(error)).not.toMatch(/zap|elsewhere/)
  })

  it("refuses a redirect that a browser hides", async () => {
    const hidden = {
      type: "opaqueredirect",
      status: 0,
      headers: new Headers(),
      arrayBuffer: async () => new ArrayBuffer(0)
    } as unknown as Response
    await expect(judgeResponse(hidden, unwrap)).rejects.toThrow(/redirect/)
  })

  it.each([
    ["an open answer", json(envelope)],
    ["no answer", new Response(null, { status: 204 })],
    ["a wrap info without a token", json({ ...wrapped, wrap_info: { ...wrapInfo, token: undefined } })],
    ["a creation time that is none", json({ ...wrapped, wrap_info: { ...wrapInfo, creation_time: "today" } })]
  ])("refuses %s where wrapping was asked for [RW-HD-6]", async (_, response) => {
    const error = await failureOf(judgeResponse(response, wrappedRead))
    expect(error).toBeInstanceOf(UnexpectedAnswerError)
    expect(inspect(error)).not.toMatch(/zap|s\.Wrapping/)
  })
})
