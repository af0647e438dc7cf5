/** A reader who knows only HTTP must be able to fix a broken server with nothing but the HTML report. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { readFileSync } from "node:fs"
import { Ajv2020 } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import { renderHtml, renderJson } from "@enwrap/conformance"
import { runSuite } from "../src/run-suite.ts"
import { httpTransport } from "../src/transport.ts"
import { brokenServers } from "./broken-servers/index.ts"
import { tampered } from "./broken-servers/tampering.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
const validate = ajv.compile(JSON.parse(readFileSync(new URL("../report.schema.json", import.meta.url), "utf8")))

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
    fault: "keeps deleted entries of a cubbyhole",
    says: [
      "1. GET cubbyhole/*: returns 200 instead of 404 after DELETE cubbyhole/*",
      "The effect of an operation MUST NOT depend on whether its response is wrapped.",
      "HTTP status 204"
    ]
  },
  {
    fault: "opens a response by OPTIONS",
    says: [
      "1. OPTIONS sys/wrapping/unwrap: OPTIONS opened the response",
      "A server MUST answer a method that the protocol does not define with 405",
      // Of two dozen requests, only those about this token.
      "21 other requests are left out.",
      "This response is wrong.\nOPTIONS /v1/sys/wrapping/unwrap"
    ]
  },
  {
    fault: "returns request_id in a wrapped response",
    says: [
      "request_id has the wrong value",
      'Expected""',
      'Your server"x"',
      "A wrapped response MUST be an envelope in which wrap_info is set, request_id and lease_id are empty"
    ]
  },
  {
    fault: "replaces keys of the envelope with data",
    says: [
      "1. POST sys/capabilities-self: request_id is not a string",
      "the keys of the envelope MUST take precedence",
      '"wrap_info": [\n    "root"\n  ]'
    ]
  },
  {
    fault: "keeps children after revoke-self",
    says: [
      "1. GET auth/token/lookup-self: returns 200 instead of 403 after POST auth/token/revoke-self",
      "Revoking a token MUST end the token, its cubbyhole and all its descendants before the server answers.",
      "This response is wrong.\nGET /v1/auth/token/lookup-self\nx-vault-token: <token 2>"
    ]
  },
  {
    fault: "cuts strings of 16 KiB",
    says: [
      "1. POST sys/wrapping/unwrap: data differs from what was wrapped",
      // Around the difference, in texts of a third of a megabyte.
      /Expected…x+","16385":"x+… \(\d+ characters; they differ from character 359\d\d on\)/,
      "Unwrap MUST return JSON that equals what was stored"
    ]
  },
  {
    fault: "matches only one segment with a glob",
    says: [
      "POST sys/capabilities: data has the wrong value for ",
      'Expected["list"]',
      'Your server["deny"]',
      "* at the end for any remainder"
    ]
  },
  {
    fault: "returns the payload to all concurrent unwraps",
    says: [
      "POST sys/wrapping/unwrap: 20 of 20 concurrent requests succeeded",
      "A check that is followed by a separate deletion lets two concurrent readers in.",
      "Of any number of concurrent unwraps of one token, exactly one MUST receive the response."
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
  const report = await runSuite(
    { url: server.url, token: server.rootToken, cases: broken.fails, jobs: 1 },
    { inOrder: true, transport: tampered(httpTransport(new URL(server.url)), broken.tamper(server.rootToken)) }
  )
  const [, first = ""] = renderHtml(report).split("<article")
  const text = textOf(first).replaceAll(/\n\n+/g, "\n")
  for (const part of says)
    if (typeof part === "string") expect(text).toContain(part)
    else expect(text).toMatch(part)
  expect(validate(JSON.parse(renderJson(report))), JSON.stringify(validate.errors)).toBe(true)
})
