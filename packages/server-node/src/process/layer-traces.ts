import { VERSION } from "@enwrap/server"
import * as Layer from "effect/Layer"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import * as OtlpTracer from "effect/observability/OtlpTracer"

export interface TracesOptions {
  /** Where traces are sent, with OTLP over HTTP: `http://localhost:4318/v1/traces`. */
  readonly url: string
  /** `enwrap` by default. */
  readonly serviceName?: string
}

/**
 * Sends traces to an OpenTelemetry collector, as JSON. Spans have the names of operations and of the server's own functions, and
 * contain nothing of a request. Provide it to the program that listens; closing its scope sends what is left.
 *
 * @example
 * ```ts
 * import { layerTraces } from "@enwrap/server-node"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.log("here the server listens")
 * const traced = Effect.provide(program, layerTraces({ url: "http://localhost:4318/v1/traces" }))
 * ```
 */
export const layerTraces = ({ serviceName = "enwrap", url }: TracesOptions): Layer.Layer<never> =>
  OtlpTracer.layer({ url, resource: { serviceName, serviceVersion: VERSION } }).pipe(
    Layer.provide([OtlpSerialization.layerJson, FetchHttpClient.layer])
  )
