import { describe, expect, it } from "vitest"
import type { ConformanceCase, Family } from "./conformance-case.ts"
import { expectError, expectStatus } from "./expect.ts"
import { exitCodeOf, type CaseResult, type Report } from "./report.ts"
import { runConformance, type RunOptions } from "./run.ts"
import { RunError } from "./run-error.ts"
import { NoResponse, type Transport, type WireResponse, type WireRequest } from "./transport.ts"

const ROOT = "s.rootrootrootrootroot"
const json = (status: number, value: unknown): WireResponse => ({
  status,
  headers: { "content-type": "application/json" },
  text: value === undefined ? "" : JSON.stringify(value)
})
const wrapInfo = (token: string) => ({
  wrap_info: {
    token,
    accessor: `accessor-of-${token}`,
    ttl: 60,
    creation_time: "2026-11-24T00:00:00Z",
    creation_path: "sys/wrapping/wrap"
  }
})

/** Answers by "METHOD path" from a script; keeps what it was asked. */
function scripted(script: Readonly<Record<string, (request: WireRequest) => WireResponse>> = {}): {
  readonly transport: Transport
  readonly asked: Array<WireRequest>
} {
  const asked: Array<WireRequest> = []
  const sound: typeof script = {
    "POST sys/wrapping/wrap": () => json(200, wrapInfo("s.wrapwrapwrapwrapwrap")),
    "POST sys/wrapping/unwrap": () => json(200, { data: {} }),
    "GET auth/token/lookup-self": () => json(200, { data: { policies: ["root"] } })
  }
  const send = async (request: WireRequest): Promise<WireResponse> => {
    asked.push(request)
    const key = `${request.method} ${request.path}`
    return (script[key] ?? sound[key] ?? (() => json(404, { errors: [] })))(request)
  }
  return { asked, transport: { send, sendTogether: (requests) => Promise.all(requests.map(send)) } }
}

const one = (id: string, run: ConformanceCase["run"], more: Partial<ConformanceCase> = {}): ConformanceCase => ({
  id,
  title: `title of ${id}`,
  requirements: ["RW-SU-1"],
  profile: "core",
  level: "must",
  why: "because",
  run,
  ...more
})
const family = (...cases: ReadonlyArray<ConformanceCase>): ReadonlyArray<Family> => [
  { name: "X", title: "Family", cases }
]
const passes = async (): Promise<void> => undefined

const run = (
  cases: ReadonlyArray<ConformanceCase>,
  options: Partial<RunOptions> = {},
  onResult?: (result: CaseResult) => void
): Promise<Report> =>
  runConformance(
    {
      url: "http://vault.example:8200",
      token: ROOT,
      transport: scripted().transport,
      families: family(...cases),
      wait: async () => undefined,
      ...options
    },
    onResult
  )
const results = (report: Report): ReadonlyArray<CaseResult> => report.families.flatMap((all) => all.results)

