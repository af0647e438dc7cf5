import { afterAll, beforeAll, expect, it } from "vitest"
import { families } from "@enwrap/conformance"
import { brokenEngines } from "./broken-engines.ts"
import { brokenLeases } from "./broken-leases.ts"
import { brokenLogins } from "./broken-logins.ts"
import { brokenPolicies } from "./broken-policies.ts"
import { expectNoticed } from "./broken-server.ts"
import { brokenTokens } from "./broken-tokens.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const servers = [...brokenPolicies, ...brokenTokens, ...brokenLeases, ...brokenEngines, ...brokenLogins]

it.each(servers)("a server that breaks a promise fails: $promise", (broken) => expectNoticed(server, broken))

it("each case about policies, leases, the life of tokens, secrets, certificates and logins is failed by one of them", () => {
  const failed = new Set(servers.flatMap(({ fails }) => fails))
  const cases = families
    .filter(({ name }) =>
      ["PO", "PR", "PB", "TL", "TT", "TR", "LE", "CL", "K1", "K2", "PK", "AR", "SI", "UP"].includes(name)
    )
    .flatMap((family) => family.cases.map((one) => one.id))
  expect(cases.length).toBeGreaterThan(100)
  expect(cases.filter((id) => !failed.has(id))).toEqual([])
})
