import type { IssuedToken, ResponseFacts } from "../actions/audit/audit-facts.ts"
import type { Bare, Enveloped, Raw, Unwrapped } from "../actions/outcome.ts"
import { RawJson } from "../values/json/raw-json.ts"
import { utf8Text } from "../values/encodings.ts"
import type { AuditTrail } from "./audit-trail.ts"

/** What the entry of a response says, for each kind of outcome that is not wrapped. */
export const envelopedFacts = (trail: AuditTrail, outcome: Enveloped): ResponseFacts => {
  const { data, lease, warnings } = outcome
  const issued = issuedToken(outcome)
  return { issued, login: loginOf(outcome), leaseId: lease?.id, data, opaque: trail.opaque, warnings }
}

const issuedToken = ({ auth, created }: Enveloped): IssuedToken | undefined => auth && { auth, created }

/** The token of a login. */
export const loginOf = (outcome: Enveloped): IssuedToken | undefined =>
  outcome.isLogin === true ? issuedToken(outcome) : undefined

/**
 * What the entries say about outcomes that are kept and sent repeatedly, such as the OpenAPI document. Anyone can request it many
 * times at once, and each request would hold a copy while it waits for the audit device. The response of an engine is a new outcome
 * each time, even if the engine reuses its bytes.
 */
const known = new WeakMap<Raw, ResponseFacts>()

export const rawFacts = (outcome: Raw): ResponseFacts => {
  const kept = known.get(outcome)
  if (kept !== undefined) return kept
  const { body, contentType, status } = outcome
  const text = typeof body === "string" ? body : utf8Text(body)
  const facts: ResponseFacts = {
    data: new RawJson(JSON.stringify({ http_content_type: contentType, http_raw_body: text, http_status_code: status }))
  }
  known.set(outcome, facts)
  return facts
}

export const bareFacts = ({ body }: Bare): ResponseFacts => ({ data: body as ResponseFacts["data"] })

/** The response that was wrapped, as if it was sent without wrapping. */
export const unwrappedFacts = ({ envelope }: Unwrapped): ResponseFacts => ({ envelope })
