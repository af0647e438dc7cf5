import type { ConformanceCase, Family } from "../src/conformance-case.ts"
import type { CaseResult, Report } from "../src/report.ts"
import type { RunHooks } from "../src/run-hooks.ts"
import type { RunOptions } from "../src/run-options.ts"
import { runSuite } from "../src/run-suite.ts"
import type { Transport, WireResponse, WireRequest } from "../src/transport.ts"

/** The token of the operator. */
export const ROOT = "s.rootrootrootrootroot"
export const json = (status: number, value: unknown): WireResponse => ({
  status,
  headers: { "content-type": "application/json" },
  text: value === undefined ? "" : JSON.stringify(value)
})
export const wrapInfo = (token: string) => ({
  wrap_info: {
    token,
    accessor: `accessor-of-${token}`,
    ttl: 60,
    creation_time: "2026-11-24T00:00:00Z",
    creation_path: "sys/wrapping/wrap"
  }
})

/** A transport that responds by "METHOD path" from a script, and records the requests. */
export function scripted(
  script: Readonly<Record<string, (request: WireRequest) => WireResponse>> = {},
  otherwise: (request: WireRequest) => WireResponse = () => json(404, { errors: [] })
): {
  readonly transport: Transport
  readonly sent: Array<WireRequest>
} {
  const sent: Array<WireRequest> = []
  const sound: typeof script = {
    "POST sys/wrapping/wrap": () => json(200, wrapInfo("s.wrapwrapwrapwrapwrap")),
    "POST sys/wrapping/unwrap": () => json(200, { data: {} }),
    "GET auth/token/lookup-self": () =>
      json(200, { data: { policies: ["root"], creation_ttl: 0, ttl: 0, num_uses: 0 } })
  }
  const send = async (request: WireRequest): Promise<WireResponse> => {
    sent.push(request)
    const key = `${request.method} ${request.path}`
    return (script[key] ?? sound[key] ?? otherwise)(request)
  }
  return { sent, transport: { send, sendTogether: (requests) => Promise.all(requests.map(send)) } }
}

export const one = (id: string, run: ConformanceCase["run"], more: Partial<ConformanceCase> = {}): ConformanceCase => ({
  id,
  title: `title of ${id}`,
  requirements: ["RW-SU-1"],
  profile: "core",
  level: "must",
  why: "because",
  run,
  ...more
})
export const family = (...cases: ReadonlyArray<ConformanceCase>): ReadonlyArray<Family> => [
  { name: "X", title: "Family", cases }
]
export const passes = async (): Promise<void> => undefined

export const run = (
  cases: ReadonlyArray<ConformanceCase>,
  // `wait: undefined` waits as users' runs do.
  { inOrder, transport = scripted().transport, ...given }: Partial<RunOptions> & Omit<RunHooks, "families"> = {},
  onResult?: (result: CaseResult) => void
): Promise<Report> => {
  const { wait, ...options } = { wait: async () => undefined, ...given }
  return runSuite(
    { url: "http://vault.example:8200", token: ROOT, ...options },
    { families: family(...cases), inOrder, transport, wait },
    onResult
  )
}
export const results = (report: Report): ReadonlyArray<CaseResult> => report.families.flatMap((all) => all.results)
