import { describe, expect, it } from "vitest"
import type { ConformanceTestOptions } from "./conformance-test.ts"
import type { RunHooks } from "./run-hooks.ts"
import { testsOfCases } from "./tests-of-cases.ts"
import { json, ROOT, scripted } from "../test/scripted-run.ts"

/** A server that answers only what RWC-ER-15 asks: 403 without a token. */
const deniesAll = (denies: boolean) =>
  scripted({}, ({ headers }) =>
    headers["x-vault-token"] === undefined && denies
      ? json(403, { errors: ["permission denied"] })
      : json(200, { data: {} })
  ).transport

const testsOf = ({
  transport = deniesAll(true),
  ...more
}: Partial<ConformanceTestOptions> & Pick<RunHooks, "transport"> = {}) =>
  testsOfCases({ url: "http://vault.example:8200", token: ROOT, cases: ["RWC-ER-15"], ...more }, { transport })

describe("conformanceCases", () => {
  it("returns a test for each selected case, without sending anything", () => {
    const { sent, transport } = scripted()
    const tests = testsOf({ cases: ["RWC-SU-*"], skip: ["RWC-SU-01"], transport })
    expect(tests.length).toBeGreaterThan(5)
    for (const { id, title } of tests)
      expect([id, title]).toEqual([expect.stringMatching(/^RWC-SU-(?!01)/), expect.any(String)])
    expect(sent).toEqual([])
  })
  it("leaves out strict by default, and takes profiles", () => {
    const profilesOf = (profiles?: ReadonlyArray<"strict">) =>
      new Set(testsOf({ cases: undefined, profiles }).map(({ profile }) => profile))
    expect(profilesOf()).not.toContain("strict")
    expect(profilesOf(["strict"])).toEqual(new Set(["strict"]))
  })
  it("passes, and takes the address when the first case runs", async () => {
    const [test] = testsOf({ url: async () => "http://vault.example:8200" })
    await test?.run()
  })
  it("fails with the reason, the requirements and the exchange, and without the token", async () => {
    const failing = testsOf({ transport: deniesAll(false) })[0]?.run()
    await expect(failing).rejects.toThrow(
      /RWC-ER-15: .*\nexpected: .*\n.*got: 200[^]*requirements: RW-[^]*"status": 200/
    )
    await expect(failing).rejects.not.toThrow(ROOT)
  })
  it("skips with the test runner's context, and fails where there is none, unless that is allowed", async () => {
    const denied = scripted(
      { "GET auth/token/lookup-self": () => json(200, { data: { policies: ["default"] } }) },
      () => json(403, { errors: ["permission denied"] })
    ).transport
    const one = (more = {}) => testsOf({ cases: ["RWC-PO-01"], transport: denied, ...more })[0]
    const reasons: Array<unknown> = []
    await one()?.run({ skip: (reason: unknown) => reasons.push(reason) })
    expect(reasons).toEqual([expect.stringMatching(/^the given token is not permitted to GET sys\/policies\/acl\//)])
    await expect(one()?.run()).rejects.toThrow("RWC-PO-01 could not run")
    await one({ allowSkipped: true })?.run()
  })
  it("declares no parameter, because Jest passes a callback to a function that does", () => {
    expect(testsOf()[0]?.run.length).toBe(0)
  })
  it("rejects every case with one sentence if the server cannot be tested", async () => {
    const sealed = scripted({ "GET sys/health": () => json(503, { sealed: true }) }).transport
    const [first, second] = testsOf({ cases: ["RWC-ER-15", "RWC-ER-16"], transport: sealed })
    await expect(first?.run()).rejects.toThrow(/is sealed/)
    await expect(second?.run()).rejects.toThrow(/is sealed/)
  })
})
