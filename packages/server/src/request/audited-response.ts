import type { ResponseFacts } from "../actions/audit/audit-facts.ts"
import type { Bare, Enveloped, Raw, Unwrapped } from "../actions/outcome.ts"
import { utf8Text } from "../values/text.ts"
import type { AuditTrail } from "./audit-trail.ts"

/** What the entry of a response says, for each kind of outcome that is not wrapped. */
export const envelopedFacts = (trail: AuditTrail, outcome: Enveloped): ResponseFacts => {
  const { auth, data, lease, pending, warnings } = outcome
  return { auth, created: pending?.tokens?.[0]?.entry, leaseId: lease?.id, data, opaque: trail.opaque, warnings }
}

export const rawFacts = ({ body, contentType, status }: Raw): ResponseFacts => ({
  data: {
    http_content_type: contentType,
    http_raw_body: typeof body === "string" ? body : utf8Text(body),
    http_status_code: status
  }
})

export const bareFacts = ({ body }: Bare): ResponseFacts => ({ data: body as ResponseFacts["data"] })

/** The response that was wrapped, as if it was sent without wrapping. */
export const unwrappedFacts = ({ envelope }: Unwrapped): ResponseFacts => ({ envelope })
