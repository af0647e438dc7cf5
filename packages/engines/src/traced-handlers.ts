import type { EngineEffect, EngineResponse, OperationRequest } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { nativeTracer, Tracer } from "effect/Tracer"

type Handler = (request: OperationRequest<never>) => EngineEffect<EngineResponse | undefined>

/** Handlers that are called through another function. */
export const wrapHandlers = <Handlers extends Readonly<Record<string, unknown>>>(
  handlers: Handlers,
  wrap: (handle: Handler, operation: string) => Handler
): Handlers =>
  Object.fromEntries(
    Object.entries(handlers as unknown as Readonly<Record<string, Handler>>).map(([operation, handle]) => [
      operation,
      wrap(handle, operation)
    ])
  ) as unknown as Handlers

/**
 * Handlers with a span for each request, named after the operation: `kvV2Read`. Without a tracer, the span costs one comparison.
 * So handlers are made by `Effect.fnUntraced`: `Effect.fn` takes 4 µs even without a tracer, and a read of kv less than one.
 */
export const traced = <Handlers extends Readonly<Record<string, unknown>>>(handlers: Handlers): Handlers =>
  wrapHandlers(
    handlers,
    (handle, operation) => (request) =>
      Effect.withFiber((fiber) =>
        fiber.getRef(Tracer) === nativeTracer ? handle(request) : Effect.withSpan(handle(request), operation)
      )
  )
