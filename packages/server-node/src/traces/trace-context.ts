import * as Tracer from "effect/Tracer"

/** Version, trace, parent and flags. Only a later version may have more. @see https://www.w3.org/TR/trace-context/ */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/

const INVALID_VERSION = "ff"
const ONLY_ZEROS = /^0+$/
const SAMPLED = 1

/** The span of the caller that a `traceparent` names; `undefined` if the header is invalid. */
export const callerSpan = (traceparent: string): Tracer.ExternalSpan | undefined => {
  const [, version, traceId, spanId, flags, rest] = TRACEPARENT.exec(traceparent) ?? []
  if (version === undefined || version === INVALID_VERSION || (version === "00" && rest !== undefined)) return undefined
  if (ONLY_ZEROS.test(traceId!) || ONLY_ZEROS.test(spanId!)) return undefined
  return Tracer.externalSpan({
    traceId: traceId!,
    spanId: spanId!,
    sampled: (Number.parseInt(flags!, 16) & SAMPLED) === SAMPLED
  })
}
