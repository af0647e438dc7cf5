import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { type Collector, startCollector } from "../../../packages/server-node/test/collector.ts"
import { runEnwrap, startConfiguredServer, startServer } from "./run-enwrap.ts"

const root = mkdtempSync(join(tmpdir(), "enwrap-traces-"))
afterAll(() => rmSync(root, { recursive: true }))

const config = join(root, "server.hcl")
writeFileSync(config, 'storage "inmem" {}\nlistener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n')

let collector: Collector
beforeEach(async () => {
  collector = await startCollector()
})
afterEach(() => collector.close())

/** An hour: only the end of the server sends the spans. */
const environment = (): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  OTEL_BSP_SCHEDULE_DELAY: "3600000",
  OTEL_SERVICE_NAME: "vault-eu"
})

const names = (): ReadonlyArray<string> =>
  collector
    .spans()
    .filter(({ kind }) => kind === 2)
    .map(({ name }) => name)

// Windows has no SIGTERM.
describe.skipIf(process.platform === "win32")("traces of enwrap server", { timeout: 30_000 }, () => {
  it("are sent to the collector of the environment, the last ones after SIGTERM", async () => {
    const server = await startConfiguredServer([`-config=${config}`], environment())
    expect((await fetch(`${server.url}/v1/sys/seal-status`)).status).toBe(200)
    expect((await fetch(`${server.url}/v1/secret/canary`)).status).toBe(503)
    expect(collector.batches).toEqual([])
    const { code, err } = await server.stop()
    expect([code, err]).toEqual([0, expect.not.stringContaining("traces")])
    expect(names()).toEqual(["GET /v1/sys/seal-status", "GET"])
    expect(collector.resource()["service.name"]).toBe("vault-eu")
    expect(collector.batches[0]?.body.toString()).not.toContain("canary")
  })

  it.each([
    ["--dev", ["-dev"]],
    ["--data-dir", [`-data-dir=${root}/data`]]
  ])("are sent with %s too", async (_mode, words) => {
    const server = await startServer([...words, "-dev-listen-address=127.0.0.1:0"], environment())
    await fetch(`${server.url}/v1/secret/data/a`, { headers: { "x-vault-token": server.rootToken } })
    await server.stop()
    expect(names()).toEqual(["GET /v1/{kv_v2_mount}/data/{path}"])
  })

  it("enwrap server --check warns of wrong and unused variables in the words of the log", async () => {
    const env = { ...environment(), OTEL_EXPORTER_OTLP_PROTOCOL: "grpc", OTEL_SERVICE_NAMES: "a" }
    const { code, err, out } = await runEnwrap(["server", "-check", `-config=${config}`], { env })
    expect([code, out]).toEqual([0, "The configuration is valid.\n"])
    expect(err.split("\n")).toEqual([
      "warning: OTEL_SERVICE_NAMES has no effect",
      "warning: no traces are sent: OTEL_EXPORTER_OTLP_PROTOCOL: only http/protobuf, http/json are supported",
      ""
    ])
    const right = await runEnwrap(["server", "-check", `-config=${config}`], { env: environment() })
    expect([right.code, right.err]).toEqual([0, ""])
  })

  it("are off, and the log says so, if a variable has a value that is not supported", async () => {
    const env = { ...environment(), OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }
    const server = await startConfiguredServer([`-config=${config}`], env)
    await fetch(`${server.url}/v1/sys/seal-status`)
    const { code, err } = await server.stop()
    expect(code).toBe(0)
    expect(err).toContain(
      "no traces are sent: OTEL_EXPORTER_OTLP_PROTOCOL: only http/protobuf, http/json are supported"
    )
    expect(collector.batches).toEqual([])
  })

  it("do not delay the end of a server whose collector does not respond", async () => {
    collector.respond = () => {}
    const server = await startConfiguredServer([`-config=${config}`], environment())
    await fetch(`${server.url}/v1/sys/seal-status`)
    const before = performance.now()
    const { code, err } = await server.stop()
    expect(code).toBe(0)
    expect(performance.now() - before).toBeLessThan(8000)
    expect(err.match(/traces cannot be sent/g)).toHaveLength(1)
  })
})
