import { afterAll, beforeAll, expect, it } from "vitest"
import { families } from "@enwrap/conformance"
import { brokenAuthority } from "./broken-authority.ts"
import { brokenBounds } from "./broken-bounds.ts"
import { brokenEngines } from "./broken-engines.ts"
import { brokenLeases } from "./broken-leases.ts"
import { brokenLoginFields } from "./broken-login-fields.ts"
import { brokenLogins } from "./broken-logins.ts"
import { brokenNames } from "./broken-names.ts"
import { brokenPolicies } from "./broken-policies.ts"
import { brokenRequests } from "./broken-requests.ts"
import { expectNoticed } from "./broken-server.ts"
import { brokenSettings } from "./broken-settings.ts"
import { brokenStrictAuthority } from "./broken-strict-authority.ts"
import { brokenTokens } from "./broken-tokens.ts"
import { brokenWrapping } from "./broken-wrapping.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const servers = [
  ...brokenPolicies,
  ...brokenTokens,
  ...brokenAuthority,
  ...brokenBounds,
  ...brokenNames,
  ...brokenStrictAuthority,
  ...brokenLeases,
  ...brokenEngines,
  ...brokenSettings,
  ...brokenLogins,
  ...brokenLoginFields,
  ...brokenRequests
]

it.each(servers)("a server that breaks a promise fails: $promise", (broken) => expectNoticed(server, broken))

it("each case about policies, authority, bounds, names, leases, the life of tokens, secrets, certificates, logins and odd requests is failed by one of them", () => {
  const failed = new Set([...servers, ...brokenWrapping].flatMap(({ fails }) => fails))
  const cases = families
    .filter(({ name }) =>
      [
        "PO",
        "PR",
        "PB",
        "TL",
        "TT",
        "TR",
        "LE",
        "CL",
        "K1",
        "K2",
        "KS",
        "PK",
        "AR",
        "SI",
        "UP",
        "LF",
        "SL",
        "BI",
        "SY",
        "AU",
        "UA",
        "CH",
        "RB",
        "NA",
        "SP",
        "SA"
      ].includes(name)
    )
    .flatMap((family) => family.cases.map((one) => one.id))
  expect(cases.length).toBeGreaterThan(160)
  expect(cases.filter((id) => !failed.has(id))).toEqual([])
})
