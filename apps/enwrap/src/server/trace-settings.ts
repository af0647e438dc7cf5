import type { TracesOptions } from "@enwrap/server-node"
import { isKnownElsewhere, TraceVariables } from "./trace-variables.ts"

/** What the environment says about traces. */
export interface TraceSettings {
  /** Absent if there are no traces. */
  readonly options: TracesOptions | undefined
  /** Values that cannot be used. There are no traces then. */
  readonly errors: ReadonlyArray<string>
  readonly warnings: ReadonlyArray<string>
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** The samplers of OpenTelemetry: the ratio, if it is fixed, and whether the caller decides. */
const SAMPLERS: Readonly<Record<string, { readonly ratio?: number; readonly callers: "follow" | "join" }>> = {
  always_on: { ratio: 1, callers: "join" },
  always_off: { ratio: 0, callers: "join" },
  traceidratio: { callers: "join" },
  parentbased_always_on: { ratio: 1, callers: "follow" },
  parentbased_always_off: { ratio: 0, callers: "follow" },
  parentbased_traceidratio: { callers: "follow" }
}

const PROPAGATORS: ReadonlySet<string> = new Set(["tracecontext", "baggage", "none"])

const readSampling = (variables: TraceVariables): Pick<TracesOptions, "ratio" | "callers"> => {
  const name = variables.oneOf("OTEL_TRACES_SAMPLER", Object.keys(SAMPLERS)) ?? "parentbased_always_on"
  const ratio = variables.number("OTEL_TRACES_SAMPLER_ARG", (value) => value <= 1, "a number from 0 to 1")
  const propagators = variables.list("OTEL_PROPAGATORS") ?? ["tracecontext"]
  const unknown = propagators.find((each) => !PROPAGATORS.has(each))
  if (unknown !== undefined) variables.fail("OTEL_PROPAGATORS", "only tracecontext, baggage and none are supported")
  const sampler = SAMPLERS[name]!
  return {
    ratio: sampler.ratio ?? ratio ?? 1,
    callers: propagators.includes("tracecontext") ? sampler.callers : "ignore"
  }
}

/** Of this signal, or else of all signals. */
const ofSignal = (name: string): readonly [own: string, common: string] => [
  `OTEL_EXPORTER_OTLP_TRACES_${name}`,
  `OTEL_EXPORTER_OTLP_${name}`
]

const readUrl = (variables: TraceVariables): string | undefined => {
  const [own, common] = ofSignal("ENDPOINT")
  const url = variables.url(own)
  if (url !== undefined) return url.href
  const base = variables.url(common)
  if (base === undefined) return undefined
  base.pathname = `${base.pathname.replace(/\/$/, "")}/v1/traces`
  return base.href
}

const isPositive = (value: number): boolean => Number.isInteger(value) && value > 0
const POSITIVE = "a whole number above 0"

/** What fails elsewhere if it is given: files of TLS, which Node.js reads from a variable of its own. */
const CERTIFICATES = ["CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY"].flatMap(ofSignal)

const readOptions = (variables: TraceVariables, url: string): TracesOptions => {
  const [protocol, compression, timeout, headers] = ["PROTOCOL", "COMPRESSION", "TIMEOUT", "HEADERS"].map(ofSignal)
  const options: Mutable<TracesOptions> = { url, ...readSampling(variables) }
  const attributes = variables.pairs("OTEL_RESOURCE_ATTRIBUTES") ?? {}
  const { "service.name": named, ...resourceAttributes } = attributes
  const serviceName = variables.text("OTEL_SERVICE_NAME") ?? named
  if (serviceName !== undefined) options.serviceName = serviceName
  options.resourceAttributes = resourceAttributes
  options.headers = variables.headers(...headers!) ?? {}
  options.protocol = variables.firstOneOf(protocol!, ["http/protobuf", "http/json"] as const) ?? "http/protobuf"
  options.compression = variables.firstOneOf(compression!, ["none", "gzip"] as const) ?? "none"
  const numbers = {
    timeout: variables.number(variables.firstSet(timeout!), isPositive, POSITIVE),
    batchDelay: variables.number("OTEL_BSP_SCHEDULE_DELAY", isPositive, POSITIVE),
    batchSize: variables.number("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", isPositive, POSITIVE),
    queueSize: variables.number("OTEL_BSP_MAX_QUEUE_SIZE", isPositive, POSITIVE)
  }
  for (const name of CERTIFICATES) {
    if (variables.text(name) !== undefined)
      variables.fail(name, "it is not supported: name the file of the authority in NODE_EXTRA_CA_CERTS")
  }
  return { ...options, ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)) }
}

/** Reads the environment variables of OpenTelemetry. There are no traces unless one names the collector. */
export const traceSettings = (env: Readonly<Record<string, string | undefined>>): TraceSettings => {
  const variables = new TraceVariables(env)
  const off: TraceSettings = { options: undefined, errors: [], warnings: [] }
  const isDisabled = variables.oneOf("OTEL_SDK_DISABLED", ["true", "false"]) === "true"
  const exporter = variables.oneOf("OTEL_TRACES_EXPORTER", ["otlp", "none"])
  if (isDisabled || exporter === "none") return off
  const url = readUrl(variables)
  if (url === undefined) {
    if (exporter === "otlp") variables.fail("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT names no collector")
    return { ...off, errors: variables.errors }
  }
  const options = readOptions(variables, url)
  const unused = Object.keys(env).filter(
    (name) => name.startsWith("OTEL_") && env[name] && !variables.known.has(name) && !isKnownElsewhere(name)
  )
  return { options, errors: variables.errors, warnings: unused.map((name) => `${name} has no effect`) }
}
