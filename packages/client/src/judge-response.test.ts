import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import {
  defaults,
  envelope,
  health,
  json,
  noStore,
  read,
  unwrap,
  wrapInfo,
  wrapped,
  wrappedRead
} from "../test/judged-requests.ts"
import { UnexpectedResponseError } from "./errors.ts"
import { judgeResponse } from "./judge-response.ts"
import { pkiCaPemRead, tokenLookupSelf } from "./operations.ts"
import { RawResponse } from "./raw-response.ts"
import { buildRequest } from "./request.ts"
import type { WrapInfo } from "./wrap-info.ts"

describe("judgeResponse: successes", () => {
  it("returns the envelope unchanged", async () => {
    expect(await judgeResponse(json(envelope), read)).toEqual(envelope)
  })

  it("returns undefined for 204 [RW-ENV-6]", async () => {
    expect(await judgeResponse(new Response(null, { status: 204, headers: noStore }), read)).toBeUndefined()
  })

  it("returns a raw response that was wrapped, and prints nothing of it [RW-WE-11]", async () => {
    const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 255])
    const found = await judgeResponse(
      new Response(picture, { headers: { "content-type": "image/png", ...noStore } }),
      unwrap
    )
    expect(found).toBeInstanceOf(RawResponse)
    const raw = found as RawResponse
    expect([raw.status, raw.contentType, raw.bytes()]).toEqual([200, "image/png", picture])
    expect(`${raw}${JSON.stringify(raw)}${inspect(raw)}`).not.toContain("PNG")
    const pem = buildRequest(defaults, pkiCaPemRead, { mount: "pki" })
    const certificate = new Response("-----BEGIN", {
      headers: { "content-type": "application/pem-certificate-chain", ...noStore }
    })
    expect(((await judgeResponse(certificate, pem)) as RawResponse).text()).toBe("-----BEGIN")
  })

  it("returns a list that was wrapped as a raw response, because the token is used up", async () => {
    const found = await judgeResponse(
      new Response("[1,2]", { headers: { "content-type": "application/json", ...noStore } }),
      unwrap
    )
    expect((found as RawResponse).text()).toBe("[1,2]")
  })

  it("rejects an HTML page", async () => {
    const page = new Response("<html>", { headers: { "content-type": "text/html" } })
    await expect(judgeResponse(page.clone(), read)).rejects.toBeInstanceOf(UnexpectedResponseError)
    // Nor is it the content of a token: every response of the protocol has Cache-Control: no-store.
    await expect(judgeResponse(page, unwrap)).rejects.toBeInstanceOf(UnexpectedResponseError)
  })

  it("returns the wrap info of a wrapped response, with a redacted token [RW-ENV-3]", async () => {
    const info = (await judgeResponse(json(wrapped), wrappedRead)) as WrapInfo
    expect(info.token.reveal()).toBe("s.WrappingTokenExample1234")
    expect(info).toMatchObject({ accessor: "WrappingAccessorExample1", ttl: 300, creationPath: "secret/foo" })
    expect(info.creationTime).toEqual(new Date("2026-08-21T18:58:13.123Z"))
    expect(info.expiresAt).toEqual(new Date("2026-08-21T19:03:13.123Z"))
    expect(info.wrappedAccessor).toBeUndefined()
    expect(inspect(info) + JSON.stringify(info)).not.toContain("s.WrappingTokenExample1234")
  })

  it("returns the accessor of the token in the wrapped response [RW-ENV-5]", async () => {
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

  it("hides the token of a login from the console, and leaves it readable", async () => {
    const auth = { client_token: "s.issued", policies: ["default"] }
    const found = (await judgeResponse(json({ ...envelope, auth }), read)) as { readonly auth: typeof auth }
    expect(found.auth.client_token).toBe("s.issued")
    expect(inspect(found, { depth: 9 })).not.toContain("s.issued")
  })

  it.each(["read", "unwrapped"])("hides a token that was looked up from the console: %s", async (how) => {
    const request = how === "read" ? buildRequest(defaults, tokenLookupSelf) : unwrap
    const data = { id: "s.lookedUp", accessor: "A", creation_ttl: 0 }
    const found = (await judgeResponse(json({ ...envelope, data }), request)) as { readonly data: typeof data }
    expect(found).toEqual({ ...envelope, data })
    expect(inspect(found, { depth: 9 })).toMatch(/id: '<token>'/)
    expect(JSON.stringify(found)).toContain("s.lookedUp")
  })

  it("hides no other id, and adds no token", async () => {
    for (const data of [
      { id: 7, name: "shop" },
      { id: "", creation_ttl: 0 }
    ]) {
      expect(inspect(await judgeResponse(json({ ...envelope, data }), read))).not.toContain("<token>")
    }
  })

  it("parses JSON with the given codec", async () => {
    const codec = { parse: (text: string) => ({ text }), stringify: JSON.stringify }
    expect(await judgeResponse(new Response("12345678901234567890"), read, codec)).toEqual({
      text: "12345678901234567890"
    })
  })

  it.each([200, 429, 472, 473, 501, 503])("takes status %i of sys/health as a result [RW-SYS-1]", async (status) => {
    const body = { initialized: true, sealed: status === 503, standby: false }
    expect(await judgeResponse(json(body, status), health)).toEqual(body)
  })
})
