/** Servers that differ from Enwrap where the spec allows it must pass. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { renderText } from "@enwrap/conformance"
import { runSuite } from "../src/run-suite.ts"
import { httpTransport } from "../src/transport.ts"
import { editText, isPath, json, tampered, type Tamper } from "./broken-servers/tampering.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const expectPassed = async (cases: ReadonlyArray<string>, tamper: Tamper): Promise<void> => {
  const report = await runSuite(
    { url: server.url, token: server.rootToken, cases },
    {
      transport: tampered(httpTransport(new URL(server.url)), tamper)
    }
  )
  expect(report.counts, renderText(report, { colour: false })).toMatchObject({ passed: cases.length })
}

const forms: ReadonlyArray<{
  readonly form: string
  readonly cases: ReadonlyArray<string>
  readonly tamper: Tamper
}> = [
  {
    form: "rounds creation_ttl down",
    cases: ["RWC-TTL-54"],
    tamper: async (request, forward) =>
      editText(await forward(request), (text) => text.replace(/("creation_ttl":\d+)\.\d+/, "$1"))
  },
  {
    form: "does not warn about unknown fields",
    cases: ["RWC-BI-06"],
    tamper: async (request, forward) =>
      editText(await forward(request), (text) =>
        text.replace(/"warnings":\[[^\]]*unrecognized parameters: \[\w*\]"\]/, '"warnings":null')
      )
  },
  {
    form: "has no mounts and no policies",
    cases: ["RWC-WE-12"],
    tamper: async (request, forward) =>
      /^sys\/(mounts|policies)/.test(request.path) ? json(404, { errors: ["unsupported path"] }) : forward(request)
  },
  {
    form: "creates tokens that are not renewable, and ignores their metadata",
    cases: ["RWC-WE-13"],
    tamper: async (request, forward) => {
      const { body } = request
      const changed = body?.includes('"meta"') ? body.replace(/"meta":\{[^}]*\}/, '"renewable":false') : body
      return forward(changed === undefined ? request : { ...request, body: changed })
    }
  },
  {
    form: "accepts only 500 levels of nesting",
    cases: ["RWC-BI-07", "RWC-FI-06"],
    tamper: async (request, forward) =>
      request.body?.includes("[".repeat(500)) ? json(400, { errors: ["nested too deeply"] }) : forward(request)
  },
  {
    form: "rejects an unknown token with two errors in one string",
    cases: ["RWC-BI-02"],
    tamper: async (request, forward) => {
      const response = await forward(request)
      return response.status === 403
        ? json(403, { errors: ["2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n"] })
        : response
    }
  },
  {
    form: "joins the values of a repeated header, and so rejects the request",
    cases: ["RWC-BI-01", "RWC-BI-02"],
    tamper: ({ duplicateHeaders = {}, ...request }, forward) => {
      const joined = Object.entries(duplicateHeaders).map(([name, value]) => [
        name,
        `${request.headers[name]}, ${value}`
      ])
      return forward({ ...request, headers: { ...request.headers, ...Object.fromEntries(joined) } })
    }
  },
  {
    form: "returns more than no-store in Cache-Control",
    cases: ["RWC-WE-09"],
    tamper: async (request, forward) => {
      const response = await forward(request)
      return { ...response, headers: { ...response.headers, "cache-control": "no-store, max-age=0" } }
    }
  },
  {
    form: "returns an empty list of warnings from unwrap",
    cases: ["RWC-WE-02"],
    tamper: async (request, forward) =>
      editText(await forward(request), (text) => text.replace('"warnings":null', '"warnings":[]'))
  },
  {
    form: "returns an additional warning",
    cases: ["RWC-AC-04", "RWC-TL-11", "RWC-TT-03", "RWC-PO-03", "RWC-BI-06", "RWC-LK-05"],
    tamper: async (request, forward) =>
      editText(await forward(request), (text) => text.replace('"warnings":[', '"warnings":["and another thing",'))
  },
  {
    form: "words the warning about a shortened TTL differently",
    cases: ["RWC-TT-03"],
    tamper: async (request, forward) =>
      editText(await forward(request), (text) =>
        text.replace(/"TTL of[^,\]]*capped accordingly"/, '"1h0m0s is more than the maximum, 30m0s"')
      )
  }
]

it.each(forms)("passes a server that $form: $cases", async ({ cases, tamper }) => {
  await expectPassed(cases, tamper)
})

it("skips the cases of the profile core that need other tokens, if the server cannot create any", async () => {
  const cases = ["RWC-UN-03", "RWC-UN-04", "RWC-UN-08", "RWC-TTL-19", "RWC-CP-07", "RWC-WE-03", "RWC-WE-04"]
  cases.push("RWC-WE-13", "RWC-RW-08", "RWC-ER-17", "RWC-BI-06")
  const report = await runSuite(
    { url: server.url, token: server.rootToken, cases },
    {
      transport: tampered(httpTransport(new URL(server.url)), async (request, forward) =>
        isPath(request, "auth/token/create") ? json(404, { errors: ["unsupported path"] }) : forward(request)
      )
    }
  )
  expect(report.counts, renderText(report, { colour: false })).toMatchObject({ skipped: cases.length, failed: 0 })
})

it("does not touch an entry of the operator with an ordinary name", async () => {
  const entry = `${server.url}/v1/cubbyhole/mine`
  const headers = { "x-vault-token": server.rootToken }
  await fetch(entry, { method: "POST", headers, body: '{"kept":true}' })
  await expectPassed(["RWC-CB-02", "RWC-CB-03", "RWC-CB-05"], (request, forward) => forward(request))
  expect(await (await fetch(entry, { headers })).json()).toMatchObject({ data: { kept: true } })
})

it("fails only the cases that read a field, if a wrapped response lacks it", async () => {
  const report = await runSuite(
    { url: server.url, token: server.rootToken, cases: ["RWC-WE-01", "RWC-CP-05", "RWC-SU-01", "RWC-WE-03"] },
    {
      transport: tampered(httpTransport(new URL(server.url)), async (request, forward) => {
        const response = await forward(request)
        return isPath(request, "sys/wrapping/lookup")
          ? response
          : editText(response, (text) => text.replace(/"creation_time":"[^"]*",/, ""))
      })
    }
  )
  const verdicts = report.families.flatMap((family) => family.results).filter(({ verdict }) => verdict !== "disabled")
  expect(verdicts.map(({ id, verdict }) => `${id} ${verdict}`).sort()).toEqual([
    "RWC-CP-05 failed",
    "RWC-SU-01 passed",
    "RWC-WE-01 failed",
    "RWC-WE-03 passed"
  ])
})

it.each([
  [
    "wrap_info.ttl is a string",
    /"ttl":(\d+)/,
    '"ttl":"$1"',
    "wrap_info.ttl is not a whole number",
    "a number of seconds"
  ],
  [
    "there is no wrap_info",
    /"wrap_info":\{[^}]*\}/,
    '"wrap_info":null',
    "the response is not wrapped",
    "wrap_info with a token"
  ]
])("says what is wrong: %s", async (_, field, replacement, reason, expected) => {
  const report = await runSuite(
    { url: server.url, token: server.rootToken, cases: ["RWC-WE-01"] },
    {
      transport: tampered(httpTransport(new URL(server.url)), async (request, forward) =>
        editText(await forward(request), (text) => text.replace(field, replacement))
      )
    }
  )
  expect(report.families.flatMap((family) => family.results)).toContainEqual(
    expect.objectContaining({ id: "RWC-WE-01", verdict: "failed", reason, expected })
  )
})

it("says what is wrong: auth is missing", async () => {
  const report = await runSuite(
    { url: server.url, token: server.rootToken, cases: ["RWC-LK-04"] },
    {
      transport: tampered(httpTransport(new URL(server.url)), async (request, forward) =>
        editText(await forward(request), (text) => text.replace(',"auth":null', ""))
      )
    }
  )
  expect(report.families.flatMap((family) => family.results)).toContainEqual(
    expect.objectContaining({ verdict: "failed", reason: "auth is absent", expected: "null", got: "nothing" })
  )
})

it("sends JSON with its content type", async () => {
  const types = new Set<string | undefined>()
  await expectPassed(["RWC-WE-01", "RWC-LK-01"], (request, forward) => {
    if (request.body !== undefined) types.add(request.headers["content-type"])
    return forward(request)
  })
  expect([...types]).toEqual(["application/json"])
})
