import { BUCKETS_MS, type DurationHistogram } from "../../state/metrics/duration-histogram.ts"
import type { Metric } from "./metric.ts"

export const PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

/** `vault.core.handle_request` is `vault_core_handle_request` in Prometheus. */
const prometheusName = (name: string): string => name.replaceAll(/[.-]/g, "_")

const labelText = (labels: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`
}

const histogramLines = (
  name: string,
  labels: Readonly<Record<string, string>>,
  { buckets, count, sumMs }: DurationHistogram
): ReadonlyArray<string> => {
  let below = 0
  const lines = BUCKETS_MS.map((bound, index) => {
    below += buckets[index]!
    return `${name}_bucket${labelText({ ...labels, le: String(bound) })} ${below}`
  })
  const all = labelText(labels)
  return [
    ...lines,
    `${name}_bucket${labelText({ ...labels, le: "+Inf" })} ${count}`,
    `${name}_sum${all} ${sumMs}`,
    `${name}_count${all} ${count}`
  ]
}

/** The metrics in the text format of Prometheus. Durations are histograms in milliseconds, the unit of the original. */
export const prometheusText = (metrics: ReadonlyArray<Metric>): string => {
  const lines: Array<string> = []
  let last = ""
  for (const metric of metrics) {
    const { help, kind, labels = {} } = metric
    const name = prometheusName(metric.name)
    if (name !== last)
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${kind === "duration" ? "histogram" : kind}`)
    last = name
    if (metric.kind === "duration") lines.push(...histogramLines(name, labels, metric.durations))
    else lines.push(`${name}${labelText(labels)} ${metric.value}`)
  }
  return `${lines.join("\n")}\n`
}
