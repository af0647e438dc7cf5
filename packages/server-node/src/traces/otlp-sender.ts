import * as Effect from "effect/Effect"
import * as OtlpResource from "effect/observability/OtlpResource"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import { promisify } from "node:util"
import { gzip as zlibGzip } from "node:zlib"
import type { OtlpSpan } from "./otlp-span.ts"
import type { SendResult } from "./span-queue.ts"

export interface OtlpSenderOptions {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly protocol: "http/json" | "http/protobuf"
  readonly compression: "gzip" | "none"
  /** Milliseconds. */
  readonly timeout: number
  readonly serviceName: string
  readonly serviceVersion: string
  readonly resourceAttributes: Readonly<Record<string, string>>
}

/** The statuses after which OTLP allows to send a batch again. */
const TRANSIENT: ReadonlySet<number> = new Set([429, 502, 503, 504])

const gzip = promisify(zlibGzip)

/** The code of a failed connection, such as `ECONNREFUSED`. The message is left out: it may contain the URL. */
const problemOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "internal error"
  if (error.name === "TimeoutError" || error.name === "AbortError") return "the collector did not respond in time"
  const { cause } = error
  if (!(cause instanceof Error)) return error.name
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name
}

/** Milliseconds. */
const retryAfterOf = ({ headers }: Response): number | undefined => {
  const seconds = headers.get("retry-after")
  return seconds !== null && /^\d{1,9}$/.test(seconds) ? Number(seconds) * 1000 : undefined
}

/** Sends batches of spans with OTLP over HTTP. The result never fails. */
export const otlpSender = (
  options: OtlpSenderOptions
): ((batch: ReadonlyArray<OtlpSpan>, signal: AbortSignal) => Promise<SendResult>) => {
  const { compression, protocol, resourceAttributes, serviceName, serviceVersion, timeout, url } = options
  const resource = OtlpResource.make({ serviceName, serviceVersion, attributes: resourceAttributes })
  const scope = { name: "@enwrap/server-node", version: serviceVersion }
  const layer = protocol === "http/json" ? OtlpSerialization.layerJson : OtlpSerialization.layerProtobuf
  const serialization = Effect.runSync(Effect.provide(OtlpSerialization.OtlpSerialization, layer))

  const request = async (batch: ReadonlyArray<OtlpSpan>): Promise<RequestInit> => {
    const body = serialization.traces({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans: [...batch] }] }] })
    if (body._tag !== "Uint8Array") throw new TypeError("the serialization has another form")
    const isZipped = compression === "gzip"
    return {
      method: "POST",
      headers: {
        "user-agent": `enwrap/${serviceVersion}`,
        ...options.headers,
        "content-type": body.contentType,
        ...(isZipped && { "content-encoding": "gzip" })
      },
      body: (isZipped ? await gzip(body.body) : body.body) as Uint8Array<ArrayBuffer>,
      // Its headers may contain credentials, which only the collector gets.
      redirect: "manual"
    }
  }

  return async (batch, signal) => {
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)])
      const response = await fetch(url, { ...(await request(batch)), signal: limit })
      await response.body?.cancel()
      if (response.ok) return {}
      return {
        problem: `the collector responded with status ${response.status}`,
        isTransient: TRANSIENT.has(response.status),
        retryAfter: retryAfterOf(response)
      }
    } catch (error) {
      return { problem: problemOf(error), isTransient: true }
    }
  }
}
