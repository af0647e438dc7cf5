import type { EngineEffect, EngineResponse, OperationRequest } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { map } from "effect/Record"

type Handler = (request: OperationRequest<never>) => EngineEffect<EngineResponse | undefined>

/** Handlers that are called through another function. */
export const wrapHandlers = <Handlers extends Readonly<Record<string, unknown>>>(
  handlers: Handlers,
  wrap: (handle: Handler, operation: string) => Handler
): Handlers => map(handlers as unknown as Readonly<Record<string, Handler>>, wrap) as unknown as Handlers

/**
 * Handlers with a span for each request, named after its operation: `kvV2Read`. Without a tracer, this costs one comparison, while
 * `Effect.fn` takes 4 µs, several times as much as a read of kv. So handlers are made by `Effect.fnUntraced`.
 */
export const traced = <Handlers extends Readonly<Record<string, unknown>>>(handlers: Handlers): Handlers =>
  wrapHandlers(
    handlers,
    (handle, operation) => (request) =>
      Effect.withFiber((fiber) =>
        fiber.cache.tracer === undefined ? handle(request) : Effect.withSpan(handle(request), operation)
      )
  )
