import { describe, expect, it } from "vitest"
import type { CaseResult, Report } from "../report.ts"
import { renderJson } from "./json.ts"
import { renderJunit } from "./junit.ts"
import { renderText } from "./text.ts"

const result = (id: string, more: Partial<CaseResult>): CaseResult => ({
  id,
  title: `title & <${id}>`,
  requirements: ["RW-SU-1", "RW-SU-2"],
  profile: "core",
  level: "must",
  verdict: "passed",
  why: "because it matters",
  milliseconds: 12,
  ...more
})

const failed: Partial<CaseResult> = {
  verdict: "failed",
  reason: "the error has the wrong message",
  expected: '["a"]',
  got: '["b\u0000"]',
  exchanges: [
    { request: { method: "POST", path: "first", headers: {} }, response: { status: 200, headers: {}, body: "{}" } },
    {
      request: {
        method: "POST",
        path: "sys/wrapping/unwrap",
        headers: { "x-vault-request": "true", "x-vault-token": "<the given token>" },
        body: '{"token":"<wrapping token 1>"}'
      },
      response: { status: 500, headers: {}, body: '{"errors":["b"]}\n' },
      decisive: true
    }
  ]
}

const report: Report = {
  format: 1,
  target: "http://127.0.0.1:8200",
  startedAt: "2026-11-24T00:00:00.000Z",
  milliseconds: 3_210,
  prefix: "enwrap-conformance-00000000",
  rootToken: true,
  profiles: ["core", "strict"],
  conclusion: "not conformant",
  counts: { passed: 1, failed: 3, skipped: 1, disabled: 1, error: 1 },
  violations: 1,
  staleKnownFailures: ["RWC-X-77 matches no case: remove it from the known failures"],
  families: [
    {
      name: "X",
      title: "Single use",
      results: [
        result("RWC-X-01", {}),
        result("RWC-X-02", failed),
        result("RWC-X-03", { ...failed, level: "should" }),
        result("RWC-X-04", { ...failed, knownFailure: "ticket 12" }),
        result("RWC-X-05", { verdict: "skipped", reason: "not here" }),
        result("RWC-X-06", {
          verdict: "error",
          reason: "the runner failed",
          exchanges: [{ request: { method: "GET", path: "x", headers: {} }, noResponse: "ECONNREFUSED: no" }]
        })
      ]
    },
    {
      name: "Y",
      title: "Never requested",
      results: [result("RWC-Y-01", { verdict: "disabled", reason: "the profile kv was not requested" })]
    }
  ]
}

describe("text", () => {
  const text = renderText(report, { colour: false })
  it("is plain, with a line for each case that ran", () => {
    expect(text).not.toContain("\u001b")
    expect(text).toContain("✔ RWC-X-01  title & <RWC-X-01>")
    expect(text).toContain("✘ RWC-X-02")
    expect(text).toContain("skipped: not here")
    expect(text).not.toContain("Never requested")
  })
  it("shows the expected and actual values, the reason, and only the decisive exchange", () => {
    expect(text).toContain('      expected  ["a"]\n')
    expect(text).toContain("why       because it matters [RW-SU-1, RW-SU-2]")
    expect(text).toContain(
      '> POST /v1/sys/wrapping/unwrap\n      > x-vault-token: <the given token>\n      > {"token":"<wrapping token 1>"}\n      < 500\n      < {"errors":["b"]}'
    )
    expect(text).not.toContain("/v1/first")
    expect(text).toContain("< no response: ECONNREFUSED: no")
  })
  it("distinguishes failures that are not counted", () => {
    expect(text).toContain("~ RWC-X-03")
    expect(text).toContain("failed (SHOULD, not counted)")
    expect(text).toContain("failed (known failure: ticket 12)")
    expect(text).toContain(
      "1 passed, 1 failed, 1 failed (SHOULD, not counted), 1 known to fail, 1 skipped, 1 inconclusive, 1 not requested, in 3.2 s"
    )
  })
  it("ends with the conclusion", () => {
    expect(text).toMatch(/Not conformant\.\n$/)
    expect(text).toContain("Known failures: RWC-X-77 matches no case")
    expect(renderText({ ...report, conclusion: "conformant" }, { colour: false })).toMatch(/\nConformant\.\n$/)
  })
  it("is coloured if requested", () => {
    expect(renderText(report, { colour: true })).toContain("\u001b[31m✘")
  })
})

it("renders the report itself as JSON", () => {
  expect(JSON.parse(renderJson(report))).toEqual(report)
})

describe("JUnit", () => {
  const xml = renderJunit(report)
  it("counts like CI servers: failures that are not counted are skipped", () => {
    expect(xml).toContain('tests="7" failures="1" errors="1" skipped="4" time="3.210"')
    expect(xml.match(/<failure message=/g)).toHaveLength(2)
    expect(xml).toContain('<skipped message="failed (known failure: ticket 12): the error has the wrong message"/>')
    expect(xml).toContain('<skipped message="disabled: the profile kv was not requested"/>')
  })
  it("escapes special characters of XML, and removes invalid ones", () => {
    expect(xml).toContain('name="RWC-X-01 title &amp; &lt;RWC-X-01&gt;"')
    expect(xml).not.toContain("\u0000")
    expect(xml).toContain("&lt;wrapping token 1&gt;")
  })
  it("has a failure for an outdated known failure", () => {
    expect(xml).toContain('<testsuite name="Known failures" tests="1" failures="1"')
  })
  it("nests elements properly", () => {
    const open: Array<string> = []
    for (const [, closing, name, empty] of xml
      .replace(/<\?.*?\?>/, "")
      .matchAll(/<(\/?)([a-z]+)(?:\s+[a-z]+="[^"<>]*")*\s*(\/?)>/g)) {
      if (closing === "/") expect(open.pop()).toBe(name)
      else if (empty !== "/") open.push(name as string)
    }
    expect(open).toEqual([])
  })
})
