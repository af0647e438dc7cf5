import { httpTexts } from "@enwrap/protocol/engine-texts"
import { type EngineResponse, ProtocolError, RawJson } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type AddedHeader, repeatsHeader } from "./added-headers.ts"
import type { UpstreamResponse } from "./ask-upstream.ts"

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

const TEXTUAL = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b)/i
const MAX_ERROR_BODY = 64 * 1024

/** The body of an error, if it is text, short, and repeats none of the added headers. */
const errorText = ({ body, contentType = "" }: UpstreamResponse, headers: ReadonlyArray<AddedHeader>) => {
  if (!TEXTUAL.test(contentType) || body.length > MAX_ERROR_BODY) return undefined
  try {
    const text = decoder.decode(body)
    return repeatsHeader(headers, text) ? undefined : text
  } catch {
    return undefined
  }
}

interface UpstreamErrorData {
  readonly upstream_status: number
  readonly upstream_content_type?: string | undefined
  readonly upstream_body?: string | undefined
}

const upstreamError = (status: number, text: string, data: UpstreamErrorData): ProtocolError =>
  new ProtocolError({
    status,
    errors: [text],
    data: new RawJson(JSON.stringify(data)),
    // An error is never wrapped, so it must not contain a body that the client expects to be wrapped.
    dataIfWrapped: new RawJson(JSON.stringify({ upstream_status: data.upstream_status }))
  })

/**
 * The mount's response for a response of the upstream: a success is passed on, an error becomes one with `data.upstream_status`.
 * @see RW-HTTP-7, RW-HTTP-8, RW-HTTP-9, RW-HTTP-14
 */
export const responseFor = (
  response: UpstreamResponse,
  headers: ReadonlyArray<AddedHeader>
): Effect.Effect<EngineResponse | undefined, ProtocolError> => {
  const { body, contentType, redirect, status } = response
  const data = { upstream_status: status }
  if (status === 204 || status === 205) return Effect.succeed(undefined)
  if (status >= 200 && status < 300)
    return Effect.succeed({ raw: { status, contentType: contentType ?? "application/octet-stream", body } })
  if (redirect) return Effect.fail(upstreamError(502, httpTexts.redirect(status), data))
  const text = httpTexts.upstreamStatus(status)
  if (status < 400 || status > 599) return Effect.fail(upstreamError(502, text, data))
  return Effect.fail(
    upstreamError(status, text, {
      ...data,
      // JSON leaves out what is undefined.
      upstream_content_type: contentType !== undefined && repeatsHeader(headers, contentType) ? undefined : contentType,
      upstream_body: errorText(response, headers)
    })
  )
}
