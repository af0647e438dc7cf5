import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Tracer from "effect/Tracer"
import type { TracesOptions } from "./traces-options.ts"

/**
 * Sends traces to an OpenTelemetry collector. Each request to a listener has a span of the kind `server`, with the semantic conventions
 * of OpenTelemetry for HTTP, and below it one for its operation, such as `kvV2Read`. Spans contain no path, address, header or body.
 *
 * Build it in the scope of the listener, and provide it to `listen`. A request belongs to the trace of its caller if it has a valid
 * `traceparent` (see `callers`), and otherwise to a new one. If the collector does not work, spans are dropped, and requests are not
 * delayed. The end of the scope sends what is left, for at most 3 seconds.
 *
 * @example
 * ```ts
 * import type { EnwrapServer } from "@enwrap/server"
 * import { layerTraces, listen } from "@enwrap/server-node"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * // Listens until the scope ends, and sends a tenth of the traces that begin here.
 * export const listenTraced = (server: EnwrapServer) =>
 *   Effect.gen(function* () {
 *     const traces = yield* Layer.build(layerTraces({ url: "http://localhost:4318/v1/traces", ratio: 0.1 }))
 *     return yield* Effect.provide(listen({ server }), traces)
 *   })
 * ```
 */
export const layerTraces = (options: TracesOptions): Layer.Layer<never> =>
  Layer.effect(
    Tracer.Tracer,
    // What it needs is loaded only by programs that send traces.
    Effect.flatMap(
      Effect.promise(() => import("./otlp-tracer.ts")),
      ({ otlpTracer }) => otlpTracer(options)
    )
  )