describe("verdicts", () => {
  it("a case that returns passed", async () => {
    const report = await run([one("RWC-X-01", passes)])
    expect(results(report)).toMatchObject([{ id: "RWC-X-01", verdict: "passed" }])
    expect(report).toMatchObject({
      conclusion: "conformant",
      violations: 0,
      rootToken: true,
      target: "http://vault.example:8200"
    })
    expect(exitCodeOf(report)).toBe(0)
  })

  it("a case whose expectation does not hold failed, with what was expected, what came, and the exchange that shows it", async () => {
    const report = await run([
      one("RWC-X-01", async ({ send }) => {
        await send({ method: "GET", path: "first" })
        expectStatus(await send({ method: "GET", path: "second" }), 200)
        await send({ method: "GET", path: "never" })
      })
    ])
    const [result] = results(report)
    expect(result).toMatchObject({
      verdict: "failed",
      expected: "200",
      got: '404 {"errors":[]}',
      reason: "GET second returned the wrong status"
    })
    expect(result?.exchanges?.map((exchange) => [exchange.request.path, exchange.decisive])).toEqual([
      ["first", undefined],
      ["second", true]
    ])
    expect(exitCodeOf(report)).toBe(1)
  })

  it("a case that skips says why, and passes no judgement", async () => {
    const report = await run([one("RWC-X-01", async ({ skip }) => skip("not here")), one("RWC-X-02", passes)])
    expect(results(report)).toMatchObject([{ verdict: "skipped", reason: "not here" }, { verdict: "passed" }])
    expect(exitCodeOf(report)).toBe(0)
  })

  it("a fault of the runner is an error, and the server is not judged by it", async () => {
    const report = await run([
      one("RWC-X-01", async () => {
        throw new TypeError("x is not a function")
      }),
      one("RWC-X-02", passes)
    ])
    expect(results(report)[0]).toMatchObject({
      verdict: "error",
      reason: expect.stringContaining("x is not a function")
    })
    expect(report.conclusion).toBe("unknown")
    expect(exitCodeOf(report)).toBe(2)
  })

  it("a run in which everything was skipped proves nothing", async () => {
    expect(exitCodeOf(await run([one("RWC-X-01", async ({ skip }) => skip("no"))]))).toBe(2)
  })

  it("a should that fails is reported and does not count", async () => {
    const report = await run([
      one("RWC-X-01", async ({ send }) => expectStatus(await send({ method: "GET", path: "x" }), 200), {
        level: "should"
      }),
      one("RWC-X-02", passes)
    ])
    expect(report).toMatchObject({ violations: 0, counts: { failed: 1 }, conclusion: "conformant" })
  })

  it("a connection that the server drops fails the case; a server that is gone decides nothing", async () => {
    const failing = (code: string) =>
      scripted({
        "GET x": () => {
          throw new NoResponse(code, "gone")
        }
      }).transport
    const cases = [one("RWC-X-01", async ({ send }) => void (await send({ method: "GET", path: "x" })))]
    expect(results(await run(cases, { transport: failing("ECONNRESET") }))[0]).toMatchObject({
      verdict: "failed",
      exchanges: [{ noResponse: "ECONNRESET: gone" }]
    })
    expect(results(await run(cases, { transport: failing("ECONNREFUSED") }))[0]).toMatchObject({ verdict: "error" })
  })
})

describe("what is played", () => {
  const cases = [
    one("RWC-X-01", passes),
    one("RWC-X-02", passes, { profile: "strict" }),
    one("RWC-X-03", passes, { slow: true }),
    one("RWC-X-04", passes, { profile: "rewrap" })
  ]
  const verdictsOf = async (options: Partial<RunOptions>) =>
    results(await run(cases, options)).map((result) => result.verdict)

  it("everything but strict, if nothing is asked for", async () => {
    expect(await verdictsOf({})).toEqual(["passed", "disabled", "passed", "passed"])
  })
  it("the profiles that are asked for", async () => {
    expect(await verdictsOf({ profiles: ["strict", "rewrap"] })).toEqual(["disabled", "passed", "disabled", "passed"])
  })
  it("no slow cases, if they are left out", async () => {
    expect(await verdictsOf({ slow: false })).toEqual(["passed", "disabled", "disabled", "passed"])
  })
  it("single cases, of any profile", async () => {
    expect(await verdictsOf({ cases: ["RWC-X-02"] })).toEqual(["disabled", "passed", "disabled", "disabled"])
  })
  it("a case that there is not, or nothing at all, cannot be run", async () => {
    await expect(verdictsOf({ cases: ["RWC-X-99"] })).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("RWC-X-99")
    })
    await expect(verdictsOf({ profiles: ["kv"] })).rejects.toMatchObject({ code: "usage" })
  })
  it("results are told as they come, and reported in the catalogue's order", async () => {
    const told: Array<string> = []
    const report = await run(
      [one("RWC-X-01", async ({ wait }) => wait(50), { slow: true }), one("RWC-X-02", passes)],
      { wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
      (result) => told.push(result.id)
    )
    expect(told).toEqual(["RWC-X-02", "RWC-X-01"])
    expect(results(report).map((result) => result.id)).toEqual(["RWC-X-01", "RWC-X-02"])
  })
})

describe("known failures", () => {
  const failing = one("RWC-X-01", async ({ send }) => expectStatus(await send({ method: "GET", path: "x" }), 200))
  it("do not count, and are played all the same", async () => {
    const report = await run([failing, one("RWC-X-02", passes)], { knownFailures: new Map([["RWC-X-01", "ticket 1"]]) })
    expect(results(report)[0]).toMatchObject({ verdict: "failed", knownFailure: "ticket 1" })
    expect(exitCodeOf(report)).toBe(0)
  })
  it("fail the run when they pass", async () => {
    const report = await run([one("RWC-X-02", passes)], { knownFailures: new Map([["RWC-X-02", "ticket 1"]]) })
    expect(report.staleKnownFailures).toEqual([expect.stringContaining("RWC-X-02 passes")])
    expect(exitCodeOf(report)).toBe(1)
  })
  it("fail the run when they match nothing", async () => {
    const report = await run([one("RWC-X-02", passes)], { knownFailures: new Map([["RWC-X-77", "ticket 1"]]) })
    expect(report.staleKnownFailures).toEqual([expect.stringContaining("RWC-X-77 matches no case")])
    expect(exitCodeOf(report)).toBe(1)
  })
})

