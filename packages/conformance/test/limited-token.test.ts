/** A limited token is not a fault of the server: cases that need more are skipped, and the run is incomplete. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { isViolation, runConformance, type Report } from "@enwrap/conformance"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

/** Runs the suite with a token of this policy. */
async function runLimited(policy: string, body: object): Promise<Report> {
  const post = async (path: string, fields: object) =>
    fetch(`${server.url}/v1/${path}`, {
      method: "POST",
      headers: { "x-vault-token": server.rootToken },
      body: JSON.stringify(fields)
    })
  await post("sys/policies/acl/limited", { policy })
  const created = await post("auth/token/create", { policies: ["limited"], ttl: "1h", ...body })
  const { auth } = (await created.json()) as { readonly auth: { readonly client_token: string } }
  return runConformance({ url: server.url, token: auth.client_token, slow: false, skip: ["RWC-SE-01", "RWC-BI-09"] })
}

const all = (...more: ReadonlyArray<string>): string =>
  `path "*" { capabilities = ${JSON.stringify(["create", "read", "update", "delete", "list", "patch", ...more])} }`
const WRAP = 'path "sys/wrapping/wrap" { capabilities = ["update"] }'

it.each([
  ["may only wrap", WRAP, { no_default_policy: true }],
  [
    "may only wrap and use its cubbyhole",
    `${WRAP} path "cubbyhole/*" { capabilities = ["create", "read", "update", "delete", "list"] }`,
    { no_default_policy: true }
  ],
  ["has the default policy", WRAP, {}],
  [
    "may wrap only for some times",
    'path "sys/wrapping/wrap" { capabilities = ["update"] min_wrapping_ttl = "30s" max_wrapping_ttl = "2m" }',
    {}
  ],
  ["may do everything but what needs sudo", all(), {}],
  ["has a limit of uses", all("sudo"), { num_uses: 300 }],
  ["ends during the run", all("sudo"), { ttl: "1s" }]
])(
  "no case fails if the token %s",
  async (_, policy, body) => {
    const report = await runLimited(policy, body)
    const failed = report.families.flatMap(({ results }) => results).filter(isViolation)
    expect(failed.map(({ id, reason, got }) => ({ id, reason, got }))).toEqual([])
    expect(report.conclusion).toBe("incomplete")
    expect(report.counts.error).toBe(0)
  },
  120_000
)
