import { expect, it } from "vitest"
import { REQUIREMENTS } from "../gen/requirements.ts"
import { exchange, failure, outcome, reportOf, sample } from "../../test/sample-report.ts"
import { renderBadge, renderShields } from "./badge.ts"
import { renderHtml } from "./html.ts"

const html = renderHtml(sample)

/** The names of the elements of a page. Throws if elements are not nested properly. */
function elementsOf(page: string): ReadonlySet<string> {
  const open: Array<string> = []
  const found = new Set<string>()
  const body = page.replace(/<style>.*?<\/style>/s, "").replace("<!doctype html>", "")
  for (const [, closing, name = "", attributes = ""] of body.matchAll(
    /<(\/?)([a-z0-9]+)((?:\s+[\w:-]+(?:="[^"<>]*")?)*)\s*\/?>/gi
  )) {
    found.add(name)
    if (/\son\w+=|javascript:/i.test(attributes)) throw new Error(attributes)
    if (["meta", "br", "rect"].includes(name)) continue
    if (closing === "/") expect(open.pop()).toBe(name)
    else open.push(name)
  }
  expect(open).toEqual([])
  // Nothing else looks like an element.
  expect(body.match(/<(?![/a-z])/gi)).toBe(null)
  return found
}

it("is one page without scripts and without anything from elsewhere", () => {
  const elements = elementsOf(html)
  for (const name of ["script", "link", "img", "iframe", "object", "form"]) expect(elements).not.toContain(name)
  expect(html).toContain(`default-src 'none'; style-src 'unsafe-inline'`)
  expect(html).not.toMatch(/url\(|@import|src=/)
  expect(html).toContain("prefers-color-scheme: dark")
})

it("has the verdict on each profile, and what the run was", () => {
  expect(html).toContain(">Not conformant.</p>")
  expect(html).toMatch(/<code>core<\/code><\/td><td><span class="badge bad">not conformant/)
  for (const fact of ["@enwrap/conformance 1.2.3", "2026-11-24T00:00:00.000Z", "Node.js 26.10.0, linux x64", "2.6.2"])
    expect(html).toContain(fact)
})

it("has for each failure the requirement with its text, what was expected, and the requests and responses", () => {
  const text = REQUIREMENTS["RW-SU-1"]?.text.split(/[`<>&\n]/)[0] ?? ""
  expect(text).not.toBe("")
  expect(html).toContain(text)
  expect(html).toContain('href="https://github.com/enwrap/enwrap/blob/main/spec/protocol.md#su-single-use"')
  expect(html).toContain("POST /v1/first")
  expect(html).toMatch(
    /class="exchange decisive">.*\n<pre>POST \/v1\/sys\/wrapping\/unwrap\nx-vault-token: &lt;the given token&gt;/
  )
  expect(html).toContain("HTTP status 500")
  expect(html).toContain("[&quot;b\\u0000&quot;]")
})

it("says what would let skipped cases run, and lists the cases that do not count", () => {
  expect(html).toContain("is not permitted to GET sys/policies/acl/enwrap-conformance-*")
  expect(html).toContain("ticket 12")
  expect(html).toContain("SHOULD, not counted")
})

const HOSTILE = `</pre></style><script>alert(1)</script><img src=x onerror="alert(1)">" onmouseover='x' &lt; \u001b[2J \u202e \u0000 \ud800 `

it("escapes everything that a server sends", () => {
  const hostile = reportOf(
    [
      outcome(
        "RWC-X-02",
        {
          ...failure,
          reason: HOSTILE,
          expected: HOSTILE,
          got: HOSTILE,
          exchanges: [
            {
              ...exchange(HOSTILE, 200, HOSTILE, { decisive: true }),
              request: { method: "GET", path: HOSTILE, headers: { "x-a": HOSTILE }, body: HOSTILE }
            }
          ]
        },
        {}
      ),
      outcome("RWC-X-03", { verdict: "skipped", reason: HOSTILE }),
      outcome("RWC-X-04", {
        verdict: "error",
        reason: HOSTILE,
        exchanges: [{ ...exchange("x", 1, "x"), noResponse: HOSTILE }]
      })
    ],
    { target: HOSTILE, server: HOSTILE, staleKnownFailures: [HOSTILE] },
    {
      baseline: {
        target: HOSTILE,
        startedAt: HOSTILE,
        suite: HOSTILE,
        verdicts: new Map([["core", HOSTILE]]),
        results: new Map()
      }
    }
  )
  const page = renderHtml(hostile)
  const elements = elementsOf(page)
  expect(elements).not.toContain("script")
  expect(elements).not.toContain("img")
  expect(page).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}]/u)
  const badge = renderBadge({ ...hostile, startedAt: HOSTILE })
  expect(elementsOf(badge)).not.toContain("script")
})

it("stays small, whatever a server sends", () => {
  const huge = "x".repeat(8_192)
  const exchanges = Array.from({ length: 200 }, () => exchange("sys/wrapping/unwrap", 200, huge))
  const page = renderHtml(reportOf([outcome("RWC-X-02", { ...failure, exchanges })]))
  expect(page).toContain("188 other requests are left out.")
  expect(page.length).toBeLessThan(100_000)
})

it.each([
  ["conformant", "brightgreen", "conformant: core", [outcome("RWC-X-01")]],
  ["not conformant", "red", "not conformant", [outcome("RWC-X-01", failure)]],
  ["incomplete", "yellow", "incomplete", [outcome("RWC-X-01", { verdict: "skipped", reason: "needs a root token" })]]
] as const)("renders a badge and the JSON of a shields endpoint: %s", (conclusion, color, message, outcomes) => {
  const report = reportOf(outcomes)
  expect(report.conclusion).toBe(conclusion)
  expect(JSON.parse(renderShields(report))).toMatchObject({
    schemaVersion: 1,
    label: "response wrapping",
    message,
    color
  })
  const badge = renderBadge(report)
  expect(badge).toContain(`<title>response wrapping: ${message}, 2026-11-24</title>`)
  elementsOf(badge)
})

it("shows, of many requests, those that share a name with the wrong response", () => {
  const request = (path: string, body: string) => ({ method: "POST", path, headers: {}, body })
  const wrap = (token: number) =>
    exchange("sys/wrapping/wrap", 200, `{"wrap_info":{"token":"<wrapping token ${token}>"}}`, {
      request: request("sys/wrapping/wrap", "{}")
    })
  const exchanges = [
    ...Array.from({ length: 8 }, (_, i) => wrap(i + 1)),
    exchange("sys/wrapping/unwrap", 200, "{}", {
      decisive: true,
      request: request("sys/wrapping/unwrap", '{"token":"<wrapping token 3>"}')
    })
  ]
  const page = renderHtml(reportOf([outcome("RWC-X-02", { ...failure, exchanges })]))
  expect(page).toContain("7 other requests are left out.")
  expect(page).toContain("wrapping token 3&gt;")
  expect(page.match(/(?<=&lt;)wrapping token [2-8]/g)).toEqual(["wrapping token 3", "wrapping token 3"])
})

it("begins no sentence with a field name in upper case", () => {
  const reasonOf = (reason: string) => renderHtml(reportOf([outcome("RWC-X-02", { ...failure, reason })]))
  expect(reasonOf("request_id has the wrong value")).toContain("<strong>request_id has the wrong value.</strong>")
  expect(reasonOf("the error is wrong")).toContain("<strong>The error is wrong.</strong>")
})
