import type { CounterMetric, DurationMetric, Metric } from "./metric.ts"

const goTime = (nowMs: number): string => `${new Date(nowMs).toISOString().slice(0, 19).replace("T", " ")} +0000 UTC`

const counterOf = ({ labels = {}, name, value }: CounterMetric, uptimeSeconds: number) => ({
  Name: name,
  Count: value,
  Rate: value / uptimeSeconds,
  Sum: value,
  Min: value === 0 ? 0 : 1,
  Max: value === 0 ? 0 : 1,
  Mean: value === 0 ? 0 : 1,
  Stddev: 0,
  Labels: labels
})

const sampleOf = ({ durations, labels = {}, name }: DurationMetric, uptimeSeconds: number) => {
  const { count, maxMs, minMs, represented, sumMs, sumOfSquares } = durations
  const mean = represented === 0 ? 0 : sumMs / represented
  const variance = represented < 2 ? 0 : Math.max(0, (sumOfSquares - represented * mean * mean) / (represented - 1))
  return {
    Name: name,
    Count: count,
    Rate: sumMs / uptimeSeconds,
    Sum: sumMs,
    Min: represented === 0 ? 0 : minMs,
    Max: maxMs,
    Mean: mean,
    Stddev: Math.sqrt(variance),
    Labels: labels
  }
}

/** The metrics in the form of the original's in-memory sink. They count from the start of the server. */
export const sinkJson = (metrics: ReadonlyArray<Metric>, nowMs: number, uptimeSeconds: number): string =>
  JSON.stringify({
    Timestamp: goTime(nowMs),
    Gauges: metrics.flatMap((metric) =>
      metric.kind === "gauge" ? [{ Name: metric.name, Value: metric.value, Labels: metric.labels ?? {} }] : []
    ),
    Points: [],
    Counters: metrics.flatMap((metric) => (metric.kind === "counter" ? [counterOf(metric, uptimeSeconds)] : [])),
    Samples: metrics.flatMap((metric) => (metric.kind === "duration" ? [sampleOf(metric, uptimeSeconds)] : []))
  })