describe("before the first case", () => {
  const start = (script: Parameters<typeof scripted>[0], options: Partial<RunOptions> = {}) =>
    run([one("RWC-X-01", passes)], { transport: scripted(script).transport, ...options })
  const wrap = "POST sys/wrapping/wrap"

  it.each([
    ["refused", "ECONNREFUSED", "start a server"],
    ["unknown name", "ENOTFOUND", "host name"],
    ["TLS", "EPROTO", "https://"],
    ["certificate", "DEPTH_ZERO_SELF_SIGNED_CERT", "NODE_EXTRA_CA_CERTS"]
  ])("an address that cannot be reached: %s", async (_, code, advice) => {
    const run = start({
      [wrap]: () => {
        throw new NoResponse(code, "no")
      }
    })
    await expect(run).rejects.toThrow(RunError)
    await expect(run).rejects.toMatchObject({ code: "unreachable", message: expect.stringContaining(advice) })
  })
  it("a token that is refused", async () => {
    const run = start({ [wrap]: () => json(403, { errors: ["permission denied"] }) })
    await expect(run).rejects.toMatchObject({ code: "token", message: expect.stringContaining("VAULT_TOKEN") })
    await expect(run).rejects.toMatchObject({ message: expect.not.stringContaining(ROOT) })
  })
  it("a sealed server", async () => {
    await expect(start({ [wrap]: () => json(503, { errors: ["Vault is sealed"] }) })).rejects.toMatchObject({
      code: "server",
      message: expect.stringContaining("unseal")
    })
  })
  it("something else that speaks HTTP", async () => {
    await expect(
      start({ [wrap]: () => ({ status: 404, headers: {}, text: "<html>nginx</html>" }) })
    ).rejects.toMatchObject({ code: "server" })
  })
  it.each(["vault.example", "ftp://vault.example", "http://user:secret@vault.example"])(
    "%s is no address",
    async (url) => {
      await expect(start({}, { url })).rejects.toMatchObject({ code: "usage" })
    }
  )
  it("an address with /v1 is understood", async () => {
    expect((await start({}, { url: "http://vault.example:8200/v1/" })).target).toBe("http://vault.example:8200")
  })
  it("a token without the policy root: a refusal is a lack of rights", async () => {
    const script = {
      "GET auth/token/lookup-self": () => json(200, { data: { policies: ["default"] } }),
      "POST auth/x": () => json(403, { errors: [] })
    }
    const requests: ConformanceCase["run"] = async ({ sendPrivileged }) =>
      expectStatus(await sendPrivileged({ method: "POST", path: "auth/x" }), 200)
    expect(results(await run([one("RWC-X-01", requests)], { transport: scripted(script).transport }))[0]).toMatchObject(
      {
        verdict: "skipped",
        reason: "the given token is not permitted to POST auth/x"
      }
    )
    expect(
      results(
        await run([one("RWC-X-01", requests)], {
          transport: scripted({ "POST auth/x": script["POST auth/x"] }).transport
        })
      )[0]
    ).toMatchObject({ verdict: "failed" })
  })
})

