import type * as Context from "effect/Context"
import type * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type * as Tracer from "effect/Tracer"
import { randomFillSync } from "node:crypto"
import { isSampled, parentOf, type Sampling } from "./sampling.ts"

const TRACE_ID_BYTES = 16
const SPAN_ID_BYTES = 8

const POOL = Buffer.alloc(4096)
let used = POOL.length

const randomHex = (bytes: number): string => {
  if (used + bytes > POOL.length) {
    randomFillSync(POOL)
    used = 0
  }
  used += bytes
  return POOL.toString("hex", used - bytes, used)
}

type SpanOptions = Parameters<Tracer.Tracer["span"]>[0]

/** A span that is passed to `ended` at its end, if it is sampled. Events and links are not recorded: the server has none. */
export class RecordedSpan implements Tracer.Span {
  readonly _tag = "Span"
  readonly name: string
  readonly traceId: string
  readonly spanId = randomHex(SPAN_ID_BYTES)
  readonly parent: Option.Option<Tracer.AnySpan>
  readonly annotations: Context.Context<never>
  readonly kind: Tracer.SpanKind
  readonly sampled: boolean
  readonly attributes = new Map<string, unknown>()
  readonly links: ReadonlyArray<Tracer.SpanLink> = []
  status: Tracer.SpanStatus
  readonly #ended: (span: RecordedSpan) => void

  constructor(options: SpanOptions, sampling: Sampling, ended: (span: RecordedSpan) => void) {
    const { annotations, kind, name, startTime } = options
    this.name = name
    this.parent = parentOf(sampling, options.parent)
    this.traceId = Option.isSome(this.parent) ? this.parent.value.traceId : randomHex(TRACE_ID_BYTES)
    this.sampled = isSampled(sampling, this.parent, this.traceId)
    this.annotations = annotations
    this.kind = kind
    this.status = { _tag: "Started", startTime }
    this.#ended = ended
  }

  end(endTime: bigint, exit: Exit.Exit<unknown, unknown>): void {
    if (this.status._tag === "Ended") return
    this.status = { _tag: "Ended", startTime: this.status.startTime, endTime, exit }
    if (this.sampled) this.#ended(this)
  }

  attribute(key: string, value: unknown): void {
    this.attributes.set(key, value)
  }

  event(): void {}

  addLinks(): void {}
}
