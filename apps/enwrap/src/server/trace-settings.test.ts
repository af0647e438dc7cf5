import { describe, expect, it } from "vitest"
import { traceSettings } from "./trace-settings.ts"

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" }

describe("traceSettings", () => {
  it("has no traces unless a variable names the collector", () => {
    const off = { options: undefined, errors: [], warnings: [] }
    expect(traceSettings({})).toEqual(off)
    expect(traceSettings({ OTEL_SERVICE_NAME: "a", OTEL_METRICS_EXPORTER: "otlp" })).toEqual(off)
    expect(traceSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: "" })).toEqual(off)
    expect(traceSettings({ ...endpoint, OTEL_SDK_DISABLED: "TRUE" })).toEqual(off)
    expect(traceSettings({ ...endpoint, OTEL_TRACES_EXPORTER: "none" })).toEqual(off)
  })

  it("has the defaults of OpenTelemetry", () => {
    expect(traceSettings({ ...endpoint, OTEL_LOGS_EXPORTER: "otlp", OTEL_BLRP_SCHEDULE_DELAY: "1" })).toEqual({
      options: {
        url: "http://localhost:4318/v1/traces",
        ratio: 1,
        callers: "follow",
        protocol: "http/protobuf",
        compression: "none",
        headers: {},
        resourceAttributes: {}
      },
      errors: [],
      warnings: []
    })
  })

  it.each([
    ["http://c/base/", undefined, "http://c/base/v1/traces"],
    ["http://c:1", "https://t:2/", "https://t:2/"],
    [undefined, "http://t/own", "http://t/own"]
  ])("joins the endpoints %s and %s to %s", (base, own, url) => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own }
    expect(traceSettings(env).options?.url).toBe(url)
  })

  it("reads all others, those for traces first", () => {
    const { errors, options, warnings } = traceSettings({
      ...endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: "a=no",
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: "authorization=Bearer%20x==, api-key = k",
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_COMPRESSION: "gzip",
      OTEL_EXPORTER_OTLP_TIMEOUT: "2000",
      OTEL_RESOURCE_ATTRIBUTES: "service.name=other,deployment.environment.name=a%2Cb",
      OTEL_SERVICE_NAME: "vault-eu",
      OTEL_BSP_SCHEDULE_DELAY: "100",
      OTEL_BSP_MAX_QUEUE_SIZE: "10",
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "5"
    })
    expect(options).toEqual({
      url: "http://localhost:4318/v1/traces",
      ratio: 1,
      callers: "follow",
      protocol: "http/json",
      compression: "gzip",
      headers: { authorization: "Bearer x==", "api-key": "k" },
      serviceName: "vault-eu",
      resourceAttributes: { "deployment.environment.name": "a,b" },
      timeout: 2000,
      batchDelay: 100,
      queueSize: 10,
      batchSize: 5
    })
    expect([errors, warnings]).toEqual([[], []])
  })

  it.each([
    ["always_off", "0.5", undefined, 0, "join"],
    ["traceidratio", "0.5", undefined, 0.5, "join"],
    ["parentbased_traceidratio", "0.25", "tracecontext,baggage", 0.25, "follow"],
    ["parentbased_traceidratio", undefined, "none", 1, "ignore"],
    [undefined, undefined, "baggage", 1, "ignore"]
  ])("sampler %s with %s, propagators %s", (sampler, argument, propagators, ratio, callers) => {
    const { errors, options } = traceSettings({
      ...endpoint,
      OTEL_TRACES_SAMPLER: sampler,
      OTEL_TRACES_SAMPLER_ARG: argument,
      OTEL_PROPAGATORS: propagators
    })
    expect([errors, options]).toEqual([[], expect.objectContaining({ ratio, callers })])
  })

  it.each([
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "it must be a URL"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "http://canary:canary@c", "must not contain credentials"],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "only http/protobuf, http/json are supported"],
    ["OTEL_EXPORTER_OTLP_COMPRESSION", "zstd", "only none, gzip are supported"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "canary", "it must be key=value"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "a=%canary", "it must be key=value"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "a=canary%0a", "a header has an invalid name or value"],
    ["OTEL_EXPORTER_OTLP_TIMEOUT", "10s", "a whole number above 0"],
    ["OTEL_EXPORTER_OTLP_CERTIFICATE", "/canary", "NODE_EXTRA_CA_CERTS"],
    ["OTEL_TRACES_EXPORTER", "zipkin", "only otlp, none are supported"],
    ["OTEL_TRACES_SAMPLER", "jaeger_remote", "only always_on"],
    ["OTEL_TRACES_SAMPLER_ARG", "1.5", "a number from 0 to 1"],
    ["OTEL_PROPAGATORS", "tracecontext,b3", "only tracecontext, baggage and none"],
    ["OTEL_SDK_DISABLED", "yes", "only true, false"]
  ])("%s=%s is an error that does not quote the value", (name, value, problem) => {
    const { errors } = traceSettings({ ...endpoint, [name]: value })
    expect(errors).toEqual([expect.stringContaining(problem)])
    expect(errors[0]).toContain(`${name}: `)
    expect(errors[0]).not.toContain("canary")
  })

  it("says which variables have no effect, and that an exporter needs an endpoint", () => {
    expect(traceSettings({ ...endpoint, OTEL_SPAN_EVENT_COUNT_LIMIT: "5" }).warnings).toEqual([
      "OTEL_SPAN_EVENT_COUNT_LIMIT has no effect"
    ])
    expect(traceSettings({ OTEL_TRACES_EXPORTER: "otlp" }).errors).toEqual([
      "OTEL_TRACES_EXPORTER: OTEL_EXPORTER_OTLP_ENDPOINT names no collector"
    ])
  })
})
