import type { Sampling } from "./sampling.ts"

/** Where the traces of requests are sent, how, and which. Spans contain neither tokens nor bodies. Times are milliseconds. */
export interface TracesOptions {
  /** Where traces are sent, with OTLP over HTTP: `http://localhost:4318/v1/traces`. */
  readonly url: string
  /** The part of the traces that is sent, from 0 to 1; 1 by default. */
  readonly ratio?: Sampling["ratio"] | undefined
  /** What the `traceparent` of a request decides; `follow` by default. See {@link Sampling.callers}. */
  readonly callers?: Sampling["callers"] | undefined
  /** Of each request to the collector, such as credentials. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** `http/protobuf` by default. */
  readonly protocol?: "http/json" | "http/protobuf" | undefined
  /** `none` by default. */
  readonly compression?: "gzip" | "none" | undefined
  /** How many milliseconds the collector has to respond; 10000 by default. */
  readonly timeout?: number | undefined
  /** `enwrap` by default. */
  readonly serviceName?: string | undefined
  /** Attributes of the service, such as `deployment.environment.name`. */
  readonly resourceAttributes?: Readonly<Record<string, string>> | undefined
  /** Milliseconds until spans are sent, if they are fewer than a batch; 5000 by default. */
  readonly batchDelay?: number | undefined
  /** Spans in a batch; 512 by default. */
  readonly batchSize?: number | undefined
  /** Spans that wait for the collector, at most; 2048 by default. Further ones are dropped. */
  readonly queueSize?: number | undefined
}
