import { afterAll, beforeAll, expect, it } from "vitest"
import { kvV1, kvV2 } from "@enwrap/engines"
import { exitCodeOf, families, renderText, runConformance } from "@enwrap/conformance"
import { profiles } from "../src/cases/catalogue.ts"
import { resultsOf } from "../src/report.ts"
import { runSuite } from "../src/run-suite.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"
import { httpTransport } from "../src/transport.ts"
import { measureWaits } from "./measure-waits.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

/** What a run creates and removes, as the server lists it. */
const found = async () => {
  const request = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    const response = await fetch(`${server.url}/v1/${path}`, { headers: { "x-vault-token": server.rootToken } })
    return ((await response.json()) as { readonly data?: Readonly<Record<string, unknown>> }).data ?? {}
  }
  return {
    accessors: ((await request("auth/token/accessors?list=true"))["keys"] as ReadonlyArray<string>).length,
    mounts: Object.keys(await request("sys/mounts")),
    logins: Object.keys(await request("sys/auth")),
    policies: (await request("sys/policies/acl?list=true"))["keys"],
    roles: (await request("auth/token/roles?list=true"))["keys"],
    secrets: (await request("secret/metadata?list=true"))["keys"]
  }
}

it("passes Enwrap on every case of every profile, including strict, removes everything that it created there, and each case waits and sends about as much as it declares", async () => {
  const before = await found()
  const { sent, transport, waited, watched } = measureWaits(families, httpTransport(new URL(server.url)))
  const options = { url: server.url, token: server.rootToken, profiles }
  const report = await runSuite(options, { transport, families: watched })
  expect(report.counts, renderText(report, { colour: false })).toMatchObject({
    failed: 0,
    error: 0,
    skipped: 0,
    disabled: 0
  })
  expect(exitCodeOf(report)).toBe(0)
  expect(await found()).toEqual(before)
  const took = new Map(resultsOf(report).map(({ id, milliseconds }) => [id, milliseconds]))
  for (const { id, long = false, waits = 0 } of watched.flatMap(({ cases }) => cases)) {
    expect(took.get(id), `${id} declares that it waits ${waits} ms`).toBeGreaterThanOrEqual(waits)
    if ((sent.get(id) ?? 0) > 60 && waits === 0) expect(long, `${id} sends ${sent.get(id)} requests`).toBe(true)
    // On a slow machine, a case that waits may need several rounds.
    if (waits === 0) expect(waited.get(id) ?? 0, `${id} does not declare that it waits`).toBeLessThanOrEqual(500)
  }
}, 300_000)

it("skips cases with a reason, and fails none, with a token without privileges", async () => {
  const created = await fetch(`${server.url}/v1/auth/token/create`, {
    method: "POST",
    headers: { "x-vault-token": server.rootToken },
    body: JSON.stringify({ policies: ["default"], ttl: "10m" })
  })
  const { auth } = (await created.json()) as { readonly auth: { readonly client_token: string } }
  const report = await runConformance({ url: server.url, token: auth.client_token, profiles, slow: false })
  expect(report.counts, renderText(report, { colour: false })).toMatchObject({ failed: 0, error: 0 })
  expect(report.counts.skipped).toBeGreaterThan(10)
  const skipped = report.families.flatMap((family) => family.results).filter((result) => result.verdict === "skipped")
  expect(
    skipped.every((result) => /not permitted|needs|only a root token|no key-value mount/.test(result.reason ?? ""))
  ).toBe(true)
}, 300_000)

it("skips cases that need a missing engine or login method, with a reason", async () => {
  const bare = await startEnwrap([kvV1, kvV2])
  const report = await runConformance({
    url: bare.url,
    token: bare.rootToken,
    profiles: ["leases", "pki", "approle", "userpass"],
    slow: false
  })
  await bare.close()
  expect(report.counts, renderText(report, { colour: false })).toMatchObject({ failed: 0, error: 0 })
  const skipped = report.families.flatMap((family) => family.results).filter((result) => result.verdict === "skipped")
  expect(skipped.length).toBeGreaterThan(10)
  for (const { reason } of skipped) expect(reason).toMatch(/^needs the (login method (userpass|approle)|engine pki), /)
  expect(report.counts.passed).toBeGreaterThan(2)
})
