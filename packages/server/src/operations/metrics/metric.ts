import type { DurationHistogram } from "../../state/metrics/duration-histogram.ts"

type Labels = Readonly<Record<string, string>>

/** A value that can go up and down. */
export interface GaugeMetric {
  readonly kind: "gauge"
  /** With dots: `vault.core.unsealed`. */
  readonly name: string
  readonly help: string
  readonly value: number
  readonly labels?: Labels
}

/** A number that only increases. */
export interface CounterMetric extends Omit<GaugeMetric, "kind"> {
  readonly kind: "counter"
}

/** Durations. */
export interface DurationMetric extends Omit<GaugeMetric, "kind" | "value"> {
  readonly kind: "duration"
  readonly durations: DurationHistogram
}

/** A metric at one moment. Metrics with the same name follow each other. */
export type Metric = GaugeMetric | CounterMetric | DurationMetric