describe("cleaning up", () => {
  it("uses wrapping tokens up, revokes tokens, and undoes the rest, the last first", async () => {
    const { transport, asked } = scripted({
      "POST sys/wrapping/wrap": ({ body }) =>
        json(200, wrapInfo(body?.includes("preflight") ? "s.preflight-token" : "s.left-behind-token")),
      "POST auth/token/create": () => json(200, { auth: { client_token: "s.created-token", accessor: "a" } }),
      "POST auth/token/revoke-self": () => json(403, { errors: [] })
    })
    await run(
      [
        one("RWC-X-01", async ({ wrap, createToken, defer, send }) => {
          await wrap()
          await createToken()
          defer({ method: "DELETE", path: "first" })
          defer({ method: "DELETE", path: "second" })
          expectError(await send({ method: "GET", path: "x" }), 200)
        })
      ],
      { transport }
    )
    expect(
      asked
        .slice(asked.findIndex((request) => request.path === "x") + 1)
        .map((request) => [request.method, request.path, request.headers["x-vault-token"]])
    ).toEqual([
      ["POST", "sys/wrapping/unwrap", "s.left-behind-token"],
      ["POST", "auth/token/revoke-self", "s.created-token"],
      ["POST", "auth/token/revoke", ROOT],
      ["DELETE", "second", ROOT],
      ["DELETE", "first", ROOT]
    ])
  })

  it("never revokes the given token, even if a server hands it out again", async () => {
    const { transport, asked } = scripted({
      "POST auth/token/create": () => json(200, { auth: { client_token: ROOT, accessor: "a" } })
    })
    await run([one("RWC-X-01", async ({ createToken }) => void (await createToken()))], { transport })
    expect(asked.filter((request) => request.path.startsWith("auth/token/revoke"))).toEqual([])
  })
})

describe("interrupted", () => {
  it("no case is begun any more, those under way ask no more and clean up, and no verdict is given", async () => {
    const { transport, asked } = scripted()
    const controller = new AbortController()
    const played: Array<string> = []
    const whole = run(
      [
        one(
          "RWC-X-01",
          async ({ defer, wait }) => {
            defer({ method: "DELETE", path: "what-waits" })
            await wait(60_000)
          },
          { slow: true }
        ),
        one("RWC-X-02", passes),
        one("RWC-X-03", async ({ defer, send }) => {
          defer({ method: "DELETE", path: "made" })
          controller.abort()
          await send({ method: "POST", path: "never" })
        }),
        one("RWC-X-04", passes)
      ],
      { transport, signal: controller.signal, wait: undefined, prefix: "enwrap-conformance-test" },
      ({ id }) => played.push(id)
    )
    await expect(whole).rejects.toMatchObject({ code: "interrupted", message: expect.stringContaining("1 of 4 cases") })
    const paths = asked.map((request) => request.path)
    expect(paths).toEqual(expect.arrayContaining(["what-waits", "made"]))
    expect(paths).not.toContain("never")
    expect(played).not.toContain("RWC-X-04")
  })

  it("a request that is under way is waited for, and what it made is removed", async () => {
    const controller = new AbortController()
    const { transport, asked } = scripted({
      "POST auth/token/create": () => {
        controller.abort()
        return json(200, { auth: { client_token: "s.created-token", accessor: "a" } })
      },
      "POST auth/token/revoke-self": () => json(204, undefined)
    })
    await expect(
      run([one("RWC-X-01", async ({ createToken, wrap }) => void (await createToken(), await wrap()))], {
        transport,
        signal: controller.signal
      })
    ).rejects.toMatchObject({ code: "interrupted" })
    expect(asked.at(-1)).toMatchObject({
      path: "auth/token/revoke-self",
      headers: { "x-vault-token": "s.created-token" }
    })
  })
})

it("no secret is in the report: tokens that were given, created, wrapped, or seen in an error", async () => {
  const { transport } = scripted({
    "POST auth/token/create": () =>
      json(200, { auth: { client_token: "s.createdcreatedcreated", accessor: "accessor-of-created" } }),
    "POST leak": ({ headers }) =>
      json(500, {
        errors: [`token ${headers["x-vault-token"]} is bad, and so is s.createdcreatedcreated`],
        data: { id: "s.seenonlyinthisanswer" }
      })
  })
  const report = await run(
    [
      one("RWC-X-01", async ({ createToken, wrap, send }) => {
        const { token } = await createToken()
        const wrapped = await wrap()
        expectStatus(
          await send({
            method: "POST",
            path: "leak",
            headers: { authorization: `Bearer ${wrapped.token}` },
            body: { token }
          }),
          200
        )
      }),
      one("RWC-X-02", async ({ operator }) => {
        throw new Error(`with ${operator.token}`)
      })
    ],
    { transport }
  )
  const text = JSON.stringify(report)
  for (const secret of [
    ROOT,
    "s.createdcreatedcreated",
    "s.wrapwrapwrapwrapwrap",
    "s.seenonlyinthisanswer",
    "accessor-of"
  ])
    expect(text).not.toContain(secret)
  expect(text).toContain("<the given token>")
  expect(text).toContain("Bearer <wrapping token 1>")
})
