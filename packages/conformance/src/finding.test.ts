import { expect, it } from "vitest"
import type { CaseResult } from "./report.ts"
import { exchange, outcome, reportOf } from "../test/sample-report.ts"

const PREFIX = "enwrap-conformance-00000000"

/** A case that got another status than it expected. */
const status = (
  id: string,
  path: string,
  [expected, got]: readonly [string, string],
  requirements: ReadonlyArray<string>
) =>
  outcome(
    id,
    {
      verdict: "failed",
      reason: `POST ${path} returned the wrong status`,
      expected,
      got: `${got} {"id":"${id}"}`,
      exchanges: [exchange(path, Number(got), "{}", { decisive: true })]
    },
    { requirements }
  )

const findings = (outcomes: ReadonlyArray<ReturnType<typeof outcome>>) =>
  reportOf(outcomes).findings.map(({ cases, title }) => ({ title, cases }))

it("makes one finding of the same deviation at the same endpoint, whatever the names of the cases", () => {
  expect(
    findings([
      status("RWC-X-01", `auth/${PREFIX}-rwc-x-01-1-userpass/login/ann?x=1`, ["200", "500"], ["RW-UP-1"]),
      status("RWC-X-02", `auth/${PREFIX}-rwc-x-02-1-userpass/login/ann`, ["200", "500"], ["RW-UP-2"])
    ])
  ).toEqual([
    {
      title: "POST auth/enwrap-conformance-*/login/ann: returns 500 instead of 200".replace(
        "enwrap-conformance-*",
        "*"
      ),
      cases: ["RWC-X-01", "RWC-X-02"]
    }
  ])
})

it("makes one finding of the same deviation for the same requirement at different endpoints", () => {
  expect(
    findings([
      status("RWC-X-01", "sys/wrapping/unwrap", ["400", "200"], ["RW-SU-2"]),
      status("RWC-X-02", "sys/wrapping/lookup", ["400", "200"], ["RW-SU-2", "RW-LK-1"])
    ])
  ).toEqual([
    { title: "POST sys/wrapping/unwrap and 1 more: returns 200 instead of 400", cases: ["RWC-X-01", "RWC-X-02"] }
  ])
})

it("keeps failures apart that have nothing in common", () => {
  expect(
    findings([
      status("RWC-X-01", "sys/wrapping/unwrap", ["400", "200"], ["RW-SU-2"]),
      status("RWC-X-02", "sys/wrapping/wrap", ["400", "200"], ["RW-TTL-5"]),
      status("RWC-X-03", "sys/wrapping/unwrap", ["400", "500"], ["RW-SU-2"])
    ])
  ).toHaveLength(3)
})

it("makes one finding of sixty failures everywhere, and puts it first", () => {
  const failed = (i: number): Partial<CaseResult> => ({
    verdict: "failed",
    reason: "the error has the wrong message",
    expected: `["text ${i}"]`,
    got: `["1 error occurred: text ${i}"]`,
    exchanges: [exchange(`endpoint-${i % 10}`, 400, "{}", { decisive: true })]
  })
  const sixty = Array.from({ length: 60 }, (_, i) =>
    outcome(`RWC-X-${i + 10}`, failed(i), { requirements: [`RW-ER-${i}`] })
  )
  const found = findings([status("RWC-X-01", "sys/wrapping/unwrap", ["400", "200"], ["RW-SU-2"]), ...sixty])
  expect(found.map(({ cases }) => cases.length)).toEqual([60, 1])
  expect(found[0]?.title).toBe("POST endpoint-0 and 9 more: the error has the wrong message")
})

it("shows the case with the fewest requests first, and a SHOULD after every MUST", () => {
  const long = (id: string, requests: number, level: "must" | "should" = "must") =>
    outcome(
      id,
      {
        verdict: "failed",
        reason: "there is no wrap_info",
        exchanges: [
          ...Array.from({ length: requests }, () => exchange("before", 200, "{}")),
          exchange("x", 200, "{}", { decisive: true })
        ]
      },
      { level }
    )
  expect(
    findings([
      long("RWC-X-01", 1, "should"),
      long("RWC-X-02", 2, "should"),
      long("RWC-X-03", 5),
      long("RWC-X-04", 2),
      long("RWC-X-05", 3)
    ]).map(({ cases }) => cases)
  ).toEqual([
    ["RWC-X-04", "RWC-X-05", "RWC-X-03"],
    ["RWC-X-01", "RWC-X-02"]
  ])
})

it("leaves out known failures", () => {
  expect(findings([outcome("RWC-X-01", { verdict: "failed", reason: "x", knownFailure: "ticket" })])).toEqual([])
})

it("names the request that should have ended what the server still has, or has no more", () => {
  const after = (requests: ReadonlyArray<readonly [string, string, number]>) => {
    const exchanges = requests.map(([method, path, status], i) => {
      const one = exchange(path, status, "{}", i === requests.length - 1 ? { decisive: true } : {})
      return { ...one, request: { ...one.request, method } }
    })
    const reason = "GET x returned the wrong status"
    return findings([outcome("RWC-X-01", { verdict: "failed", reason, expected: "404", got: "200 {}", exchanges })])[0]
      ?.title
  }
  expect(
    after([
      ["DELETE", "kv/a", 204],
      ["POST", "auth/token/create", 200],
      ["GET", "kv/a", 200]
    ])
  ).toBe("GET kv/a: returns 200 instead of 404 after DELETE kv/a")
  expect(
    after([
      ["POST", "auth/token/revoke-self", 204],
      ["GET", "auth/token/lookup-self", 200]
    ])
  ).toBe("GET auth/token/lookup-self: returns 200 instead of 404 after POST auth/token/revoke-self")
  for (const before of [
    ["DELETE", "kv/a", 403],
    ["POST", "kv/a", 204]
  ] as const)
    expect(after([before, ["GET", "kv/a", 200]])).toBe("GET kv/a: returns 200 instead of 404")
})
