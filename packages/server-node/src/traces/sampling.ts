import type * as Tracer from "effect/Tracer"
import * as Option from "effect/Option"

/** Which traces are sent. */
export interface Sampling {
  /** The part of the traces that is sent, from 0 to 1. */
  readonly ratio: number
  /**
   * What the `traceparent` of a request decides. `follow`: its span belongs to the trace of the caller, and is sent if the caller says so.
   * `join`: it belongs to the trace of the caller, and `ratio` decides. `ignore`: nothing.
   */
  readonly callers: "follow" | "join" | "ignore"
}

/** The digits of a trace id that are compared with the ratio: as many as a number holds exactly. W3C says that the last 14 are random. */
const DIGITS = 13
const RANGE = 16 ** DIGITS

/** Whether a trace is sent. Its id decides, so that all services with the same ratio send the same traces. */
const isChosen = (traceId: string, ratio: number): boolean =>
  Number.parseInt(traceId.slice(-DIGITS), 16) >= (1 - ratio) * RANGE

/** The parent of a new span; none if it begins a trace. */
export const parentOf = ({ callers }: Sampling, parent: Option.Option<Tracer.AnySpan>): Option.Option<Tracer.AnySpan> =>
  callers === "ignore" && Option.isSome(parent) && parent.value._tag === "ExternalSpan" ? Option.none() : parent

/** Whether a new span is sent. */
export const isSampled = (
  { callers, ratio }: Sampling,
  parent: Option.Option<Tracer.AnySpan>,
  traceId: string
): boolean => {
  if (Option.isNone(parent)) return isChosen(traceId, ratio)
  const { _tag, sampled } = parent.value
  return _tag === "Span" || callers === "follow" ? sampled : isChosen(traceId, ratio)
}
