import { assert, describe, it } from "@effect/vitest"
import { operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import type { Gauge, ServerOptions } from "../src/index.ts"
import { asking, freshAsk, freshServer, unwrap, wrap, type Ask } from "./asking.ts"
import { midway, stoppable } from "./midway.ts"

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

  it.effect("counts a wrapped response once that two requests revoke at the same time (RW-MT-1)", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask } = server
      const { accessor } = yield* wrap(ask)
      yield* ask("GET", "sys/mounts", { ttl: 300 })
      const revoke = ask("POST", "auth/token/revoke-accessor", { body: { accessor } })
      // The first commit marks the token, and the second one deletes it.
      const { answer } = yield* midway(server, revoke, ask("PUT", "sys/leases/revoke-force/sys/wrapping"), 2)
      assert.strictEqual(answer.status, 204)
      assert.strictEqual((yield* scrape(ask)).get("enwrap_wraps_pending"), 1)
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
      assert.strictEqual(samples.get('program_value{a="b"}'), 7)
      assert.isAbove(samples.get("enwrap_store_commit_count")!, 0)
      assert.isAbove(samples.get("enwrap_store_bytes")!, 0)
    })
  )

  it.effect("counts all requests in the histogram, although it times one in seven", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (let request = 0; request < 10; request++) yield* ask("GET", "kv1/b")
      yield* ask("POST", "auth/userpass/login/a", { body: { password: "b" }, token: null })
      const counts = (samples: ReadonlyMap<string, number>) =>
        ["_count", '_bucket{le="+Inf"}', '_bucket{le="5000"}'].map((suffix) =>
          samples.get(`vault_core_handle_request${suffix}`)
        )
      // Those since the last one that was timed are in no bucket with a bound yet. The login has no mount.
      assert.deepStrictEqual(counts(yield* scrape(ask)), [11, 11, 8])
      for (let request = 0; request < 3; request++) yield* ask("GET", "kv1/b")
      assert.deepStrictEqual(counts(yield* scrape(ask)), [15, 15, 15])
      const { json } = yield* ask("GET", "sys/metrics")
      const requests = json.Samples.find(({ Name }: { Name: string }) => Name === "vault.core.handle_request")
      assert.strictEqual(requests.Count, 16)
      assert.closeTo(requests.Mean, requests.Sum / 15, 1e-9)
    })
  )

  it.effect("has each counter at 0 before it counts something, since Prometheus sees no increase otherwise", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const first = yield* scrape(ask)
      assert.deepStrictEqual(unwraps(first), [0, 0, 0, 0, 0])
      for (const name of ["enwrap_audit_failures", "enwrap_store_failures", "vault_quota_rate_limit_violation"])
        assert.strictEqual(first.get(name), 0, name)
      assert.strictEqual(first.get('enwrap_requests{operation="none",status="4xx"}'), 0)
      const second = yield* scrape(ask)
      assert.deepStrictEqual(
        ["2xx", "4xx", "5xx"].map((status) =>
          second.get(`enwrap_requests{operation="sysMetricsRead",status="${status}"}`)
        ),
        [1, 0, 0]
      )
    })
  )

  it.effect("shows when the counters were 0, so that what was counted since a restart is not missed", () =>
    Effect.gen(function* () {
      yield* TestClock.adjust("90 seconds")
      const ask = yield* freshAsk()
      yield* TestClock.adjust("1 hour")
      assert.strictEqual((yield* scrape(ask)).get("enwrap_start_time_seconds"), 90)
    })
  )

  it.effect("is text for a client with the Accept header of Prometheus and no format (RW-MT-1)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const type = (accept: string, query = "") =>
        Effect.map(ask("GET", `sys/metrics${query}`, { headers: { accept } }), ({ headers }) => headers["content-type"])
      const text = "text/plain; version=0.0.4; charset=utf-8"
      const json = "application/json"
      const prometheus =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.4,*/*;q=0.2"
      assert.strictEqual(yield* type(prometheus), text)
      assert.strictEqual(yield* type(prometheus, "?format="), text)
      assert.strictEqual(yield* type('application/json; schema="prometheus/telemetry"; q=0.2'), text)
      // As in the original, which looks only at the beginning.
      assert.strictEqual(yield* type(`text/plain,${prometheus}`), json)
      assert.strictEqual(yield* type("text/plain"), json)
      assert.strictEqual((yield* ask("GET", "sys/metrics?format=xml", { headers: { accept: prometheus } })).status, 400)
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
      // They are outside of the logical layer then, and are not wrapped.
      const ask = yield* freshAsk({ unauthenticatedMetrics: true })
      assert.include((yield* ask("GET", "sys/metrics?format=prometheus", { ttl: 60 })).text, "vault_core_unsealed 1")
    })
  )

  it.effect("a sealed server shows that it is sealed, if its metrics need no token (RW-MT-3)", () =>
    Effect.gen(function* () {
      for (const unauthenticatedMetrics of [false, true]) {
        const ask = yield* freshAsk({ unauthenticatedMetrics })
        yield* ask("PUT", "sys/seal")
        const { status, text } = yield* ask("GET", "sys/metrics?format=prometheus", { token: null })
        assert.strictEqual(status, unauthenticatedMetrics ? 200 : 503)
        if (unauthenticatedMetrics) assert.match(text, /^vault_core_unsealed 0$/m)
      }
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
