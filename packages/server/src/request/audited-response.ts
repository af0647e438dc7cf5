import * as Result from "effect/Result"
import type { ResponseFacts } from "../actions/audit/audit-facts.ts"
import type { Bare, Enveloped, Raw, Unwrapped } from "../actions/outcome.ts"
import type { Auth } from "../state/token/auth.ts"
import { RawJson } from "../values/json/raw-json.ts"
import { scanObject } from "../values/json/scan.ts"
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

/** The server has stored the envelope itself, within the limits of what it accepts. */
const NO_LIMITS = { maxStrings: Infinity, maxValues: Infinity, maxDepth: Infinity }

/** The response that was wrapped, as if it was sent without wrapping. */
export const unwrappedFacts = ({ envelope }: Unwrapped): ResponseFacts => {
  const { members } = Result.getOrThrow(scanObject(envelope, NO_LIMITS))
  const read = <A>(name: string): A | null => JSON.parse(members.get(name) ?? "null") as A | null
  return {
    auth: read<Auth>("auth") ?? undefined,
    leaseId: read<string>("lease_id") ?? undefined,
    data: members.get("data") === "null" ? undefined : new RawJson(members.get("data") ?? "null"),
    opaque: "all",
    warnings: read<ReadonlyArray<string>>("warnings") ?? undefined
  }
}
