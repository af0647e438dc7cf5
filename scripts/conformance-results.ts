// Runs the conformance suite against Enwrap in memory and on SQLite, against the mocks, and against other servers, and writes
// docs/conformance-results.md:
//
//   VAULT_TOKEN=root npm run conformance:results -- "OpenBao 2.6.2=http://127.0.0.1:8200" "Vault 1.21.4=http://127.0.0.1:8300"
//
// The token is that of all the other servers. This takes about a minute.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { engines } from "@enwrap/engines"
import { createEnwrapMock } from "@enwrap/msw"
import { layerMemory, makeServer, type Store } from "@enwrap/server"
import { layerNodeCrypto, listen } from "@enwrap/server-node"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { families, runConformance, type Family, type Profile, type Report } from "@enwrap/conformance"
import { runSuite } from "../packages/conformance/src/run-suite.ts"
import type { Transport } from "../packages/conformance/src/transport.ts"
import { NOT_BY_FETCH, NOT_BY_ONE_CLOCK } from "../packages/msw/test/not-on-the-mock.ts"

/** A server, and the report on it. */
interface Result {
  readonly name: string
  readonly report: Report
}

const profiles = [...new Set(families.flatMap(({ cases }) => cases.map(({ profile }) => profile)))]

/** Runs the suite against Enwrap with a store, on a free port. */
const playEnwrap = (store: Layer.Layer<Store>): Promise<Report> =>
  Effect.gen(function* () {
    const server = yield* makeServer({ engines })
    const { address } = yield* listen({ server, port: 0 })
    return yield* Effect.promise(() => runConformance({ url: address, token: server.rootToken, profiles }))
  }).pipe(Effect.provide(Layer.merge(store, layerNodeCrypto)), Effect.scoped, Effect.runPromise)

const playSqlite = async (): Promise<Report> => {
  const folder = mkdtempSync(join(tmpdir(), "enwrap-conformance-"))
  try {
    return await playEnwrap(Layer.orDie(layerSqlite({ path: join(folder, "enwrap.db") })))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Runs the suite against the mock, whose clock is moved instead of waiting: each such case runs alone. */
const playMock = (): Promise<Report> => {
  const mock = createEnwrapMock()
  const send: Transport["send"] = async ({ body, headers, method, path }) => {
    const response = await mock.fetch(`${mock.baseUrl}/v1/${path}`, {
      method,
      headers,
      ...(body !== undefined && { body })
    })
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() }
  }
  const alone = (family: Family): Family => ({
    ...family,
    cases: family.cases.map(({ waits, ...one }) => (waits === undefined ? one : { ...one, exclusive: true }))
  })
  return runSuite(
    { url: mock.baseUrl, token: mock.rootToken, profiles, skip: [...NOT_BY_FETCH, ...NOT_BY_ONE_CLOCK] },
    {
      families: families.map(alone),
      transport: { send, sendTogether: (requests) => Promise.all(requests.map(send)) },
      wait: async (milliseconds) => mock.clock.advance(`${milliseconds}ms`)
    }
  )
}

const MARKS = {
  conformant: "yes",
  "not conformant": "**no**",
  incomplete: "incomplete",
  "not claimed": "not claimed"
} as const

const cell = ({ verdicts }: Report, profile: Profile): string => {
  const found = verdicts.find((one) => one.profile === profile)
  if (found === undefined) return ""
  const { passed, violations, skipped, notSelected } = found.counts
  const gaps = violations + skipped + (found.verdict === "not claimed" ? 0 : notSelected)
  return `${MARKS[found.verdict]}${found.verdict === "not claimed" ? "" : ` (${passed}${gaps > 0 ? ` of ${passed + gaps}` : ""})`}`
}

/** The text of docs/conformance-results.md. */
const page = (results: ReadonlyArray<Result>): string => {
  const [first] = results
  const findings = results.flatMap(({ name, report }) =>
    report.findings.map(({ cases, title }) => `- **${name}**: ${title} (${cases.join(", ")})\n`)
  )
  return `# Results of the conformance suite

<!-- Written by scripts/conformance-results.ts. Do not edit; run \`npm run conformance:results\`. -->

Run on ${first?.report.startedAt.slice(0, 10)} with suite ${first?.report.suite} and spec ${first?.report.spec}. The numbers are those of the cases that passed. [docs/conformance.md](conformance.md) says what the verdicts mean.

| profile | ${results.map(({ name }) => name).join(" | ")} |
|---|${"---|".repeat(results.length)}
${(first?.report.verdicts ?? []).map(({ profile }) => `| \`${profile}\` | ${results.map(({ report }) => cell(report, profile)).join(" | ")} |`).join("\n")}

The suite reaches the mock through \`fetch\`, which cannot send ${NOT_BY_FETCH.join(", ")} unchanged. Instead of waiting, the suite moves the mock's clock, which does not work for cases with several tokens at the same time: ${NOT_BY_ONE_CLOCK.join(", ")}. OpenBao and Vault do not claim \`strict\`: that profile has requirements beyond them.
${findings.length === 0 ? "" : `\n## Findings\n\n[What they are](conformance.md#openbao-and-vault). A finding about a SHOULD does not count.\n\n${findings.join("")}`}
## By command

\`\`\`sh
npm run conformance:results
VAULT_TOKEN=root npm run conformance:results -- "OpenBao 2.6.2=http://127.0.0.1:8200" "Vault 1.21.4=http://127.0.0.1:8300"
\`\`\`

The first command tests Enwrap and the mock, the second one other servers too.
`
}

const others = process.argv.slice(2).map((argument) => {
  const at = argument.lastIndexOf("=http")
  if (at < 1) throw new Error(`expected NAME=URL, but got ${argument}`)
  return { name: argument.slice(0, at), url: argument.slice(at + 1) }
})
const results: Array<Result> = []
const add = async (name: string, play: () => Promise<Report>): Promise<void> => {
  const report = await play()
  console.log(`${name}: ${report.conclusion}`)
  results.push({ name, report })
}
await add("Enwrap in memory", () => playEnwrap(layerMemory))
await add("Enwrap on SQLite", playSqlite)
await add("Enwrap's mock", playMock)
for (const { name, url } of others)
  await add(name, () =>
    runConformance({
      url,
      token: process.env["VAULT_TOKEN"] ?? "root",
      profiles: profiles.filter((one) => one !== "strict")
    })
  )
writeFileSync(join(import.meta.dirname, "../docs/conformance-results.md"), page(results))
