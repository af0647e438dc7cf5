/** A reader who knows only HTTP must be able to fix a broken server with nothing but the HTML report. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { renderHtml, runConformance } from "@enwrap/conformance"
import { httpTransport } from "../src/transport.ts"
import { brokenServers } from "./broken-servers/index.ts"
import { tampered } from "./broken-servers/tampering.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

/** The text of a part of a page. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")

it.each([
  {
    fault: "returns the payload on every unwrap",
    says: [
      "1. POST sys/wrapping/unwrap",
      "returns 200 instead of 400",
      "After a successful unwrap, a server MUST answer every further unwrap",
      // How to get there, and the response that is wrong.
      "POST /v1/sys/wrapping/wrap\nx-vault-token: <the given token>\nx-vault-wrap-ttl: 300",
      "This response is wrong.\nPOST /v1/sys/wrapping/unwrap\nx-vault-token: <wrapping token 1>\nHTTP status 200"
    ]
  },
  {
    fault: "reads a malformed wrap TTL as a minute",
    says: [
      "1. POST sys/wrapping/wrap: returns 200 instead of 400",
      "A server MUST answer a wrap TTL that it cannot parse with 400",
      "x-vault-wrap-ttl: abc",
      '"ttl": 60'
    ]
  },
  {
    fault: "returns another error for revoked tokens",
    says: [
      "1. POST sys/wrapping/unwrap: the error has the wrong message",
      'Expectedan error that contains "wrapping token is not valid or does not exist"',
      'Your server["the token was revoked"]',
      "POST /v1/auth/token/revoke-accessor"
    ]
  }
])("a server that $fault", async ({ fault, says }) => {
  const broken = brokenServers.find((one) => one.fault === fault)
  if (broken === undefined) throw new Error(`there is no such broken server: ${fault}`)
  const report = await runConformance({
    url: server.url,
    token: server.rootToken,
    cases: broken.fails,
    jobs: 1,
    inOrder: true,
    transport: tampered(httpTransport(new URL(server.url)), broken.tamper(server.rootToken))
  })
  const [, first = ""] = renderHtml(report).split("<article")
  const text = textOf(first).replaceAll(/\n\n+/g, "\n")
  for (const part of says) expect(text).toContain(part)
})
