import { assert, describe, it } from "@effect/vitest"
import { operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import type { Gauge, ServerOptions } from "../src/index.ts"
import { asking, freshAsk, freshServer, unwrap, wrap, type Ask } from "./asking.ts"

/** The samples of the text format, by name with labels. */
const scrape = (ask: Ask) =>
  Effect.map(ask("GET", "sys/metrics?format=prometheus"), ({ text }) => {
    const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))
    return new Map(
      samples.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))])
    )
  })

const unwraps = (samples: ReadonlyMap<string, number>) =>
  ["unwrapped", "invalid", "denied", "limited", "failed"].map((outcome) =>
    samples.get(`enwrap_unwraps{outcome="${outcome}"}`)
  )

describe("sys/metrics", () => {
  it.effect("counts unwraps by outcome, and the wraps that are pending (RW-MT-1)", () =>
    Effect.gen(function* () {
      const server = yield* freshServer()
      const ask = asking(server)
      const pending = Effect.map(scrape(ask), (samples) => samples.get("enwrap_wraps_pending"))
      const [first, second, third, fourth] = [
        yield* wrap(ask),
        yield* wrap(ask),
        yield* wrap(ask, {}, 3600),
        yield* wrap(ask, {}, 3600)
      ]
      assert.strictEqual(yield* pending, 4)
      yield* unwrap(ask, first.token)
      yield* unwrap(ask, first.token)
      yield* ask("POST", "sys/wrapping/unwrap", { token: null })
      yield* ask("POST", "sys/quotas/rate-limit/unwraps", {
        body: { path: "sys/wrapping/unwrap", rate: 1, interval: "1h" }
      })
      yield* unwrap(ask, "hvs.unknown")
      yield* unwrap(ask, second.token)
      yield* ask("POST", "sys/wrapping/rewrap", { body: { token: third.token } })
      const samples = yield* scrape(ask)
      assert.deepStrictEqual(unwraps(samples), [1, 2, 1, 1, 0])
      assert.strictEqual(samples.get("enwrap_wraps_created"), 5)
      assert.strictEqual(samples.get("vault_quota_rate_limit_violation"), 1)
      assert.strictEqual(yield* pending, 3)
      yield* ask("POST", "auth/token/revoke-accessor", { body: { accessor: fourth.accessor } })
      assert.strictEqual(yield* pending, 2)
      yield* TestClock.adjust("311 seconds")
      assert.strictEqual(yield* pending, 1)
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(yield* pending, 0)
    })
  )

  it.effect("counts a stored response as unwrapped, whatever its status (RW-MT-1)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "secret/data/a", { body: { data: { x: 1 } } })
      yield* ask("DELETE", "secret/data/a")
      const wrapped = yield* ask("GET", "secret/data/a", { ttl: 60 })
      assert.strictEqual((yield* unwrap(ask, wrapped.json.wrap_info.token)).status, 404)
      assert.deepStrictEqual(unwraps(yield* scrape(ask)), [1, 0, 0, 0, 0])
    })
  )

  it.effect("shows requests by operation and class of the status, and commits (RW-MT-1)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk({
        gauges: () => [{ name: "program.value", help: "A value.", value: 7, labels: { a: "b" } }]
      })
      yield* ask("POST", "kv1/a", { body: { x: 1 } })
      yield* ask("GET", "kv1/b")
      yield* ask("GET", "nowhere/b")
      const samples = yield* scrape(ask)
      assert.strictEqual(samples.get('enwrap_requests{operation="kvV1Write",status="2xx"}'), 1)
      assert.strictEqual(samples.get('enwrap_requests{operation="kvV1Read",status="4xx"}'), 1)
      assert.strictEqual(samples.get('enwrap_requests{operation="none",status="4xx"}'), 1)
      assert.strictEqual(samples.get("vault_core_unsealed"), 1)
      assert.strictEqual(samples.get("vault_core_in_flight_requests"), 1)
      // The first request is timed, and then one in seven.
      assert.strictEqual(samples.get("vault_core_handle_request_count"), 1)
      for (let request = 0; request < 7; request++) yield* ask("GET", "kv1/b")
      const later = yield* scrape(ask)
      assert.strictEqual(later.get("vault_core_handle_request_count"), 2)
      assert.strictEqual(later.get('vault_core_handle_request_bucket{le="+Inf"}'), 2)
      assert.strictEqual(samples.get('program_value{a="b"}'), 7)
      assert.isAbove(samples.get("enwrap_store_commit_count")!, 0)
      assert.isAbove(samples.get("enwrap_store_bytes")!, 0)
    })
  )

  it.effect("is JSON in the form of the original by default; an unknown format is 400 (RW-MT-1)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { json } = yield* ask("GET", "sys/metrics")
      assert.deepStrictEqual(Object.keys(json), ["Timestamp", "Gauges", "Points", "Counters", "Samples"])
      assert.strictEqual(json.Timestamp, "1970-01-01 00:00:00 +0000 UTC")
      assert.deepInclude(json.Gauges, { Name: "vault.core.unsealed", Value: 1, Labels: {} })
      const commits = json.Samples.find(({ Name }: { Name: string }) => Name === "enwrap.store.commit")
      assert.deepStrictEqual(Object.keys(commits), [
        "Name",
        "Count",
        "Rate",
        "Sum",
        "Min",
        "Max",
        "Mean",
        "Stddev",
        "Labels"
      ])
      const unknown = yield* ask("GET", "sys/metrics?format=xml")
      assert.deepStrictEqual([unknown.status, unknown.text], [400, 'metric response format "xml" unknown'])
    })
  )

  it.effect("needs a token with the right policy, unless the operator allows unauthenticated reads (RW-MT-3)", () =>
    Effect.gen(function* () {
      const status = (options: Partial<ServerOptions>, path: string) =>
        Effect.gen(function* () {
          const ask = yield* freshAsk(options)
          const { json } = yield* ask("POST", "auth/token/create", { body: { policies: ["default"] } })
          const statuses: Array<number> = []
          for (const token of [null, "hvs.unknown", json.auth.client_token as string])
            statuses.push((yield* ask("GET", path, { token })).status)
          return statuses
        })
      assert.deepStrictEqual(yield* status({}, "sys/metrics"), [403, 403, 403])
      assert.deepStrictEqual(yield* status({ unauthenticatedMetrics: true }, "sys/metrics"), [200, 200, 200])
      assert.deepStrictEqual(yield* status({ unauthenticatedMetrics: true }, "sys/mounts"), [403, 403, 403])
    })
  )

  it.effect("contains nothing of the requests but their operations (RW-MT-2)", () =>
    Effect.gen(function* () {
      const gauges: Array<Gauge> = []
      const ask = yield* freshAsk({ gauges: () => gauges })
      const secret = "s3cret"
      for (let path = 0; path < 50; path++) {
        yield* ask("POST", `kv1/${secret}-${path}`, { body: { [secret]: secret } })
        yield* ask("GET", `${secret}-${path}/x`, { token: `hvs.${secret}` })
        yield* ask("POST", "sys/wrapping/unwrap", { token: `hvs.${secret}${path}` })
        yield* ask("POST", `sys/mounts/${secret}-${path}`, { body: { type: "kv" } })
        yield* ask("POST", `sys/quotas/rate-limit/${secret}-${path}`, { body: { path: `${secret}-${path}`, rate: 1 } })
      }
      for (const format of ["", "?format=prometheus"]) {
        const { text } = yield* ask("GET", `sys/metrics${format}`)
        assert.notInclude(text, secret)
      }
      const operations = [...(yield* scrape(ask)).keys()].flatMap((name) => /operation="(\w+)"/.exec(name)?.[1] ?? [])
      assert.isNotEmpty(operations)
      assert.deepStrictEqual(
        operations.filter((name) => name !== "none" && !Object.hasOwn(operationTable, name)),
        []
      )
    })
  )
})
