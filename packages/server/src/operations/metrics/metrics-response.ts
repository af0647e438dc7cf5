import { rareTextFor } from "@enwrap/protocol/lazy-texts"
import type { Raw } from "../../actions/outcome.ts"
import type { SystemRequest } from "../system-handler.ts"
import type { Metric } from "./metric.ts"
import { PROMETHEUS_TYPE, prometheusText } from "./prometheus-text.ts"
import { sinkJson } from "./sink-json.ts"

const PROMETHEUS = "prometheus"

const raw = (status: number, contentType: string, body: string): Raw => ({ kind: "raw", status, contentType, body })

/** Whether a request without `format` comes from Prometheus, as the original decides it. */
const acceptsText = (accept = ""): boolean =>
  accept.startsWith("application/openmetrics-text") || accept.includes("prometheus/telemetry")

/** The format that a request asks for. */
export const metricsFormat = ({ header, query }: Pick<SystemRequest, "header" | "query">): string =>
  query.get("format") || (acceptsText(header("accept")) ? PROMETHEUS : "")

/** The error for an unknown format. */
export const formatProblem = (format: string): Raw | undefined =>
  format === "" || format === PROMETHEUS ? undefined : raw(400, "text/plain", rareTextFor.metricFormatUnknown(format))

/** The metrics in a format that is known. They count from `startMs`. */
export const metricsResponse = (format: string, metrics: ReadonlyArray<Metric>, nowMs: number, startMs: number): Raw =>
  format === PROMETHEUS
    ? raw(200, PROMETHEUS_TYPE, prometheusText(metrics))
    : raw(200, "application/json", sinkJson(metrics, nowMs, Math.max(1, (nowMs - startMs) / 1000)))
