/**
 * OpenBao and Vault must pass all profiles that run by default. They are not npm packages, so a test cannot start them.
 * Instead, these tests simulate the known differences of OpenBao and Vault on top of Enwrap.
 */
import { afterAll, beforeAll, expect, it } from "vitest"
import { isViolation, type Profile, renderText } from "@enwrap/conformance"
import { runSuite } from "../src/run-suite.ts"
import { httpTransport } from "../src/transport.ts"
import { openbaoDifferences, openbaoLike } from "./broken-servers/openbao.ts"
import { tampered } from "./broken-servers/tampering.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const run = (options: { readonly profiles?: ReadonlyArray<Profile> }) =>
  runSuite(
    // The imitation takes requests with one token that come at the same time for a race.
    { url: server.url, token: server.rootToken, slow: false, jobs: 1, ...options },
    { transport: tampered(httpTransport(new URL(server.url)), openbaoLike(server.rootToken)) }
  )

it("passes a server with the differences of OpenBao and Vault by default", async () => {
  const report = await run({})
  expect(report.counts, renderText(report, { colour: false })).toMatchObject({ failed: 0, error: 0, skipped: 0 })
  expect(report.conclusion).toBe("passed")
}, 300_000)

it("detects each of the differences with the profile strict", async () => {
  const report = await run({ profiles: ["strict"] })
  const failed = report.families
    .flatMap((family) => family.results)
    .filter(isViolation)
    .map((result) => result.id)
  expect(failed.sort()).toEqual(openbaoDifferences.flatMap(({ fails }) => fails).sort())
}, 120_000)
