import { isBodiless, type OperationId, type OperationRow, operationTable, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { ResponseFacts } from "../actions/audit/audit-facts.ts"
import { envelopeText, flatEnvelopeText, type WrapInfo, wrappedEnvelopeText } from "../actions/envelope.ts"
import { type Bare, type Enveloped, type Outcome, type PendingCommit } from "../actions/outcome.ts"
import { rawEnvelope, rawResponseIn, tokenAccessorIn } from "../actions/wrapping/stored-response.ts"
import { type ResponseToWrap, wrapResponse } from "../actions/wrapping/wrap-response.ts"
import { JSON_HEADERS } from "../ports/error-response.ts"
import type { RawResponse } from "../ports/engine/port.ts"
import type { WireResponse } from "../ports/exchange.ts"
import { onceStored } from "../ports/store/when-conflict.ts"
import { byCodePoint } from "../values/code-point-order.ts"
import { randomUuid } from "../values/encodings.ts"
import type { Verb } from "../values/verb.ts"
import { operationOf, type RequestContext, type RequestFailure } from "./context.ts"
import { bareFacts, envelopedFacts, loginOf, rawFacts, unwrappedFacts } from "./audited-response.ts"
import { METHOD_FLAGS, type ParsedRequest } from "./parsed-request.ts"

type Rendered = Effect.Effect<WireResponse, RequestFailure>

const NO_CONTENT: WireResponse = { status: 204, headers: JSON_HEADERS, body: "" }

const json = (status: number, body: string): WireResponse => ({ status, headers: JSON_HEADERS, body })

export const rawResponse = ({ body, contentType, status }: RawResponse): WireResponse => ({
  status,
  headers: { ...JSON_HEADERS, "content-type": contentType },
  body
})

/** A response without an envelope. */
export const bareResponse = (verb: Verb, { body, status }: Bare): WireResponse =>
  json(status, verb === "head" || isBodiless(status) ? "" : `${JSON.stringify(body)}\n`)

/**
 * Turns the outcome of an operation into what is sent. It is wrapped if the request asks for it, there is something to wrap,
 * and a token accounts for it: the caller's, or that of a login. Nothing is stored for anonymous callers.
 *
 * @see RW-WE-32
 */
export const render = (context: RequestContext, outcome: Outcome): Rendered => {
  const { audit, holder, request } = context
  const isAccounted = holder !== undefined || (outcome.kind === "enveloped" && outcome.auth !== undefined)
  const ttl = isAccounted ? (request.wrapTtl ?? 0) : 0
  switch (outcome.kind) {
    case "enveloped":
      return renderEnveloped(context, outcome, ttl)
    case "unwrapped": {
      const { envelope, pending, raw, status } = outcome
      if (ttl > 0)
        return openedAgain(
          context,
          wrap(context, { ...outcome, ttl, tokenAccessor: accessorForJwt(context, envelope) })
        )
      const entry = audit?.response(unwrappedFacts(outcome))
      const response = raw ? rawResponse(rawResponseIn(envelope)) : json(status, envelope)
      return settle(context, pending, response, entry, countOpened)
    }
    case "rewrapped":
      return openedAgain(
        context,
        wrap(context, { ...outcome, tokenAccessor: accessorForJwt(context, outcome.envelope) })
      )
    case "raw":
      if (ttl === 0) return settle(context, undefined, rawResponse(outcome), audit?.response(rawFacts(outcome)))
      return wrap(context, {
        envelope: rawEnvelope(newRequestId(context), outcome),
        status: outcome.status,
        raw: true,
        ttl
      })
    case "no-content":
      return settle(context, outcome.pending, NO_CONTENT, audit?.response({}))
    case "bare":
      return settle(context, undefined, bareResponse(request.verb, outcome), audit?.response(bareFacts(outcome)))
  }
}

/** Counts a wrapped response that was opened. To be called once that is stored. */
const countOpened = ({ request, services, wrappingToken }: RequestContext): void => {
  request.observed.isUnwrapped = true
  services.metrics.pendingWraps.ended(wrappingToken?.entry.expiresAtMs)
}

/** A response that is wrapped again, which counts as opened. */
const openedAgain = (context: RequestContext, rendered: Rendered): Rendered =>
  Effect.map(rendered, (response) => {
    countOpened(context)
    return response
  })

/** The entries of an audited request have the same id. */
const newRequestId = ({ audit, request, services }: RequestContext): string => {
  const id = audit?.id ?? randomUuid(services.crypto.randomBytes)
  request.observed.requestId = id
  return id
}

const renderEnveloped = (context: RequestContext, outcome: Enveloped, ttl: number): Rendered => {
  const operation = operationOf(context)
  const { auth, pending, status = 200 } = outcome
  const warning = operation === undefined ? undefined : unrecognizedWarning(operation, context.request)
  const content = warning === undefined ? outcome : { ...outcome, warnings: [...(outcome.warnings ?? []), warning] }
  const isFlat = ttl === 0 && operation !== undefined && operationTable[operation].topLevelData
  const envelope = (isFlat ? flatEnvelopeText : envelopeText)(newRequestId(context), content)
  const { audit } = context
  if (ttl === 0)
    return settle(
      context,
      pending,
      json(status, `${envelope}\n`),
      audit && audit.response(envelopedFacts(audit, content))
    )
  const tokenAccessor = auth?.accessor
  const wrappedAccessor = tokenAccessor ?? outcome.wrappedAccessor
  const toWrap = { envelope, status, ttl, tokenAccessor, wrappedAccessor, pending }
  return wrap(context, toWrap, { warnings: content.warnings, login: loginOf(outcome) })
}

/**
 * Sends a response that is not wrapped, once the changes that it reports are stored. `entry` writes its audit entry, before
 * anything is stored: if that fails, nothing has changed, and what the response contains is not lost. `whenStored` runs after a
 * commit.
 *
 * @see RW-AU-3
 */
const settle = (
  context: RequestContext,
  pending: PendingCommit | undefined,
  response: WireResponse,
  entry: Effect.Effect<void, RequestFailure> | undefined,
  whenStored?: (context: RequestContext) => void
): Rendered => {
  if (pending === undefined) return entry === undefined ? Effect.succeed(response) : Effect.as(entry, response)
  const commit = context.services.tokens.commit(pending.tokens ?? [], pending)
  const committed = onceStored(commit, pending.onConflict, () => {
    whenStored?.(context)
    return response
  })
  return entry === undefined ? committed : Effect.andThen(entry, committed)
}

const wrappedResponse = (info: WrapInfo): WireResponse => json(200, `${wrappedEnvelopeText(info)}\n`)

const wrap = (
  { audit, clock, holder, request, services }: RequestContext,
  response: Pick<ResponseToWrap, "envelope" | "status" | "ttl"> & Partial<ResponseToWrap>,
  facts?: Pick<ResponseFacts, "login" | "warnings">
): Rendered => {
  const { envelope, pending, raw, status, tokenAccessor, ttl, wrappedAccessor } = response
  const { creationPath = request.creationPath, minTtl = holder?.minWrapTtl ?? 0 } = response
  const { path, wrapJwt: jwt } = request
  const toWrap = {
    envelope,
    status,
    raw,
    wrappedAccessor,
    jwt,
    tokenAccessor,
    path,
    creationPath,
    ttl,
    minTtl,
    pending
  }
  const announce = audit && ((wrapInfo: WrapInfo) => audit.response({ ...facts, wrapInfo }))
  return wrapResponse(services, clock, toWrap, announce, wrappedResponse)
}

/** Only a JWT names the accessor of a token in a stored response, so the response is not parsed for anything else. */
const accessorForJwt = ({ request }: RequestContext, envelope: string): string | undefined =>
  request.wrapJwt ? tokenAccessorIn(envelope) : undefined

/** The warning about fields that an operation ignores, if there are any. A body that is stored as it is has no such fields. */
const unrecognizedWarning = (operation: OperationId, { payload, query }: ParsedRequest): string | undefined => {
  const { ignoredFields, opaqueBody, queryFields, requestFields }: OperationRow = operationTable[operation]
  if ((opaqueBody || payload.members.size === 0) && query.size === 0) return undefined
  let unknown: Array<string> | undefined
  const look = (fields: ReadonlyMap<string, string>): void => {
    for (const name of fields.keys()) {
      const isKnown =
        requestFields.includes(name) ||
        queryFields.includes(name) ||
        ignoredFields.includes(name) ||
        METHOD_FLAGS.has(name)
      if (!isKnown) (unknown ??= []).push(name)
    }
  }
  if (!opaqueBody) look(payload.members)
  look(query)
  return unknown === undefined ? undefined : warningTexts.ignoredParameters(unknown.sort(byCodePoint))
}
