import * as Cause from "effect/Cause"
import type * as Exit from "effect/Exit"
import * as OtlpResource from "effect/observability/OtlpResource"
import type { ScopeSpan } from "effect/observability/OtlpTracer"
import * as Option from "effect/Option"
import type { RecordedSpan } from "./recorded-span.ts"

export type OtlpSpan = ScopeSpan["spans"][number]

/** The numbers of OTLP. */
const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const
const UNSET = 0
const ERROR = 2

const SERVER_ERROR = 500

/** A refusal, such as 404, is no error of the server. */
const isRefusal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "status" in error && Number(error.status) < SERVER_ERROR

/** Whether something went wrong in the server. The message is left out: it may quote the request. */
const hasFailed = (span: RecordedSpan, exit: Exit.Exit<unknown, unknown>): boolean =>
  span.attributes.has("error.type") ||
  (exit._tag === "Failure" && !Cause.hasInterruptsOnly(exit.cause) && !isRefusal(Cause.squash(exit.cause)))

/** The name of a request's span is its method and its route. The route is known only after the span has begun. */
const nameOf = ({ attributes, name }: RecordedSpan): string => {
  const route = attributes.get("http.route")
  return typeof route === "string" ? `${name} ${route}` : name
}

/** A span that has ended, as it is sent. */
export const otlpSpan = (span: RecordedSpan): OtlpSpan => {
  const status = span.status as Extract<RecordedSpan["status"], { readonly _tag: "Ended" }>
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: Option.isSome(span.parent) ? span.parent.value.spanId : undefined,
    name: nameOf(span),
    kind: KINDS[span.kind],
    startTimeUnixNano: String(status.startTime),
    endTimeUnixNano: String(status.endTime),
    attributes: OtlpResource.entriesToAttributes(span.attributes),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    status: { code: hasFailed(span, status.exit) ? ERROR : UNSET },
    links: [],
    droppedLinksCount: 0
  }
}
