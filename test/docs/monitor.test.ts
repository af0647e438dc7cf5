import { engines } from "@enwrap/engines"
import { layerMemory, layerNobleCrypto, makeServer } from "@enwrap/server"
import { processGauges } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import { parse } from "yaml"

const folder = join(import.meta.dirname, "../../docs/operating")
const NAME = /\b(?:enwrap|vault)_[a-z_]+/g

const read = (file: string): Promise<string> => readFile(join(folder, file), "utf8")

/** The metrics of a server, by name, with their types. Its first request has been counted. */
const metricsOfServer = async (): Promise<ReadonlyMap<string, string>> => {
  const run = Effect.gen(function* () {
    const server = yield* makeServer({ engines, rootToken: "root-of-the-test", gauges: processGauges() })
    const get = (target: string) =>
      server.handle({
        method: "GET",
        target,
        header: (name) => (name === "x-vault-token" ? "root-of-the-test" : undefined),
        body: new Uint8Array(0),
        remoteAddress: "127.0.0.1"
      })
    yield* get("/v1/sys/mounts")
    return (yield* get("/v1/sys/metrics?format=prometheus")).body as string
  }).pipe(Effect.provide([layerMemory, layerNobleCrypto]))
  const text = await Effect.runPromise(run)
  return new Map([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => [name!, type!]))
}

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly annotations: Readonly<Record<string, unknown>>
}

const alertRules = async (): Promise<ReadonlyArray<Rule>> => {
  const { groups } = parse(await read("alerts.yaml"), { strict: true, uniqueKeys: true }) as {
    readonly groups: ReadonlyArray<{ readonly rules: ReadonlyArray<Rule> }>
  }
  return groups.flatMap(({ rules }) => rules)
}

const dashboardQueries = async (): Promise<ReadonlyArray<string>> => {
  const { panels } = JSON.parse(await read("dashboard.json")) as {
    readonly panels: ReadonlyArray<{ readonly targets: ReadonlyArray<{ readonly expr: string }> }>
  }
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
}

/** The selectors of an expression: names of metrics, with what follows. */
const selectors = (expression: string): ReadonlyArray<string> =>
  [...expression.matchAll(/\b(?:up\b|(?:enwrap|vault)_[a-z_]+)[^ )[]*/g)].map(([text]) => text)

describe("the guide to monitoring", () => {
  let metrics: ReadonlyMap<string, string>
  beforeAll(async () => {
    metrics = await metricsOfServer()
  })

  it.each(["alerts.yaml", "dashboard.json"])("names only metrics that exist in %s", async (file) => {
    const names = (await read(file)).match(NAME) ?? []
    assert.isNotEmpty(names)
    const unknown = names.filter((name) => {
      const isBucket = metrics.get(name.replace(/_bucket$/, "")) === "histogram"
      return !metrics.has(name) && !(name.endsWith("_bucket") && isBucket)
    })
    assert.deepStrictEqual(unknown, [])
  })

  it("describes every metric, with its type", async () => {
    const page = await read("monitor.md")
    const rows = [...page.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| (counter|gauge|histogram) \|/gm)]
    const described = rows.flatMap(([, names, type]) =>
      [...names!.matchAll(/\w+/g)].map(([name]) => [name, type!] as const)
    )
    assert.deepStrictEqual(new Map(described.sort()), new Map([...metrics].sort()))
  })

  it("has alert rules with one sentence or two as their summary, and no other annotation", async () => {
    const rules = await alertRules()
    assert.isNotEmpty(rules)
    for (const { alert, annotations } of rules) {
      assert.deepStrictEqual(Object.keys(annotations), ["summary"], alert)
      assert.match(annotations["summary"] as string, /^[A-Z].*(?:\.|: see \S+)$/, alert)
    }
  })

  it("selects the job in rules and panels, since Vault has metrics with the same names", async () => {
    const rules = await alertRules()
    const found = [...rules.map(({ expr }) => expr), ...(await dashboardQueries())].flatMap(selectors)
    assert.isAbove(found.length, 20)
    assert.deepStrictEqual(
      found.filter((selector) => !selector.includes('{job="enwrap"')),
      []
    )
  })

  it("counts what happened since a restart, wherever it looks for an increase", async () => {
    for (const { alert, expr } of await alertRules())
      assert.strictEqual(expr.includes("increase("), expr.includes("enwrap_start_time_seconds"), alert)
  })

  it("has a dashboard whose panels have queries", async () => {
    const { panels } = JSON.parse(await read("dashboard.json")) as {
      panels: ReadonlyArray<{ targets: ReadonlyArray<unknown> }>
    }
    assert.isTrue(panels.length > 0 && panels.every(({ targets }) => targets.length > 0))
  })
})
