import type { Sampling } from "./sampling.ts"

/** Where the traces of requests are sent, how, and which. Spans contain neither tokens nor bodies. Times are milliseconds. */
export interface TracesOptions extends Partial<Sampling> {
  /** Where traces are sent, with OTLP over HTTP: `http://localhost:4318/v1/traces`. */
  readonly url: string
  /** Of each request to the collector, such as credentials. */
  readonly headers?: Readonly<Record<string, string>>
  /** `http/protobuf` by default. */
  readonly protocol?: "http/json" | "http/protobuf"
  /** `none` by default. */
  readonly compression?: "gzip" | "none"
  /** How many milliseconds the collector has to respond; 10000 by default. */
  readonly timeout?: number
  /** `enwrap` by default. */
  readonly serviceName?: string
  /** Attributes of the service, such as `deployment.environment.name`. */
  readonly resourceAttributes?: Readonly<Record<string, string>>
  /** Milliseconds until spans are sent, if they are fewer than a batch; 5000 by default. */
  readonly batchDelay?: number
  /** Spans in a batch; 512 by default. */
  readonly batchSize?: number
  /** Spans that wait for the collector, at most; 2048 by default. Further ones are dropped. */
  readonly queueSize?: number
}
