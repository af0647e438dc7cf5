import { VERSION } from "@enwrap/server"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Tracer from "effect/Tracer"
import { type OtlpSpan, otlpSpan } from "./otlp-span.ts"
import { otlpSender } from "./otlp-sender.ts"
import { RecordedSpan } from "./recorded-span.ts"
import { SpanQueue } from "./span-queue.ts"
import type { TracesOptions } from "./traces-options.ts"

/** The defaults of OpenTelemetry. */
const TIMEOUT = 10_000
const BATCH_DELAY = 5000
const BATCH_SIZE = 512
const QUEUE_SIZE = 2048
/** A server that stops waits no longer for the collector. */
const CLOSE_TIMEOUT = 3000

/**
 * A tracer that sends spans with OTLP until the scope ends. The tracer of Effect is not used: it sends the messages and stack traces of
 * errors, which may quote a request, and starts any number of exports at the same time if the collector does not respond.
 */
export const otlpTracer = (options: TracesOptions): Effect.Effect<Tracer.Tracer, never, Scope.Scope> =>
  Effect.gen(function* () {
    const log = Effect.runForkWith(yield* Effect.context<never>())
    const queue = yield* Effect.acquireRelease(
      Effect.sync(
        () =>
          new SpanQueue<OtlpSpan>({
            send: otlpSender({
              url: options.url,
              headers: options.headers ?? {},
              protocol: options.protocol ?? "http/protobuf",
              compression: options.compression ?? "none",
              timeout: options.timeout ?? TIMEOUT,
              serviceName: options.serviceName ?? "enwrap",
              serviceVersion: VERSION,
              resourceAttributes: options.resourceAttributes ?? {}
            }),
            delay: options.batchDelay ?? BATCH_DELAY,
            batchSize: options.batchSize ?? BATCH_SIZE,
            queueSize: options.queueSize ?? QUEUE_SIZE,
            closeTimeout: CLOSE_TIMEOUT,
            log: (message) => log(Effect.logWarning(message))
          })
      ),
      (opened) => Effect.promise(() => opened.close())
    )
    const sampling = { ratio: options.ratio ?? 1, callers: options.callers ?? "follow" }
    const ended = (span: RecordedSpan): void => queue.push(otlpSpan(span))
    return Tracer.make({ span: (created) => new RecordedSpan(created, sampling, ended) })
  })
